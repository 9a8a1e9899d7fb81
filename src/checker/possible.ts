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

/** What was possible when a call was sent, and after it was over; `after` is missing where nothing explains the answer. */
export interface Around {
  readonly before: Possible;
  readonly after?: Possible;
}

/** By call. Empty where the history has no header. */
export function possibleStates(events: readonly HistoryEvent[]): ReadonlyMap<number, Around> {
  const header = events.find((event): event is Header => event.event === 'header');
  const around = new Map<number, Around>();
  if (header === undefined) return around;
  const checker = new HistoryChecker(header);
  for (const event of events) {
    const isSent = event.event === 'invoke';
    const before = isSent ? tell(checker, event.at, header.namespace) : undefined;
    if (checker.push(event) === 'stop') break;
    if (isSent && before !== undefined) around.set(event.call, { before });
    const sent = event.event === 'answer' || event.event === 'lost' ? around.get(event.call) : undefined;
    if (sent !== undefined && 'call' in event)
      around.set(event.call, { ...sent, after: tell(checker, event.at, header.namespace) });
  }
  return around;
}

function tell(checker: HistoryChecker, at: number, namespace: string): Possible {
  const { clock, configurations } = checker.standing(at);
  const told = new Set(configurations.map(({ state, pending }) => tellState(state, clock, namespace, pending)));
  const states = [...told].slice(0, possibleLimits.states);
  return { states, more: told.size - states.length };
}
