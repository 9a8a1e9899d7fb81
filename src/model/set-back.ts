// An endpoint's clock that was set back, as one may lose its moves in a restart: which of two times before and after that is
// the later one says nothing, and whether a token from before has expired is anybody's guess.
import type { State, Thing } from './state.ts';

/** @param at by then, on the suite's clock, milliseconds */
export const clockFell = (state: State, at: number): State => ({
  ...state,
  things: state.things.map(ageless),
  clockFellAt: at,
});

const ageless = (thing: Thing): Thing => {
  if (thing.token === undefined) return thing;
  const [aliveFrom, lastAnswered] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { ...thing, token: { ...thing.token, aliveFrom, lastAnswered } };
};
