// request-lost: nothing reaches the endpoint.
import type { Dispatcher } from 'undici';
import { broken, type Way } from './way.ts';

export const requestLost: Way = () => (_, handler) => {
  // Without onRequestStart, as where no connection can be had: nothing was sent.
  const none = undefined as unknown as Dispatcher.DispatchController;
  handler.onResponseError?.(none, broken('the request was lost'));
  return true;
};
