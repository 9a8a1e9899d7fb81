// timed-out: the client gives up as soon as the request is sent; the endpoint goes on working.
import { type Dispatcher, errors } from 'undici';
import { inert, type Way } from './way.ts';

/** `rest` takes in, within its own limits, what comes when nobody waits for it any longer. */
export const timedOut =
  (rest: Dispatcher.DispatchHandler): Way =>
  (dispatch) =>
  (options, handler) => {
    let sent = false;
    return dispatch(options, {
      onRequestStart: (controller, context) => {
        sent = true;
        rest.onRequestStart?.(controller, context);
        handler.onRequestStart?.(inert(), context);
        // undici writes the request in the turn in which it says that it starts.
        setImmediate(() => handler.onResponseError?.(inert(), new errors.HeadersTimeoutError()));
      },
      onResponseStart: (...head) => rest.onResponseStart?.(...head),
      onResponseData: (controller, chunk) => rest.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => rest.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => {
        rest.onResponseError?.(controller, error);
        if (!sent) handler.onResponseError?.(controller, error);
      },
    });
  };
