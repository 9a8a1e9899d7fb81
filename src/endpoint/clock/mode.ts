// How the endpoint's clock is moved, as a person writes it (`--clock`).

/**
 * - `find`: `control`, if probing finds it, else `none`;
 * - `control`: through `POST /_conformance/clock`;
 * - `faketime:FILE`: an offset in FILE, which the endpoint's process reads under libfaketime;
 * - `command:CMD`: the shell runs CMD with the seconds in `$ADVANCE_SECONDS`;
 * - `ledger:FILE`: not at all: requests are left in FILE for a later run, which judges them once eight hours have passed;
 * - `none`: not at all.
 */
export type ClockMode = 'find' | 'control' | 'none' | `${ClockKind}:${string}`;

/** Those that need something more to be said. */
export type ClockKind = 'faketime' | 'command' | 'ledger';

/** Undefined where it is none of them; `find` is what stands where nothing is given, and cannot be given. */
export const parseClock = (text: string): ClockMode | undefined => {
  if (text === 'control' || text === 'none') return text;
  return /^(faketime|command|ledger):.*\S/s.test(text) ? (text as ClockMode) : undefined;
};

/** The two parts of those that have two. */
export const clockParts = (mode: ClockMode): { readonly kind: ClockKind; readonly value: string } | undefined => {
  const at = mode.indexOf(':');
  return at < 0 ? undefined : { kind: mode.slice(0, at) as ClockKind, value: mode.slice(at + 1) };
};
