// Takes in one answer from undici, within limits of time and bytes, whatever the other side does: endless or trickling
// bodies, broken connections, no HTTP at all. The point after which an effect is possible is undici's onRequestStart,
// which comes in the same tick as, and just before, the channel undici:client:sendHeaders.
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Answer, Lost } from '../history/types.ts';

/** The headers that a history keeps. */
const KEPT_HEADERS = ['content-type', 'date', 'x-amzn-errortype', 'x-amzn-requestid', 'retry-after'] as const;
const MAX_HEADER_CHARS = 1024;
const MAX_DETAIL_CHARS = 200;

const WHY: Readonly<Record<string, Lost['why']>> = {
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
};

export interface Limits {
  readonly callTimeoutMs: number;
  readonly maxAnswerBytes: number;
}

export type Collected =
  | ({ readonly kind: 'answer'; readonly bytes: Buffer; readonly rawHeaders: IncomingHttpHeaders } & Pick<
      Answer,
      'status' | 'headers' | 'body'
    >)
  | ({ readonly kind: 'lost'; readonly code?: string } & Pick<Lost, 'why' | 'detail'>);

/** A dispatch handler whose `result` always resolves: with the whole answer, or with why there is none. */
export class Collector implements Dispatcher.DispatchHandler {
  readonly result: Promise<Collected>;
  #resolve: (collected: Collected) => void = () => {};
  #done = false;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  readonly #limits: Limits;
  readonly #timer: NodeJS.Timeout;

  constructor(limits: Limits, signal?: AbortSignal) {
    this.#limits = limits;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const onAbort = () => this.#lose('timeout', 'interrupted');
    this.#timer = setTimeout(
      () => this.#lose('timeout', `no whole answer in ${limits.callTimeoutMs} ms`),
      limits.callTimeoutMs,
    );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    void this.result.then(() => {
      clearTimeout(this.#timer);
      signal?.removeEventListener('abort', onAbort);
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#done) controller.abort(new Error('given up before it was sent'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#done) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.maxAnswerBytes)
      this.#lose('too-large', `more than ${this.#limits.maxAnswerBytes} bytes`);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const bytes = Buffer.concat(this.#chunks);
    const headers = keptHeaders(this.#headers);
    this.#settle({
      kind: 'answer',
      status: this.#status,
      headers,
      body: bytes.toString('utf8'),
      bytes,
      rawHeaders: this.#headers,
    });
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    this.fail(error);
  }

  /** Ends the call with an error, whichever layer it comes from. */
  fail(error: unknown): void {
    const code = errorCode(error);
    this.#lose(WHY[code ?? ''] ?? 'broken', describe(error, code), code);
  }

  #lose(why: Lost['why'], detail: string, code?: string): void {
    const sent = this.#controller !== undefined;
    this.#settle({ kind: 'lost', why: sent ? why : 'not-sent', detail, ...(code === undefined ? {} : { code }) });
    this.#chunks = [];
    this.#controller?.abort(new Error(detail));
  }

  #settle(collected: Collected): void {
    if (this.#done) return;
    this.#done = true;
    this.#resolve(collected);
  }
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers[name];
    if (value !== undefined) kept[name] = (Array.isArray(value) ? value.join(', ') : value).slice(0, MAX_HEADER_CHARS);
  }
  return kept;
}

/** The code of an error or of what caused it (an AggregateError of several addresses has it in its first). */
function errorCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 4; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    // undici leaves the parser's code out for some of its errors.
    if (at instanceof Error && at.name === 'HTTPParserError') return 'HPE_INVALID';
    at = 'errors' in at && Array.isArray(at.errors) ? at.errors[0] : 'cause' in at ? at.cause : undefined;
  }
  return undefined;
}

function describe(error: unknown, code: string | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  const text = code && !message.includes(code) ? `${code} ${message}` : message;
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, MAX_DETAIL_CHARS);
}
