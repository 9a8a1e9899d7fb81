// A reply as it came, and the two things read of it before anything is judged: its JSON, and the error types it names.
import { isObject, known } from './cut.ts';

export interface Reply {
  readonly status: number;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TYPE_HEADER = 'x-amzn-errortype';

/** The body's JSON value; undefined where it is none, or cannot be read within the limits of the engine. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** The error types that the header and the body name, in this order (the SDK's), without namespace and suffix. */
export function typesOf(reply: Reply, body: unknown): string[] {
  const inBody = isObject(body) ? known(body, '__type') : undefined;
  return [typeHeader(reply), inBody].flatMap((type) => (typeof type === 'string' ? bare(type) : []));
}

/** The header that names the error type, as it came. */
export function typeHeader({ headers }: Reply): string | undefined {
  if (headers[TYPE_HEADER] !== undefined) return headers[TYPE_HEADER];
  return Object.entries(headers).find(([name]) => name.toLowerCase() === TYPE_HEADER)?.[1];
}

/** `com.amazonaws.proton#ValidationException:http://…` → `ValidationException`; a comma ends a header sent twice. */
function bare(type: string): string[] {
  const name = /^[^:,]*/.exec(type)?.[0].split('#').at(-1)?.trim();
  return name ? [name] : [];
}
