// Fixtures: whatever happens to them after they were made is done by requests of other programs, in other histories.
import {
  besideOthers,
  type Call,
  type Judged,
  type Listing,
  mutates,
  type State,
  usedByOthers,
} from '../model/index.ts';
import { type Answered, answer, type Configuration, type Search } from './configurations.ts';

/** As `answer`, in the history of a thing that others use: what is found otherwise breaks what their requests promise. */
export function answerOfNeighbour(
  configurations: readonly Configuration[],
  call: Call,
  outcome: Judged,
  listing?: Listing,
  search: Search = 'all',
): Answered {
  const used = each(configurations, usedByOthers);
  if (mutates(call.operation)) return answer(used, call, outcome, listing, search);
  // Only to find a breach and its name: that such a request was made at all is not known, so none counts as shown.
  const blamed = answer(each(used, besideOthers), call, outcome, listing, search);
  return blamed.configurations.length === 0 ? blamed : answer(used, call, outcome, listing, search);
}

const each = (configurations: readonly Configuration[], change: (state: State) => State): Configuration[] =>
  configurations.map((configuration) => ({ ...configuration, state: change(configuration.state) }));
