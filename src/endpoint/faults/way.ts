// The way of one request and of its answer, on which something goes wrong.
import { type Dispatcher, errors } from 'undici';

/** Goes between a lane and the network, for one request. */
export type Way = Dispatcher.DispatcherComposeInterceptor;

/** What the client is told of a connection that breaks. */
export const broken = (what: string): Error => new errors.SocketError(`${what} (injected)`);

/** A controller for a request that is out of the client's hands. */
export const inert = (): Dispatcher.DispatchController => ({
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  rawTrailers: [],
  abort() {},
  pause() {},
  resume() {},
});
