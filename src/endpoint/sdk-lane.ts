// The official SDK client with its own retries off and undici as its request handler. What it sends and what comes back
// is seen beneath it, in the dispatcher: its parsing can neither hide nor break anything, and an answer is handed to it
// only when it is whole and within the limits.
import './quiet-sdk.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import * as proton from '@aws-sdk/client-proton';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import type { Dispatcher } from 'undici';
import type { Input } from '../program/types.ts';
import { operations } from '../specs/index.ts';
import type { Collected, Collector } from './collector.ts';
import type { Way } from './faults/index.ts';
import { inert } from './faults/way.ts';
import type { ServerClock } from './signing.ts';
import type { RoutedOptions } from './transport.ts';
import type { CallRequest, Credentials } from './types.ts';

/** One call of the SDK, followed through its dispatch. */
interface Watched {
  readonly operation: string;
  readonly input: Input;
  readonly collector: Collector;
  readonly fresh: boolean;
  readonly line: Dispatcher | undefined;
  readonly way: Way;
  readonly gate: CallRequest['gate'];
  readonly onDispatch: (filledToken: string | undefined) => void;
  dispatched: boolean;
}

type Command = Parameters<proton.ProtonClient['send']>[0];
type CommandClass = new (input: Input) => Command;
const commands = proton as unknown as Readonly<Record<string, CommandClass | undefined>>;

const calls = new AsyncLocalStorage<Watched>();

export interface SdkLaneOptions {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly dispatcher: Dispatcher;
  readonly clock: ServerClock;
}

/**
 * Gives a function that sends one call through the SDK. It resolves with false if the SDK gave up before anything was
 * dispatched (then nothing was sent, and the call may go raw), else with true once the collector has its result.
 */
export function sdkLane({ url, region, credentials, dispatcher, clock }: SdkLaneOptions) {
  const client = new proton.ProtonClient({
    region,
    credentials,
    endpoint: url,
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: new UndiciHttpHandler({ dispatcher: dispatcher.compose(watch) }),
  });
  return async (call: Omit<Watched, 'dispatched'>): Promise<boolean> => {
    const Command = commands[`${call.operation}Command`];
    if (Command === undefined) return false;
    const watched: Watched = { ...call, dispatched: false };
    client.config.systemClockOffset = clock.offsetMs;
    // What the SDK makes of the answer is of no interest; the bytes are in the collector.
    const sent = calls.run(watched, async () => client.send(new Command(call.input))).catch(() => undefined);
    await Promise.race([sent, call.collector.result]);
    if (!watched.dispatched) return false;
    await call.collector.result;
    return true;
  };
}

/** Collects the answer first, then plays it to the SDK. */
const watch: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const watched = calls.getStore();
  if (watched === undefined || watched.dispatched) return dispatch(options, handler);
  const { collector, fresh: reset, line, way, gate } = watched;
  watched.dispatched = true;
  void collector.result.then((collected) => play(collected, handler)).catch(() => undefined);
  const routed: RoutedOptions = { ...options, reset, line, headersTimeout: 0, bodyTimeout: 0 };
  const go = (): boolean => {
    watched.onDispatch(filledToken(watched, options.body));
    return way(dispatch)(routed, collector);
  };
  if (gate === undefined) return go();
  gate()
    .then(go)
    .catch((error: unknown) => collector.fail(error));
  return true;
};

function play(collected: Collected, handler: Dispatcher.DispatchHandler): void {
  const controller = inert();
  handler.onRequestStart?.(controller, {});
  if (collected.kind === 'lost') {
    handler.onResponseError?.(controller, Object.assign(new Error(collected.detail), { code: collected.code }));
    return;
  }
  handler.onResponseStart?.(controller, collected.status, collected.rawHeaders, '');
  handler.onResponseData?.(controller, collected.bytes);
  handler.onResponseEnd?.(controller, {});
}

function filledToken({ operation, input }: Watched, body: unknown): string | undefined {
  const member = operations[operation]?.token;
  if (member === undefined || Object.hasOwn(input, member)) return undefined;
  try {
    const value: unknown = JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body))[
      member
    ];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
