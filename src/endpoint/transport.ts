// The connections under both lanes. Deduplication may be per connection or per replica, so successive calls rotate over
// a few pools, and a call can ask for a connection of its own. No retry, cache or redirect interceptor is ever here:
// each dispatch is one request on the wire at most. Injected faults are composed around it (`interceptors`).
import { Agent, type Dispatcher } from 'undici';
import type { EndpointOptions } from './types.ts';

const MAX_POOLS = 4;
const CONNECT_TIMEOUT_MS = 10_000;

export interface Transport {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

type TransportOptions = Pick<EndpointOptions, 'dispatcher' | 'interceptors'> & {
  readonly connections: number;
  readonly callTimeoutMs: number;
};

/** A dispatcher that rotates over connections; options with `reset` get a new one, closed afterwards. */
export function createTransport(options: TransportOptions): Transport {
  const { dispatcher, interceptors = [] } = options;
  if (dispatcher !== undefined) {
    return { dispatcher: dispatcher.compose([...interceptors]), close: async () => {} };
  }
  const settings: Agent.Options = {
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, options.callTimeoutMs) },
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const count = Math.max(1, Math.min(MAX_POOLS, options.connections));
  const pools = Array.from(
    { length: count },
    () => new Agent({ ...settings, connections: Math.ceil(options.connections / count) }),
  );
  const fresh = new Agent({ ...settings, connections: options.connections, pipelining: 0 });
  let next = 0;
  const spread: Dispatcher.DispatcherComposeInterceptor = () => (request, handler) => {
    next = (next + 1) % count;
    return (request.reset ? fresh : pools[next]!).dispatch(request, handler);
  };
  return {
    dispatcher: fresh.compose([spread, ...interceptors]),
    close: async () => {
      await Promise.all([...pools, fresh].map((agent) => agent.destroy()));
    },
  };
}
