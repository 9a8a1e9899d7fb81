// The emulator without a socket: an undici Dispatcher that calls it in process. Whatever takes a dispatcher (fetch,
// request, the SDK over @smithy/undici-http-handler, fault interceptors) works on it unchanged.
import { Readable } from 'node:stream';
import { Dispatcher, errors } from 'undici';
import type { Responder, WireRequest, WireResponse } from './message.ts';

const connections = 4;

/** A dispatcher that hands every request to the emulator, whatever its origin. */
export class InProcessDispatcher extends Dispatcher {
  readonly #responder: Responder;
  #requests = 0;

  constructor(responder: Responder) {
    super();
    this.#responder = responder;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const exchange = handler.onRequestStart ? modern(handler) : classic(handler);
    exchange.start();
    this.#exchange(options, exchange).catch((error: Error) => exchange.fail(error));
    return true;
  }

  override close(callback?: () => void): Promise<void> {
    callback?.();
    return Promise.resolve();
  }

  override destroy(...given: unknown[]): Promise<void> {
    const callback = given.find((argument) => typeof argument === 'function');
    callback?.();
    return Promise.resolve();
  }

  /** As a client with a few connections would: in turn, or over one of its own where that is asked for. */
  #connectionFor({ reset }: Dispatcher.DispatchOptions): string {
    const number = ++this.#requests;
    return reset ? `own ${number}` : `shared ${number % connections}`;
  }

  async #exchange(options: Dispatcher.DispatchOptions, exchange: Exchange): Promise<void> {
    const connection = this.#connectionFor(options);
    const { request, error } = await wireRequest(options);
    if (error) {
      this.#responder.cut({ ...request, connection });
      throw error;
    }
    const { gone } = exchange;
    if (gone.aborted) return;
    const response = await this.#responder.respond({ ...request, connection, gone });
    if (gone.aborted) return response?.delivered?.(false);
    if (!response) throw new errors.SocketError('other side closed');
    exchange.finish(response);
    response.delivered?.(!gone.aborted);
  }
}

/** One request's handler, whichever generation of undici handlers it is of. */
interface Exchange {
  start(): void;
  /** Aborted as soon as the client gives up. */
  readonly gone: AbortSignal;
  finish(response: WireResponse): void;
  fail(error: Error): void;
}

function modern(handler: Dispatcher.DispatchHandler): Exchange {
  let over = false;
  const gone = new AbortController();
  const controller = {
    aborted: false,
    paused: false,
    reason: null as Error | null,
    abort(reason: Error) {
      if (over) return;
      over = true;
      controller.aborted = true;
      controller.reason = reason;
      gone.abort();
      handler.onResponseError?.(controller as Dispatcher.DispatchController, reason);
    },
    pause() {},
    resume() {},
  };
  const given = controller as Dispatcher.DispatchController;
  return {
    start: () => handler.onRequestStart?.(given, {}),
    gone: gone.signal,
    finish(response) {
      handler.onResponseStart?.(given, response.status, response.headers, '');
      if (response.body !== '' && !over) handler.onResponseData?.(given, Buffer.from(response.body));
      if (over) return;
      over = true;
      handler.onResponseEnd?.(given, {});
    },
    fail(error) {
      if (over) return;
      over = true;
      handler.onResponseError?.(given, error);
    },
  };
}

/** Handlers as undici's own request, stream and fetch still pass them to a dispatcher. */
interface ClassicHandler {
  onConnect?(abort: (reason?: Error) => void): void;
  onHeaders?(status: number, headers: Buffer[], resume: () => void, statusText: string): boolean;
  onData?(chunk: Buffer): boolean;
  onComplete?(trailers: string[]): void;
  onError?(error: Error): void;
}

function classic(given: Dispatcher.DispatchHandler): Exchange {
  const handler = given as ClassicHandler;
  let over = false;
  const gone = new AbortController();
  const fail = (error: Error) => {
    if (over) return;
    over = true;
    handler.onError?.(error);
  };
  return {
    start: () =>
      handler.onConnect?.((reason) => {
        gone.abort();
        fail(reason ?? new errors.RequestAbortedError());
      }),
    gone: gone.signal,
    finish(response) {
      const headers = Object.entries(response.headers)
        .flat()
        .map((text) => Buffer.from(text));
      handler.onHeaders?.(response.status, headers, () => {}, '');
      if (response.body !== '' && !over) handler.onData?.(Buffer.from(response.body));
      if (over) return;
      over = true;
      handler.onComplete?.([]);
    },
    fail,
  };
}

/** The request, or as much of it as came before an error. */
async function wireRequest(options: Dispatcher.DispatchOptions): Promise<{ request: WireRequest; error?: Error }> {
  const path = new URL(options.path, 'http://emulator').pathname;
  const { body, ...end } = await bodyOf(options.body);
  return { request: { method: options.method, path, headers: headersOf(options.headers), body }, ...end };
}

function headersOf(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  if (!headers) return {};
  const pairs: [unknown, unknown][] = [];
  if (Array.isArray(headers)) for (let n = 0; n < headers.length; n += 2) pairs.push([headers[n], headers[n + 1]]);
  else if (Symbol.iterator in headers) pairs.push(...(headers as Iterable<[string, string]>));
  else pairs.push(...Object.entries(headers));
  return Object.fromEntries(pairs.map(([name, value]) => [String(name).toLowerCase(), String(value ?? '')]));
}

async function bodyOf(given: Dispatcher.DispatchOptions['body']): Promise<{ body: string; error?: Error }> {
  if (given === undefined || given === null) return { body: '' };
  if (typeof given === 'string') return { body: given };
  if (given instanceof Uint8Array)
    return { body: Buffer.from(given.buffer, given.byteOffset, given.byteLength).toString() };
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of Readable.from(given as unknown as AsyncIterable<Uint8Array>))
      chunks.push(Buffer.from(chunk));
  } catch (error) {
    return { body: Buffer.concat(chunks).toString(), error: error as Error };
  }
  return { body: Buffer.concat(chunks).toString() };
}
