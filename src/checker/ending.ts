// How one of a pair of programs ended: what its last looks show, without what must differ between two name spaces or may
// differ between two runs. Only where everything went as documented: what was refused, unanswered or has failed on the
// way makes two runs differ rightly.
import type { Answer, Header, HistoryEvent, Invocation } from '../history/types.ts';
import { comparable, isTime, isWatched, leftOut } from '../model/index.ts';
import { isNamedIn, isNameless } from '../program/namespace.ts';
import type { Json, Step } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import { decode } from '../wire/decode.ts';
import type { Detail, Outcome } from '../wire/types.ts';

/** What a look at the end of a program shows, in comparable form. */
export interface LastLook {
  readonly call: number;
  readonly operation: string;
  /** Of a Get one thing or none, of a list one each, in a fixed order. */
  readonly shows: readonly string[];
  /** What the API model requires and which of the things leave it out: of that it tells nothing (wire.missing-member). */
  readonly missing: readonly string[];
}

const LOOKS: readonly Step['do'][] = ['get', 'list'];
/** What the endpoint has chosen differs between two runs. */
const CHOSEN = /^(id|arn)$/;
/** As do these, unless a request gave them. */
const PERHAPS_CHOSEN = /(Id|Arn)$/;

export class Ending {
  readonly #namespace: string;
  /** The position of the first look after which only looks come. */
  readonly #from: number;
  readonly #to: number;
  readonly #invocations = new Map<number, Invocation>();
  readonly #looks = new Map<number, LastLook>();
  readonly #given = new Set<string>();
  #smooth = true;
  #whole = false;

  constructor(header: Header) {
    const steps = 'steps' in header.program ? header.program.steps : [];
    this.#namespace = header.namespace;
    this.#to = steps.length;
    this.#from = steps.findLastIndex((step) => !LOOKS.includes(step.do)) + 1;
  }

  push(event: HistoryEvent): void {
    if (event.event === 'invoke') {
      this.#invocations.set(event.call, event);
      if (!isLook(event.operation)) for (const value of stringsIn(event.input)) this.#given.add(value);
    } else if (event.event === 'answer') this.#answer(event);
    else if (event.event === 'end') this.#whole = event.reason === 'done' && event.detail === undefined;
    else if (event.event !== 'header' && event.event !== 'clock') this.#smooth = false;
  }

  /** The last looks, in order; undefined if the program has no such end, or not everything went as documented. */
  get looks(): readonly LastLook[] | undefined {
    return this.#smooth && this.#whole ? [...this.#looks.values()] : undefined;
  }

  #answer(event: Answer): void {
    const invocation = this.#invocations.get(event.call);
    if (invocation === undefined) return;
    const outcome = decode(invocation.operation, event);
    if (!wentWell(invocation.operation, outcome)) this.#smooth = false;
    else if (invocation.step >= this.#from && invocation.step < this.#to) this.#look(invocation, outcome);
  }

  #look({ call, step, operation, input }: Invocation, outcome: Outcome): void {
    const { resource } = operations[operation] ?? {};
    if (resource === undefined) return;
    const details = outcome.kind === 'success' ? (outcome.items ?? [outcome.detail ?? {}]) : [];
    const ours = details
      .filter((detail) => outcome.kind === 'success' && (!outcome.items || isNamedIn(this.#namespace, detail)))
      .filter((detail) => !hasStatus(resource, detail, 'deleted'));
    // Of one without a name nobody can say whether it is ours.
    if (outcome.kind === 'success' && outcome.items?.some(isNameless)) this.#smooth = false;
    // Work that begins again by itself may be over in the one and not in the other.
    if (ours.some((detail) => hasStatus(resource, detail, 'passing'))) this.#smooth = false;
    const page = input.nextToken === undefined ? undefined : this.#looks.get(step);
    const shows = ours.map((detail) => this.#form(resource, detail));
    const missing = ours.flatMap((detail) =>
      leftOut(resource, detail).map((m) => `${m} of ${this.#nameOf(resource, detail)}`),
    );
    this.#looks.set(step, {
      call,
      operation,
      shows: [...(page?.shows ?? []), ...shows].sort(),
      missing: [...(page?.missing ?? []), ...missing].sort(),
    });
  }

  /** The same in both programs. */
  #nameOf(resource: ResourceType, detail: Detail): string {
    const members = [...resources[resource].identity.filter((m) => !CHOSEN.test(m)), 'environmentName'];
    return members
      .map((m) => String(detail[m]))
      .join(' ')
      .replaceAll(this.#namespace, '');
  }

  #form(resource: ResourceType, detail: Detail): string {
    return Object.keys(detail)
      .filter((member) => this.#isCompared(resource, member, detail[member]))
      .map((member) => [member, comparable(resource, member, detail[member])] as const)
      .filter(([, value]) => value !== ABSENT)
      .map(([member, value]) => `${member} ${value}`)
      .sort()
      .join(', ')
      .replaceAll(this.#namespace, '');
  }

  #isCompared(resource: ResourceType, member: string, value: Json | undefined): boolean {
    const { status, identity } = resources[resource];
    if (isTime(resource, member) || CHOSEN.test(member)) return false;
    if (PERHAPS_CHOSEN.test(member) && !(typeof value === 'string' && this.#given.has(value))) return false;
    return isWatched(resource, member) || member === status?.member || identity.includes(member);
  }
}

/** Missing, null and empty are one. */
const ABSENT = comparable('service', 'description', null);

const isLook = (operation: string): boolean => ['get', 'list'].includes(operations[operation]?.role ?? '');

function wentWell(operation: string, outcome: Outcome): boolean {
  const { resource, role } = operations[operation] ?? {};
  if (outcome.kind === 'error') return role === 'get' && outcome.type === 'ResourceNotFoundException';
  if (outcome.kind !== 'success') return false;
  const { detail } = outcome;
  return !(
    resource !== undefined &&
    detail !== undefined &&
    (hasStatus(resource, detail, 'failed') || hasStatus(resource, detail, 'deleteFailed'))
  );
}

function hasStatus(
  resource: ResourceType,
  detail: Detail,
  which: 'deleted' | 'failed' | 'deleteFailed' | 'passing',
): boolean {
  const { status } = resources[resource];
  const shown = status && detail[status.member];
  return typeof shown === 'string' && status?.[which].includes(shown) === true;
}

function stringsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
