// Reaches any Proton endpoint over undici: through the official SDK client or through the raw lane, signed, within
// limits of time and bytes. Everything that comes back is untrusted and is only collected here, never interpreted.
import { setTimeout as pause } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { redactor } from '../history/redact.ts';
import type { Lane } from '../program/types.ts';
import { type Collected, Collector } from './collector.ts';
import { type SendCopy, type Way, wayWith } from './faults/index.ts';
import { sdkCanSend } from './sdk-can-send.ts';
import { sdkLane } from './sdk-lane.ts';
import { rawBody, rawHeaders } from './serialise.ts';
import { DUMMY_CREDENTIALS, ServerClock, signer } from './signing.ts';
import { createTransport, type RoutedOptions } from './transport.ts';
import type { CallRequest, Credentials, Endpoint, EndpointOptions, Reply, Sent, Sign } from './types.ts';

const DEFAULT_CALL_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const DEFAULT_CONNECTIONS = 16;

/** @throws TypeError if `url` is not an absolute http or https URL. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const url = endpointUrl(options.url);
  const limits = {
    callTimeoutMs: options.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS,
    maxAnswerBytes: options.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES,
  };
  const sleep = options.sleep ?? ((ms) => pause(ms));
  const transport = createTransport({
    ...options,
    ...limits,
    url: url.href,
    connections: options.connections ?? DEFAULT_CONNECTIONS,
  });
  const clock = new ServerClock();
  const own = options.credentials ?? DUMMY_CREDENTIALS;
  const management = options.managementCredentials ?? own;
  const lanesOf = (credentials: Credentials) => ({
    sdk: sdkLane({ url: url.href, region: options.region, credentials, dispatcher: transport.dispatcher, clock }),
    raw: rawLane({
      url,
      sign: options.sign ?? signer(credentials, options.region, clock),
      dispatcher: transport.dispatcher,
    }),
  });
  const ownLanes = lanesOf(own);
  const managementLanes = management === own ? ownLanes : lanesOf(management);
  const redact = redactor([own, management]);

  const replyTo = (collected: Collected, sent: Sent): Reply => {
    if (collected.kind === 'lost') {
      const { why, detail = '', code } = collected;
      return { kind: 'lost', why, detail: redact(detail), ...(code === undefined ? {} : { code }), ...sent };
    }
    const { status, body } = collected;
    // What refuses for now may be a gateway, whose clock is another than that of the service that checks signatures.
    if (status < 500 && status !== 429) clock.follow(collected.headers.date);
    const headers = Object.fromEntries(Object.entries(collected.headers).map(([name, value]) => [name, redact(value)]));
    return { kind: 'answer', status, headers, body: redact(body), ...sent };
  };

  const call = async (request: CallRequest): Promise<Reply> => {
    const collector = new Collector(limits, request.signal);
    const lanes = request.account === 'management' ? managementLanes : ownLanes;
    let sent: Sent = { lane: request.lane };
    let rest: Promise<void> | undefined;
    const shipment: Shipment = {
      ...request,
      collector,
      fresh: request.fresh === true || request.gate !== undefined,
      line: request.gate && (await transport.openLine()),
      way: wayWith(request.fault, {
        rest: () => {
          const late = new Collector(limits, request.signal);
          rest = late.result.then(() => undefined);
          return late;
        },
        keep: (send) => request.onCopy?.(() => collectCopy(send)),
        sleep,
      }),
      onDispatch: (lane, filledToken) => {
        sent = filledToken === undefined ? { lane } : { lane, filledToken };
        request.onSend?.(sent);
      },
    };
    let again: { readonly collector: Collector; readonly sent: Sent } | undefined;
    const onResend = (filledToken: string | undefined): Collector => {
      again = {
        collector: new Collector(limits, request.signal),
        sent: filledToken === undefined ? { lane: 'sdk' } : { lane: 'sdk', filledToken },
      };
      request.onResend?.(again.sent);
      return again.collector;
    };
    const collectCopy = async (send: SendCopy): Promise<Reply> => {
      const copy = new Collector(limits, request.signal);
      try {
        send(copy);
      } catch (error) {
        copy.fail(error);
      }
      return replyTo(await copy.result, sent);
    };
    const over = await ship(lanes, shipment, request.onResend && onResend);
    const reply = replyTo(await collector.result, sent);
    const { line } = shipment;
    void Promise.resolve(rest).then(() => line?.destroy());
    if (reply.kind === 'answer') return reply;
    const resent = async () => {
      await over;
      return again && replyTo(await again.collector.result, again.sent);
    };
    return {
      ...reply,
      ...(rest === undefined ? {} : { late: rest }),
      ...(request.onResend === undefined ? {} : { resent: resent() }),
    };
  };
  return {
    url: url.href,
    region: options.region,
    call,
    reconnect: () => transport.renew(limits.callTimeoutMs),
    close: transport.close,
  };
}

/** A request with all that it takes to send it. */
interface Shipment extends CallRequest {
  readonly collector: Collector;
  readonly fresh: boolean;
  readonly line: Dispatcher | undefined;
  readonly way: Way;
  readonly onDispatch: (lane: Lane, filledToken?: string) => void;
}

interface Lanes {
  readonly sdk: ReturnType<typeof sdkLane>;
  readonly raw: ReturnType<typeof rawLane>;
}

/** Resolves when it was sent and has its answer, or has none, with what resolves when the SDK is done with it. */
async function ship(
  lanes: Lanes,
  shipment: Shipment,
  onResend: ((filledToken: string | undefined) => Collector) | undefined,
): Promise<Promise<unknown> | undefined> {
  const { operation, input, onDispatch } = shipment;
  const told = (filledToken: string | undefined) => onDispatch('sdk', filledToken);
  if (shipment.lane === 'sdk' && !shipment.reordered && sdkCanSend(operation, input)) {
    const sent = await lanes.sdk({ ...shipment, gate: shipment.gate, onDispatch: told, onResend });
    if (sent !== undefined) return sent.over;
  }
  await lanes.raw(shipment);
  return undefined;
}

interface RawLane {
  readonly url: URL;
  readonly sign: Sign;
  readonly dispatcher: Dispatcher;
}

function rawLane({ url, sign, dispatcher }: RawLane) {
  return async (shipment: Shipment): Promise<void> => {
    const { operation, input, reordered, fresh, collector, line, way, gate, onDispatch } = shipment;
    try {
      const body = rawBody(input, reordered === true);
      const headers = await sign({ url, headers: rawHeaders(operation), body });
      await gate?.();
      onDispatch('raw');
      const routed: RoutedOptions = {
        origin: url.origin,
        path: url.pathname,
        method: 'POST',
        headers,
        body,
        reset: fresh,
        line,
        headersTimeout: 0,
        bodyTimeout: 0,
      };
      way(dispatcher.dispatch.bind(dispatcher))(routed, collector);
    } catch (error) {
      collector.fail(error);
    }
  };
}

/** The URL without what must not be in it; user information would end in reports. */
function endpointUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`not an http or https URL: ${url.protocol}`);
  url.username = '';
  url.password = '';
  url.hash = '';
  url.search = '';
  return url;
}
