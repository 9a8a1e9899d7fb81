// What an operation sees: the state, the moment, and the rules by which it decides.
import type { Settings } from '../options.ts';
import type { Point, Readings } from '../readings.ts';
import type { Rules } from '../rules/index.ts';
import type { Store, View } from './store.ts';

/** How a request fails though it is done: what it begins comes to nothing, or it spends its token and makes nothing. */
export type Doom = 'work' | 'token';

export interface World {
  readonly store: Store;
  /** What Get and List look at: the store, or the store as it was a little earlier. */
  readonly view: View;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly settings: Settings;
  readonly rules: Rules;
  readonly operation: string;
  /** The bytes of the request, as text. */
  readonly body: string;
  /** The account that calls. */
  readonly account: string;
  /** Tells the connections apart over which requests come. */
  readonly connection: string;
  readonly doom: Doom | undefined;
}

export function reading<P extends Point>(world: World, point: P): Readings[P] {
  return world.settings.readings[point];
}
