// Steps left out of a program, with the references of the others rewritten so that they still mean the same request: for
// a retry that is gone the request that it repeated stands in; what is about a create that is gone goes with it.

import { changedIfPossible } from '../program/change.ts';
import { position } from '../program/facts.ts';
import type { Change, Json, Step } from '../program/types.ts';
import { changedBy } from './changes.ts';
import { assembled, partsOf } from './parts.ts';

/**
 * What becomes of the requests that were left out:
 * - `carry`: retries of a changed retry that is gone carry its change, so that the same bytes are sent;
 * - `drop`: its change is gone with it;
 * - `promote`: the first retry of a create that is gone becomes the create.
 */
export type Manner = 'carry' | 'drop' | 'promote';

const MADE = /\{\{made:(\d+)/g;

/**
 * `steps` without the parts (`partsOf`) at the positions `gone` and what cannot be without them; undefined: impossible in
 * this manner.
 */
export function leaveOut(steps: readonly Step[], gone: ReadonlySet<number>, manner: Manner): Step[] | undefined {
  const parts = partsOf(steps);
  const kept = keep(
    parts.map(({ step }) => step),
    gone,
    manner,
  );
  return kept && assembled(kept.map(({ step, at }) => ({ ...parts[at], step })));
}

interface Kept {
  readonly step: Step;
  /** Its position before. */
  readonly at: number;
}

function keep(steps: readonly Step[], gone: ReadonlySet<number>, manner: Manner): Kept[] | undefined {
  const promotion = manner === 'promote' ? promoted(steps, gone) : undefined;
  if (manner === 'promote' && promotion === undefined) return undefined;
  const all = promotion?.steps ?? steps;
  const kept: Kept[] = [];
  /** Positions of the create and retry steps so far, as they were and as they are kept. */
  const requests: number[] = [];
  const keptRequests: number[] = [];
  const standIns = new Map<number, number>();
  const carried = new Map<number, Change>();

  for (const [at, step] of all.entries()) {
    const base = 'of' in step ? meant(step.of, requests) : undefined;
    const before = [...requests];
    if (isRequest(steps[at]!)) requests.push(at);
    const standIn = base === undefined ? undefined : standIns.get(base);
    if (gone.has(at)) {
      if (step.do !== 'retry' || base === undefined || standIn === undefined) continue;
      standIns.set(at, standIn);
      const change = manner === 'drop' ? undefined : changedBy(carried.get(base), step.change);
      if (change === 'impossible') return undefined;
      if (change !== undefined) carried.set(at, change);
      continue;
    }
    if (base !== undefined && standIn === undefined) continue;
    const backTo = (request: number | undefined): number | undefined => {
      const found = keptRequests.indexOf(standIns.get(request ?? -1) ?? -1);
      return found < 0 ? undefined : keptRequests.length - 1 - found;
    };
    const moved = withMade(step, (back) => backTo(meant(back, before)));
    if (moved === undefined) continue;
    const change =
      step.do === 'retry' && base !== undefined ? changedBy(carried.get(base), changeIn(moved)) : undefined;
    if (change === 'impossible') return undefined;
    const of = 'of' in step ? { of: backTo(base) ?? step.of } : {};
    kept.push({ step: { ...moved, ...of, ...(change === undefined ? {} : { change }) } as Step, at });
    if (!isRequest(step)) continue;
    standIns.set(at, at);
    keptRequests.push(at);
    if (promotion?.at === at) standIns.set(promotion.of, at);
  }
  return kept;
}

const isRequest = (step: Step): boolean => step.do === 'create' || step.do === 'retry';

const changeIn = (step: Step): Change | undefined => (step.do === 'retry' ? step.change : undefined);

/** The position of the request that `back` means among those so far. */
const meant = (back: number, requests: readonly number[]): number | undefined =>
  requests.length === 0 ? undefined : requests[position(back, requests.length)];

interface Promotion {
  readonly steps: readonly Step[];
  /** The retry that is the create now, and the create that it was a retry of. */
  readonly at: number;
  readonly of: number;
}

/** With the first retry of the one create that is `gone` made into that create. */
function promoted(steps: readonly Step[], gone: ReadonlySet<number>): Promotion | undefined {
  const [of = -1] = gone;
  const create = steps[of];
  if (gone.size !== 1 || create?.do !== 'create' || JSON.stringify(create.input).includes('{{made:')) return undefined;
  const requests: number[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.do === 'retry' && meant(step.of, requests) === of) {
      const input = changedIfPossible(create.input, step.change ?? {});
      if (input === undefined) return undefined;
      const { lane, fault } = step;
      const same = { ...(lane === undefined ? {} : { lane }), ...(fault === undefined ? {} : { fault }) };
      return { steps: steps.with(index, { do: 'create', operation: create.operation, input, ...same }), at: index, of };
    }
    if (isRequest(step)) requests.push(index);
  }
  return undefined;
}

/** The step with its `{{made:…}}` symbols pointing elsewhere; undefined if one of them has nowhere to point. */
function withMade(step: Step, move: (back: number) => number | undefined): Step | undefined {
  let lost = false;
  const text = (value: string): string =>
    value.replace(MADE, (_, back: string) => {
      const moved = move(Number(back));
      lost ||= moved === undefined;
      return `{{made:${moved ?? back}`;
    });
  const moved = mapTexts(step as unknown as Json, text) as unknown as Step;
  return lost ? undefined : moved;
}

/** `value` with every text in it replaced by what `text` makes of it. */
export function mapTexts(value: Json, text: (value: string) => string): Json {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, text));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, text)]));
}
