// What goes wrong on the way of one request, in undici's dispatcher: so it works on any endpoint, and needs nothing of it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { Fault } from '../../program/types.ts';
import { answerLost, bodyCut, headCut } from './answer-hidden.ts';
import { copied, type SendCopy } from './copied.ts';
import { hungUp } from './hung-up.ts';
import { requestCut } from './request-cut.ts';
import { requestLost } from './request-lost.ts';
import { timedOut } from './timed-out.ts';
import type { Way } from './way.ts';

export type { SendCopy } from './copied.ts';
export type { Way } from './way.ts';

export interface FaultHooks {
  /** Takes in what comes after the client has given up. */
  rest(): Dispatcher.DispatchHandler;
  /** Is given the second copy of the request as the original goes out. */
  keep(send: SendCopy): void;
  /** Lets time pass, milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** Long enough for the endpoint to read the request; short enough for it to be at work still, where it takes any time. */
const LATER_MS = 10;

export const clear: Way = (dispatch) => dispatch;

/** The way with a fault on it; `twice` and `copied` differ only in when the copy is sent, which is for its keeper. */
export function wayWith(fault: Fault | undefined, { rest, keep, sleep }: FaultHooks): Way {
  switch (fault) {
    case undefined:
      return clear;
    case 'request-lost':
      return requestLost;
    case 'request-cut':
      return requestCut;
    case 'answer-lost':
      return answerLost;
    case 'head-cut':
      return headCut;
    case 'body-cut':
      return bodyCut;
    case 'timed-out':
      return timedOut(rest());
    case 'hung-up':
      return hungUp(() => nextTurn());
    case 'hung-up-later':
      return hungUp(() => sleep(LATER_MS));
    case 'twice':
    case 'copied':
      return copied(keep);
  }
}
