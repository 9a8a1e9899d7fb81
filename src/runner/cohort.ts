// Programs that move the endpoint's clock. It is one clock for all, so programs with the same moves go together: all run
// to their next move, it is moved once, all go on; nothing else is in flight.
import { advancesOf } from '../program/facts.ts';
import type { Program } from '../program/types.ts';
import type { Advance } from './steps.ts';

/** Programs with the same sequence of moves, in the order in which they came. */
export function cohortsOf(programs: readonly Program[]): Program[][] {
  const groups = new Map<string, Program[]>();
  for (const program of programs) {
    const key = JSON.stringify(advancesOf(program.steps));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [program]);
    else group.push(program);
  }
  return [...groups.values()];
}

/** Where the members of a cohort wait for each other. */
export class Barrier {
  #members: number;
  #arrived: { resolve(at: number): void; reject(error: unknown): void }[] = [];
  #seconds = 0;
  readonly #move: Advance;

  /** `move` moves the clock; it is called once for all members, and what it gives or throws goes to all of them. */
  constructor(members: number, move: Advance) {
    this.#members = members;
    this.#move = move;
  }

  /** Resolves, with the time, once every member is here or has left, and the clock was moved. */
  arrive(seconds: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#seconds = seconds;
      this.#arrived.push({ resolve, reject });
      this.#openIfAllAreHere();
    });
  }

  /** A member that will not come again. */
  leave(): void {
    this.#members--;
    this.#openIfAllAreHere();
  }

  #openIfAllAreHere(): void {
    if (this.#arrived.length === 0 || this.#arrived.length < this.#members) return;
    const waiting = this.#arrived;
    this.#arrived = [];
    this.#move(this.#seconds).then(
      (at) => {
        for (const { resolve } of waiting) resolve(at);
      },
      (error: unknown) => {
        for (const { reject } of waiting) reject(error);
      },
    );
  }
}
