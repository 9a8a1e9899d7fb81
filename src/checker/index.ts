// Judges one history, event by event: while a program still runs (it then advises the runner), or from a file.
import type { Header, HistoryEvent } from '../history/types.ts';
import { Ending } from './ending.ts';
import { HistoryChecker } from './history-checker.ts';
import type { Advice, HistoryVerdict } from './types.ts';

export type { Advice, Duration, Exercised, HistoryVerdict, Overlap, ReadingTaken, Violation } from './types.ts';

export interface Checker {
  /** Takes the next event; says what it means for whoever runs the program. */
  push(event: HistoryEvent): Advice;
  /** What the history has shown so far. */
  verdict(): HistoryVerdict;
}

/**
 * A checker for one history.
 * @param header its first line; gives the settling time, the clock's tolerance and the name space.
 */
export function createChecker(header: Header): Checker {
  const checker = new HistoryChecker(header);
  return 'twin' in header.program ? watchingTheEnd(header, checker) : checker;
}

/** For one of a pair: what its last looks show is kept too. */
function watchingTheEnd(header: Header, checker: Checker): Checker {
  const ending = new Ending(header);
  return {
    push: (event) => {
      ending.push(event);
      return checker.push(event);
    },
    verdict: () => ({ ...checker.verdict(), ...(ending.looks === undefined ? {} : { lastLooks: ending.looks }) }),
  };
}

/** Judges a whole history. Throws if it has no header. */
export function checkHistory(events: Iterable<HistoryEvent>): HistoryVerdict {
  let checker: Checker | undefined;
  for (const event of events) {
    if (event.event === 'header') checker = createChecker(event);
    else if (!checker) throw new Error('a history begins with its header');
    else checker.push(event);
  }
  if (!checker) throw new Error('a history begins with its header');
  return checker.verdict();
}
