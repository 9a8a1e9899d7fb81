// answer-lost, head-cut, body-cut: the endpoint has worked and answers, but its answer does not come through.
import type { Dispatcher } from 'undici';
import { broken, type Way } from './way.ts';

/** Waits for the whole answer and hides it; the connection stays. */
export const answerLost: Way = hiding('end', 'the answer was lost');
/** Breaks the connection as soon as the answer begins. (undici hands over a head only whole: none of it is shown.) */
export const headCut: Way = hiding('start', 'the connection broke in the head of the answer');
/** Breaks the connection when half of the first bytes of the body have come through. */
export const bodyCut: Way = hiding('data', 'the connection broke in the body of the answer');

function hiding(until: 'start' | 'data' | 'end', what: string): Way {
  return (dispatch) => (options, handler) => {
    let over = false;
    // The client ends the call, and breaks the connection where more was to come.
    const fail = (controller: Dispatcher.DispatchController, error = broken(what)) => {
      if (over) return;
      over = true;
      handler.onResponseError?.(controller, error);
    };
    return dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onResponseStart: (controller, status, headers, text) => {
        if (until === 'start') fail(controller);
        else if (until === 'data') handler.onResponseStart?.(controller, status, headers, text);
      },
      onResponseData: (controller, chunk) => {
        if (until !== 'data' || over) return;
        handler.onResponseData?.(controller, chunk.subarray(0, Math.floor(chunk.length / 2)));
        fail(controller);
      },
      onResponseEnd: (controller) => fail(controller),
      onResponseError: fail,
    });
  };
}
