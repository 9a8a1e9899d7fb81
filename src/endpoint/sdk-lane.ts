// The official SDK client with its own retries off and undici as its request handler. What it sends and what comes back
// is seen beneath it, in the dispatcher: its parsing can neither hide nor break anything, and an answer is handed to it
// only when it is whole and within the limits.
import './quiet-sdk.ts';
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
  /** Takes in what comes when the SDK sends the request again by itself; left out: its retries are off. */
  readonly onResend: ((filledToken: string | undefined) => Collector) | undefined;
  dispatched: boolean;
}

type Command = Parameters<proton.ProtonClient['send']>[0];
type CommandClass = new (input: Input) => Command;
const commands = proton as unknown as Readonly<Record<string, CommandClass | undefined>>;

/** By the signal that goes with a call through the SDK and its handler down to the dispatcher: nothing else does. */
const calls = new WeakMap<AbortSignal, Watched>();

export interface SdkLaneOptions {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly dispatcher: Dispatcher;
  readonly clock: ServerClock;
}

/** The SDK gave up before anything was dispatched: nothing was sent, and the call may go raw. */
const NOTHING_SENT = undefined;

/**
 * Gives a function that sends one call through the SDK. It resolves once the collector has its result; `over` does when
 * the SDK is done with the call.
 */
export function sdkLane({ url, region, credentials, dispatcher, clock }: SdkLaneOptions) {
  const clientWith = (maxAttempts: number) =>
    new proton.ProtonClient({
      region,
      credentials,
      endpoint: url,
      maxAttempts,
      retryMode: 'standard',
      defaultsMode: 'standard',
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      requestHandler: new UndiciHttpHandler({ dispatcher: dispatcher.compose(watch) }),
    });
  const once = clientWith(1);
  const twice = clientWith(2);
  return async (call: Omit<Watched, 'dispatched'>): Promise<{ over: Promise<unknown> } | undefined> => {
    const Command = commands[`${call.operation}Command`];
    if (Command === undefined) return NOTHING_SENT;
    const watched: Watched = { ...call, dispatched: false };
    const client = call.onResend === undefined ? once : twice;
    client.config.systemClockOffset = clock.offsetMs;
    // What the SDK makes of the answer is of no interest; the bytes are in the collector.
    const { signal } = new AbortController();
    calls.set(signal, watched);
    const over = send(client, new Command(call.input), signal).catch(() => undefined);
    await Promise.race([over, call.collector.result]);
    if (!watched.dispatched) return NOTHING_SENT;
    await call.collector.result;
    return { over };
  };
}

/** Rejects, too, where the SDK throws at once. */
const send = async (client: proton.ProtonClient, command: Command, abortSignal: AbortSignal): Promise<unknown> =>
  client.send(command, { abortSignal });

/** Collects the answer first, then plays it to the SDK. */
const watch: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const { signal } = options as { readonly signal?: AbortSignal | null };
  const watched = signal ? calls.get(signal) : undefined;
  if (watched === undefined) return dispatch(options, handler);
  const { collector, fresh: reset, line, way, gate } = watched;
  const token = filledToken(watched, options.body);
  const first = !watched.dispatched;
  const taking = first ? collector : watched.onResend?.(token);
  if (taking === undefined) return dispatch(options, handler);
  watched.dispatched = true;
  void taking.result.then((collected) => play(collected, handler)).catch(() => undefined);
  const routed: RoutedOptions = { ...options, reset, headersTimeout: 0, bodyTimeout: 0 };
  if (!first) return dispatch(routed, taking);
  const go = (): boolean => {
    watched.onDispatch(token);
    return way(dispatch)({ ...routed, line } as RoutedOptions, collector);
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
