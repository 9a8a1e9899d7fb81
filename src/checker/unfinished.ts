// Work that the runner stopped waiting for: broken if that is so by every explanation (contract: async-delete.effect).
import type { Invocation } from '../history/types.ts';
import { byKey, gaveUp, type Refusal } from '../model/index.ts';
import { operations } from '../specs/index.ts';
import type { Configuration } from './configurations.ts';

/** Why what `invocation` is about should have ended within `limitMs`, by each explanation; undefined if one lets it go on. */
export function unfinished(
  configurations: readonly Configuration[],
  invocation: Invocation,
  limitMs: number,
): readonly Refusal[] | undefined {
  const type = operations[invocation.operation]?.resource;
  if (type === undefined) return undefined;
  const refusals = configurations.map(({ state }) => {
    const thing =
      byKey(state, type, invocation.input) ?? state.things.findLast((t) => t.type === type && t.life === 'deleting');
    return thing && gaveUp(thing, limitMs);
  });
  return refusals.every((refusal) => refusal !== undefined) ? refusals : undefined;
}
