// Exhaustive choice: a walk asks for choices one by one, and is walked again until each combination was taken. The
// choices made are a tape that is counted up from its end, so a walk needs no list of its combinations beforehand
// (after TigerBeetle's exhaustigen).

/** Gives a number from 0 to `options` - 1; `options` of 0 ends the walk, since nothing can be chosen. */
export type Choose = (options: number) => number;

/** Thrown by a choice among nothing: this combination doesn't exist. */
export class NoChoice extends Error {}

/**
 * Walks every combination of choices.
 * @param limit the most walks; more is an error, so that nothing is left out silently
 */
export function explore<T>(walk: (choose: Choose) => T, limit: number): readonly T[] {
  const results: T[] = [];
  const tape: { taken: number; options: number }[] = [];
  for (let walks = 1; ; walks++) {
    if (walks > limit) throw new Error(`more than ${limit} combinations`);
    let position = 0;
    try {
      results.push(
        walk((options) => {
          if (options === 0) throw new NoChoice();
          const choice = tape[position] ?? { taken: 0, options };
          tape[position] = choice;
          position += 1;
          return choice.taken;
        }),
      );
    } catch (error) {
      if (!(error instanceof NoChoice)) throw error;
    }
    tape.length = position;
    while (tape.length > 0 && tape.at(-1)!.taken + 1 >= tape.at(-1)!.options) tape.pop();
    const last = tape.at(-1);
    if (!last) return results;
    last.taken += 1;
  }
}
