// Why an endpoint cannot be used, in one sentence with what to do. The everyday case is the public endpoint of the real
// service, which is gone.
import { printable } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import type { Endpoint, Reply } from './types.ts';

export interface Problem {
  readonly problem:
    | 'name'
    | 'refused'
    | 'unreachable'
    | 'tls'
    | 'not-http'
    | 'not-proton'
    | 'credentials'
    | 'region'
    | 'not-implemented'
    | 'not-permitted'
    | 'unavailable';
  /** For a person; holds no control characters. */
  readonly message: string;
}

type Place = Pick<Endpoint, 'url' | 'region'>;
type LostReply = Extract<Reply, { kind: 'lost' }>;
type AnswerReply = Extract<Reply, { kind: 'answer' }>;

const PUBLIC_HOST = /^proton(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)$/;
const RETIRED =
  'AWS retired the Proton service on 2026-10-07; this suite is for endpoints that are compatible with it, so give one with --endpoint.';
const NAME_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
const UNREACHABLE_CODES = ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'];
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;
const NOT_HTTP_CODE = /^HPE_/;
const MAX_SAID_CHARS = 300;
const REGION_WORDS = /scoped to a valid region|valid region|wrong region|region .* (is )?(wrong|invalid|expected)/i;

/** An answer never came. */
export function problemOfLost(reply: LostReply, { url }: Place): Problem {
  const { hostname, host, protocol } = new URL(url);
  const code = reply.code ?? '';
  if (NAME_CODES.includes(code)) {
    const why = PUBLIC_HOST.test(hostname) ? RETIRED : 'Check the spelling of --endpoint, or the network.';
    return { problem: 'name', message: `The name ${hostname} does not resolve. ${why}` };
  }
  if (PUBLIC_HOST.test(hostname))
    return { problem: 'unreachable', message: `Nothing usable answers at ${host}. ${RETIRED}` };
  if (code === 'ECONNREFUSED') {
    return {
      problem: 'refused',
      message: `Nothing listens at ${host}: the connection was refused. Start the endpoint, or check host and port of --endpoint.`,
    };
  }
  if (TLS_CODE.test(code)) {
    return {
      problem: 'tls',
      message: `TLS with ${host} failed (${code}). If it has a private CA, name its certificate in NODE_EXTRA_CA_CERTS; if it speaks plain HTTP, use an http: URL.`,
    };
  }
  if (NOT_HTTP_CODE.test(code)) {
    return {
      problem: 'not-http',
      message: `What listens at ${host} does not speak HTTP (${code}). Check host and port of --endpoint${protocol === 'http:' ? ', or try https:' : ''}.`,
    };
  }
  if (reply.why === 'not-sent' || UNREACHABLE_CODES.includes(code)) {
    return {
      problem: 'unreachable',
      message: `${host} cannot be reached${code ? ` (${code})` : ' in time'}. Check the address, the network and any firewall.`,
    };
  }
  if (reply.why === 'timeout')
    return {
      problem: 'unreachable',
      message: `${host} took the request but gave no whole answer in time. Check that it is well, and that --endpoint names the right port.`,
    };
  if (reply.why === 'too-large')
    return {
      problem: 'not-proton',
      message: `${host} answers with far more than a List should hold. Check that --endpoint names a Proton endpoint.`,
    };
  const hint = protocol === 'http:' ? ' If it expects TLS, use an https: URL.' : '';
  return {
    problem: 'not-http',
    message: `${host} broke the connection off without an answer${code ? ` (${code})` : ''}. Check that --endpoint names a Proton endpoint.${hint}`,
  };
}

/** An answer came that no Proton endpoint gives; undefined if its form is not what is wrong. */
export function problemOfAnswer(reply: AnswerReply, { url }: Place): Problem | undefined {
  const text = reply.body.trimStart();
  if (/^<(!doctype|html|\?xml|[a-z])/i.test(text) || /html|xml/.test(reply.headers['content-type'] ?? '')) {
    const what = /xml/i.test(reply.headers['content-type'] ?? '') || /^<\?xml/i.test(text) ? 'XML' : 'HTML';
    return {
      problem: 'not-proton',
      message: `${url} answers with ${what} (HTTP ${reply.status}): a web server or another service, not a Proton endpoint. Check --endpoint.`,
    };
  }
  if (reply.status >= 300 && reply.status < 400) {
    return {
      problem: 'not-proton',
      message: `${url} redirects elsewhere (HTTP ${reply.status}). Give the address that it redirects to, if that is the endpoint.`,
    };
  }
  return undefined;
}

/** What the answer says is that this endpoint, or these keys, cannot be used. */
export function problemOfOutcome(outcome: Outcome, { url, region }: Place): Problem | undefined {
  switch (outcome.kind) {
    case 'credentials':
      return refusedKeys(outcome.type, outcome.message ?? '', region);
    case 'not-implemented':
      return {
        problem: 'not-implemented',
        message: `${url} implements none of Proton's List and Get operations. Check that --endpoint names a Proton endpoint.`,
      };
    case 'not-permitted':
      return {
        problem: 'not-permitted',
        message: `These credentials may not look at anything at ${url}. Use keys that may call proton:*.`,
      };
    case 'malformed':
      return {
        problem: 'not-proton',
        message: `${url} does not speak the Proton protocol (${printable(outcome.reason)}). Check that --endpoint names a Proton endpoint.`,
      };
    default:
      return undefined;
  }
}

/** The signature is refused, and a second one by the server's own clock too. */
export function problemOfSignature(reply: Reply, { region }: Place): Problem | undefined {
  if (reply.kind !== 'answer') return undefined;
  const type = /InvalidSignatureException|SignatureDoesNotMatch|RequestTimeTooSkewed|RequestExpired/.exec(
    `${reply.headers['x-amzn-errortype'] ?? ''} ${reply.body}`,
  );
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(reply.body)?.[1];
  return type === null ? undefined : refusedKeys(type[0], message ?? '', region);
}

function refusedKeys(type: string, message: string, region: string): Problem {
  const said = `${printable(type, MAX_SAID_CHARS)}${message ? `: ${printable(message, MAX_SAID_CHARS)}` : ''}`;
  return REGION_WORDS.test(message)
    ? {
        problem: 'region',
        message: `The endpoint is for another region than ${region} (${said}). Give its region with --region or AWS_REGION.`,
      }
    : {
        problem: 'credentials',
        message: `The endpoint refuses the credentials (${said}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and --region.`,
      };
}
