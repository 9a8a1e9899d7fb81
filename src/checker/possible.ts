// What the checker considered possible after each answer of a history, in words. For evidence that a person looks at: the
// history is judged once more, and nothing depends on it.
import type { Header, HistoryEvent } from '../history/types.ts';
import { tellState } from '../model/index.ts';
import { HistoryChecker } from './history-checker.ts';

export const possibleLimits = { states: 4 } as const;

/** The different states, at most `possibleLimits.states` of them. */
export interface Possible {
  readonly states: readonly string[];
  /** So many more. */
  readonly more: number;
}

/** By call; none after the answer that nothing explains. Empty where the history has no header. */
export function possibleStates(events: readonly HistoryEvent[]): ReadonlyMap<number, Possible> {
  const header = events.find((event): event is Header => event.event === 'header');
  const possible = new Map<number, Possible>();
  if (header === undefined) return possible;
  const checker = new HistoryChecker(header);
  for (const event of events) {
    checker.push(event);
    if (event.event !== 'answer' && event.event !== 'lost') continue;
    if (checker.verdict().violations.length > 0) break;
    possible.set(event.call, tell(checker, event.at, header.namespace));
  }
  return possible;
}

function tell(checker: HistoryChecker, at: number, namespace: string): Possible {
  const { clock, configurations } = checker.standing(at);
  const told = new Set(configurations.map(({ state, pending }) => tellState(state, clock, namespace, pending)));
  const states = [...told].slice(0, possibleLimits.states);
  return { states, more: told.size - states.length };
}
