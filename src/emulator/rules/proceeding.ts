// How a request goes from its arrival to its answer. Whoever looks at one moment and acts at another lets requests that
// overlap get between.
import type { World } from '../core/world.ts';
import type { WireRequest, WireResponse } from '../http/message.ts';
import type { Members } from '../wire/json.ts';
import type { Rules } from './index.ts';

/** A request that has arrived. */
export interface Passage {
  readonly request: WireRequest;
  /** What there is to see now; undefined where the request is none that an operation could read. */
  look(): Sight | undefined;
  /** Takes effect now and gives the answer, with some decisions taken otherwise for this one request. */
  act(altered?: Partial<Rules>): WireResponse;
  /** Lets time pass, milliseconds; 0 lets whatever else waits go first. */
  sleep(milliseconds: number): Promise<void>;
}

export interface Sight {
  world: World;
  input: Members;
}

/** once: a request takes effect at one moment. */
function proceed({ act }: Passage): WireResponse | Promise<WireResponse> {
  return act();
}

/** What a request of which only a part came is taken for: nothing. once.lost-response: it has happened whole, or not. */
function mended(_part: string): string | undefined {
  return undefined;
}

export const proceedingRules = { proceed, mended };
