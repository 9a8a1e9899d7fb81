// The connections under both lanes. Deduplication may be per connection or per replica, so successive calls rotate over
// a few pools, and a call can ask for a connection of its own, open before it is needed if that matters. No retry, cache
// or redirect interceptor is ever here: each dispatch is one request on the wire at most. Tests compose theirs around it.
import { Agent, buildConnector, Client, Dispatcher } from 'undici';
import type { EndpointOptions } from './types.ts';

const MAX_POOLS = 4;
const CONNECT_TIMEOUT_MS = 10_000;
/** A server with one thread serves no other connection until the one that it keeps alive is closed. */
const IDLE_MS = 100;

export interface Transport {
  readonly dispatcher: Dispatcher;
  /** A connection that is open, for one request (`line` in its options); undefined if there can be none. */
  openLine(): Promise<Dispatcher | undefined>;
  /** From now on over new connections. Requests under way get `graceMs` to end. */
  renew(graceMs: number): void;
  close(): Promise<void>;
}

/** Of a request: `reset`: over a connection of its own, closed afterwards; `line`: over this one. */
export interface RoutedOptions extends Dispatcher.DispatchOptions {
  readonly line?: Dispatcher | undefined;
}

type TransportOptions = Pick<EndpointOptions, 'url' | 'dispatcher' | 'interceptors'> & {
  readonly connections: number;
  readonly callTimeoutMs: number;
};

export function createTransport(options: TransportOptions): Transport {
  const { dispatcher, interceptors = [] } = options;
  if (dispatcher !== undefined) {
    return {
      dispatcher: dispatcher.compose([...interceptors]),
      openLine: () => Promise.resolve(undefined),
      renew: () => {},
      close: async () => {},
    };
  }
  const timeout = Math.min(CONNECT_TIMEOUT_MS, options.callTimeoutMs);
  let pools = new Pools(options.connections, timeout);
  const route = new (class extends Dispatcher {
    override dispatch(request: RoutedOptions, handler: Dispatcher.DispatchHandler): boolean {
      return pools.dispatcherFor(request).dispatch(request, handler);
    }
  })();
  return {
    dispatcher: route.compose([...interceptors]),
    openLine: () => openLine(new URL(options.url), timeout),
    renew: (graceMs) => {
      const old = pools;
      pools = new Pools(options.connections, timeout);
      setTimeout(() => void old.close(), graceMs).unref();
    },
    close: () => pools.close(),
  };
}

class Pools {
  readonly #pools: readonly Agent[];
  readonly #fresh: Agent;
  #next = 0;

  constructor(connections: number, timeout: number) {
    const idle = { keepAliveTimeout: IDLE_MS, keepAliveMaxTimeout: IDLE_MS };
    const settings: Agent.Options = { connect: { timeout }, headersTimeout: 0, bodyTimeout: 0, ...idle };
    const count = Math.max(1, Math.min(MAX_POOLS, connections));
    this.#pools = Array.from(
      { length: count },
      () => new Agent({ ...settings, connections: Math.ceil(connections / count) }),
    );
    this.#fresh = new Agent({ ...settings, connections, pipelining: 0 });
  }

  dispatcherFor({ line, reset }: RoutedOptions): Dispatcher {
    if (line !== undefined) return line;
    if (reset) return this.#fresh;
    this.#next = (this.#next + 1) % this.#pools.length;
    return this.#pools[this.#next]!;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools, this.#fresh].map((agent) => agent.destroy()));
  }
}

async function openLine(url: URL, timeout: number): Promise<Dispatcher | undefined> {
  const { hostname, host, protocol, port, origin } = url;
  const connect = buildConnector({ timeout });
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  const socket = await new Promise<Parameters<buildConnector.Callback>[1]>((resolve) =>
    connect({ hostname: bare, host, protocol, port }, (...[error, opened]) => resolve(error === null ? opened : null)),
  );
  if (socket === null) return undefined;
  // It may break before the request is sent, which then says so.
  socket.on('error', () => {});
  return new Client(origin, {
    // Not at once: undici does not see a connection that is there before it has asked for it.
    connect: (_, callback) => queueMicrotask(() => callback(null, socket)),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}
