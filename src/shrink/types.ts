// A counterexample: the smallest program that was found to break a guarantee, with what is needed to run it again. It is
// plain JSON (specs/schemas/counterexample.schema.json), so that it can be sent to whoever runs the endpoint.
import type { Violation } from '../checker/types.ts';
import type { Settings } from '../history/types.ts';
import type { Program } from '../program/types.ts';

/** How often the violation came when its program ran again on its own. */
export interface Reproduced {
  readonly times: number;
  readonly of: number;
}

export interface Counterexample {
  readonly schemaVersion: 1;
  readonly tool: 'proton-conformance';
  /** The name of its files, without extension. */
  readonly name: string;
  /** The shapes of what came (`causeOf`) that turned out to be this violation; left out: unknown. */
  readonly causes?: readonly string[];
  /** What the smallest program breaks. Its `step` is a position in `program.steps`. */
  readonly violation: Violation;
  /** The smallest program. Its index decides lanes and connections, so that a replay sends the same bytes but names. */
  readonly program: Program;
  /** Of a pair that must end alike: `program` without its retries. */
  readonly plain?: Program;
  /**
   * `minimal`: nothing can be left out or made simpler with the same guarantee on the same operation still broken;
   * `budget spent`: the smallest so far; `not reproduced`: the program as it was found, for want of a second time.
   */
  readonly shrinking: 'minimal' | 'budget spent' | 'not reproduced';
  /** Requests that reproducing and shrinking took. */
  readonly calls: number;
  readonly reproduced: Reproduced;
  readonly settings: Settings;
  /** Where it was found. */
  readonly endpoint: string;
  readonly embedded: boolean;
  readonly region: string;
  readonly suite: string;
}
