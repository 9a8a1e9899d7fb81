// twice, copied: a second copy of the same bytes, at once or when the original is long over.
import type { Dispatcher } from 'undici';
import type { Way } from './way.ts';

/** Sends the copy over a connection of its own; `handler` gets what comes. */
export type SendCopy = (handler: Dispatcher.DispatchHandler) => void;

/** `keep` is given the copy in the turn in which the original is sent. */
export const copied =
  (keep: (send: SendCopy) => void): Way =>
  (dispatch) =>
  (options, handler) => {
    const sent = dispatch(options, handler);
    keep((other) => void dispatch({ ...options, reset: true }, other));
    return sent;
  };
