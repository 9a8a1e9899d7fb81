// hung-up, hung-up-later: the client gives up and closes the connection, as every SDK does whose time is out; the endpoint
// sees that it is gone while it works, and whatever it does then, a retry must find what was promised.
import { type Dispatcher, errors } from 'undici';
import type { Way } from './way.ts';

/** Closes it when `time` has passed since the request was sent, or as soon as an answer begins to come. */
export const hungUp =
  (time: () => Promise<void>): Way =>
  (dispatch) =>
  (options, handler) => {
    let over = false;
    // The client ends the call, and with it the connection.
    const hangUp = (controller: Dispatcher.DispatchController, error: Error = new errors.HeadersTimeoutError()) => {
      if (over) return;
      over = true;
      handler.onResponseError?.(controller, error);
    };
    return dispatch(options, {
      onRequestStart: (controller, context) => {
        handler.onRequestStart?.(controller, context);
        // undici writes the request in the turn in which it says that it starts.
        void time().then(() => hangUp(controller));
      },
      onResponseStart: (controller) => hangUp(controller),
      onResponseError: hangUp,
    });
  };
