// What one history cost, in calls and resources, taken while its events are at hand. Answers are untrusted: what they show
// is only counted.
import type { Answer, HistoryEvent, Invocation } from '../history/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import { decode } from '../wire/decode.ts';

const MAX_ID_CHARS = 300;

/** One call of a history. */
export interface CallMade {
  readonly operation: string;
  readonly at: number;
  /** From sending to the answer; left out: none came. */
  readonly ms?: number;
  readonly again?: true;
  readonly throttled?: true;
  /** It was sent once for several histories. */
  readonly shared?: true;
}

export interface Spent {
  readonly calls: readonly CallMade[];
  /** Different resources that answers to creates showed, by type. */
  readonly made: Readonly<Partial<Record<ResourceType, number>>>;
}

/** What one history tells. */
export const spentIn = (events: readonly HistoryEvent[]): Spent => {
  const answers = new Map(events.flatMap((event) => (event.event === 'answer' ? [[event.call, event] as const] : [])));
  const identities = new Map<ResourceType, Set<string>>();
  const calls = events.flatMap((event) => {
    if (event.event !== 'invoke') return [];
    const answer = answers.get(event.call);
    noteMade(identities, event, answer);
    return [callMade(event, answer)];
  });
  return { calls, made: Object.fromEntries([...identities].map(([type, { size }]) => [type, size])) };
};

const callMade = (invocation: Invocation, answer: Answer | undefined): CallMade => ({
  operation: invocation.operation,
  at: invocation.at,
  ...(answer === undefined ? {} : { ms: answer.at - invocation.at }),
  ...(invocation.attempt > 1 ? { again: true } : {}),
  ...(answer !== undefined && isThrottled(invocation, answer) ? { throttled: true } : {}),
  ...(invocation.shared === undefined ? {} : { shared: true }),
});

const isThrottled = ({ operation }: Invocation, answer: Answer): boolean => {
  if (answer.status < 400) return false;
  const outcome = decode(operation, answer);
  return outcome.kind === 'again' && outcome.why === 'throttled';
};

const noteMade = (
  identities: Map<ResourceType, Set<string>>,
  { operation }: Invocation,
  answer: Answer | undefined,
): void => {
  const { role, resource } = operations[operation] ?? {};
  if (role !== 'create' || resource === undefined || answer === undefined || answer.status >= 300) return;
  const { detail, identity, created } = resources[resource];
  const shown = memberOf(parsed(answer.body), detail);
  if (shown === undefined) return;
  const id = [...identity, created].map((name) => String(memberOf(shown, name)).slice(0, MAX_ID_CHARS));
  identities.set(resource, (identities.get(resource) ?? new Set()).add(JSON.stringify(id)));
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const memberOf = (value: unknown, member: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, member)
    ? (value as Readonly<Record<string, unknown>>)[member]
    : undefined;
