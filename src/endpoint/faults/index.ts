// What goes wrong on the way of one request, in undici's dispatcher: so it works on any endpoint, and needs nothing of it.
import type { Dispatcher } from 'undici';
import type { Fault } from '../../program/types.ts';
import { answerLost, bodyCut, headCut } from './answer-hidden.ts';
import { copied, type SendCopy } from './copied.ts';
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
}

export const clear: Way = (dispatch) => dispatch;

/** The way with a fault on it; `twice` and `copied` differ only in when the copy is sent, which is for its keeper. */
export function wayWith(fault: Fault | undefined, { rest, keep }: FaultHooks): Way {
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
    case 'twice':
    case 'copied':
      return copied(keep);
  }
}
