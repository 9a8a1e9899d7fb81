// Random choices as fast-check draws: all that is random about a program goes through here, so that a seed fixes it.
import fc from 'fast-check';

export interface Draw {
  /** A value of `arbitrary`. */
  value<T>(arbitrary: fc.Arbitrary<T>): T;
  /** One of `all`, each as likely; undefined of none. */
  of<T>(all: readonly T[]): T | undefined;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** One of the keys, in proportion to their weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** What `write` makes of the draws that `seed` (32 bits) gives. */
export function drawn<T>(seed: number, write: (draw: Draw) => T): T {
  const arbitrary = fc.gen().map((gen) => write(drawing((inner) => gen(constantly, inner))));
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0]!;
}

const constantly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> => arbitrary;

function drawing(value: <T>(arbitrary: fc.Arbitrary<T>) => T): Draw {
  const below = (count: number): number => value(fc.noBias(fc.nat({ max: count - 1 })));
  return {
    value,
    of: (all) => (all.length === 0 ? undefined : all[below(all.length)]),
    chance: (percent) => below(100) < percent,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const entries = Object.entries(weights) as [K, number][];
      let left = below(entries.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [key, weight] of entries) {
        if (left < weight) return key;
        left -= weight;
      }
      throw new RangeError('no weight is above zero');
    },
  };
}

/** The seed of the program at `index`: neighbours share nothing (splitmix32, Steele et al. 2014). */
export function mixed(seed: number, index: number): number {
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b9)) | 0;
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return state ^ (state >>> 15);
}
