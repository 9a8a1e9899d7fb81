// Answers to requests that were sent at the same time, against outcomes that name one for each.
import { operations } from '../../specs/index.ts';
import type { Outcome } from '../types.ts';
import { fits, isGone, type Past, type Shown } from './fits.ts';
import { type Seen, typeOf } from './seen.ts';

/** Whether the answers fit, one for one: each may show what was before any of the others, or after all of them. */
export function fitTogether({ answers = [] }: Outcome, seen: readonly Seen[], past: Past): boolean {
  const order = seen.map((_, n) => n);
  return [order, order.toReversed()].some((ordered) => {
    let { live } = past;
    return ordered.every((n) => {
      const isFit = fits(answers[n]!, seen[n]!, { ...past, live });
      live = liveAfter(live, seen[n]!);
      return isFit;
    });
  });
}

/** What has been shown and not deleted since, with one more answer. */
export function liveAfter(live: readonly Shown[], seen: Seen): readonly Shown[] {
  const { role, child } = operations[seen.operation]!;
  const type = child ? undefined : typeOf(seen.operation);
  if (seen.decoded.kind !== 'success' || !type) return live;
  if (role === 'delete') return live.filter((one) => one.type !== type || !isAimedAt(one, seen));
  return seen.detail && (role !== 'get' || !isGone(seen)) ? [...live, { type, detail: seen.detail }] : live;
}

/** Whether a delete's request names this resource. */
const isAimedAt = ({ detail }: Shown, { operation, input }: Seen): boolean =>
  Object.entries(operations[operation]?.keys ?? {}).every(([member, shown]) => detail[shown] === input[member]);
