// Reaches any Proton endpoint over undici: through the official SDK client or through the raw lane, signed, within
// limits of time and bytes. Everything that comes back is untrusted and is only collected here, never interpreted.
import type { Dispatcher } from 'undici';
import { redactor } from '../history/redact.ts';
import { Collector } from './collector.ts';
import { sdkCanSend } from './sdk-can-send.ts';
import { sdkLane } from './sdk-lane.ts';
import { rawBody, rawHeaders } from './serialise.ts';
import { DUMMY_CREDENTIALS, ServerClock, signer } from './signing.ts';
import { createTransport } from './transport.ts';
import type { CallRequest, Credentials, Endpoint, EndpointOptions, Reply, Sent } from './types.ts';

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
  const transport = createTransport({ ...options, ...limits, connections: options.connections ?? DEFAULT_CONNECTIONS });
  const clock = new ServerClock();
  const own = options.credentials ?? DUMMY_CREDENTIALS;
  const management = options.managementCredentials ?? own;
  const lanesOf = (credentials: Credentials) => ({
    sdk: sdkLane({ url: url.href, region: options.region, credentials, dispatcher: transport.dispatcher, clock }),
    raw: rawLane({ url, sign: signer(credentials, options.region, clock), dispatcher: transport.dispatcher }),
  });
  const ownLanes = lanesOf(own);
  const managementLanes = management === own ? ownLanes : lanesOf(management);
  const redact = redactor([own, management]);

  const call = async (request: CallRequest): Promise<Reply> => {
    const collector = new Collector(limits, request.signal);
    const lanes = request.account === 'management' ? managementLanes : ownLanes;
    let sent: Sent = { lane: request.lane };
    const onDispatch = (lane: Sent['lane'], filledToken?: string) => {
      sent = filledToken === undefined ? { lane } : { lane, filledToken };
      request.onSend?.(sent);
    };
    const { operation, input, fresh = false } = request;
    const bySdk = request.lane === 'sdk' && !request.reordered && sdkCanSend(operation, input);
    const done =
      bySdk &&
      (await lanes.sdk({ operation, input, collector, fresh, onDispatch: (token) => onDispatch('sdk', token) }));
    if (!done) await lanes.raw(request, collector, () => onDispatch('raw'));
    const collected = await collector.result;
    if (collected.kind === 'lost') {
      const { why, detail = '', code } = collected;
      return { kind: 'lost', why, detail: redact(detail), ...(code === undefined ? {} : { code }), ...sent };
    }
    clock.follow(collected.headers.date);
    const { status, headers, body } = collected;
    return { kind: 'answer', status, headers, body: redact(body), ...sent };
  };
  return { url: url.href, region: options.region, call, close: transport.close };
}

interface RawLane {
  readonly url: URL;
  readonly sign: ReturnType<typeof signer>;
  readonly dispatcher: Dispatcher;
}

function rawLane({ url, sign, dispatcher }: RawLane) {
  return async (request: CallRequest, collector: Collector, onDispatch: () => void): Promise<void> => {
    try {
      const body = rawBody(request.input, request.reordered === true);
      const headers = await sign({ url, headers: rawHeaders(request.operation), body });
      onDispatch();
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname,
          method: 'POST',
          headers,
          body,
          reset: request.fresh === true,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        collector,
      );
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
