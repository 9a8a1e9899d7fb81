// What an emulator consists of.
import type { RandomState } from '../core/random.ts';
import type { Store } from '../core/store.ts';
import type { Doom } from '../core/world.ts';
import type { Settings } from '../options.ts';
import type { Rules } from '../rules/index.ts';

export interface Machine {
  store: Store;
  settings: Settings;
  rules: Rules;
  /** Randomness that is no part of the state: request ids, how stale a read is. */
  chance: RandomState;
  /** When it was started again, milliseconds; undefined where it has never ended. */
  restartedAt?: number;
  /** Of one request that is done but fails. */
  doom?: Doom;
}
