// Chance for mutants that go wrong now and then: drawn from the emulator's seed, so that a run can be repeated.
import { nextRandom, type RandomState } from '../core/random.ts';
import type { World } from '../core/world.ts';

/** A die of its own for a mutant: true in this share (0 to 1) of the throws. */
export function die(share: number): (world: World) => boolean {
  let state: RandomState | undefined;
  return (world) => {
    state ??= { random: (world.settings.seed ^ 0xd1ce) >>> 0 };
    return nextRandom(state) < share;
  };
}
