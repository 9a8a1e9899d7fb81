// Programs that move the endpoint's clock or restart it. It is one clock and one endpoint for all, so programs with the
// same moves go together: all run to their next move, it is done once, all go on; nothing else is in flight.
import { movesOf } from '../program/facts.ts';
import type { Program } from '../program/types.ts';

/**
 * Programs with the same sequence of moves, in the order in which they came. Where the answers to some requests are waited
 * for before the endpoint is killed, those that must not be answered by then go apart.
 */
export function cohortsOf(programs: readonly Program[]): Program[][] {
  const groups = new Map<string, Program[]>();
  for (const program of programs) {
    const answered = program.steps.some((step) => step.do === 'restart' && step.answered);
    const key = JSON.stringify([movesOf(program.steps), answered]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [program]);
    else group.push(program);
  }
  return [...groups.values()];
}

/** Where the members of a cohort wait for each other. */
export class Barrier<Arrival, Moved> {
  #members: number;
  #arrived: { arrival: Arrival; resolve(moved: Moved): void; reject(error: unknown): void }[] = [];
  readonly #move: (arrivals: readonly Arrival[]) => Promise<Moved>;

  /** `move` is called once for all members, and what it gives or throws goes to all of them. */
  constructor(members: number, move: (arrivals: readonly Arrival[]) => Promise<Moved>) {
    this.#members = members;
    this.#move = move;
  }

  /** Resolves once every member is here or has left, and the move is done. */
  arrive(arrival: Arrival): Promise<Moved> {
    return new Promise((resolve, reject) => {
      this.#arrived.push({ arrival, resolve, reject });
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
    this.#move(waiting.map(({ arrival }) => arrival)).then(
      (moved) => {
        for (const { resolve } of waiting) resolve(moved);
      },
      (error: unknown) => {
        for (const { reject } of waiting) reject(error);
      },
    );
  }
}
