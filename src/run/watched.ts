// An endpoint that is watched: when nothing was answered for a while, it is asked for a sign of life, and if it gives none,
// everything under way ends at once. Call by call, an endpoint that hangs would take minutes to be taken for gone.
import { probe } from '../endpoint/probe.ts';
import type { CallRequest, Endpoint, Reply } from '../endpoint/types.ts';
import { Unreachable } from '../runner/types.ts';

const SILENCE_MS = 5_000;
const SIGN_OF_LIFE_MS = 5_000;
/** Timers count whole milliseconds, so that one may fire a little early; there is no second one for the same request. */
const TIMER_EARLY_MS = 1;

export interface WatchOptions {
  /** Without an answer for so long it is asked for a sign of life. Default 5 000 ms. */
  readonly silenceMs?: number;
  /** How long it has for that. Default 5 000 ms. */
  readonly signOfLifeMs?: number;
}

export class Watched implements Endpoint {
  readonly url: string;
  readonly region: string;
  readonly #endpoint: Endpoint;
  readonly #silenceMs: number;
  readonly #signOfLifeMs: number;
  readonly #gone = new AbortController();
  /** When the first of the requests went out that nothing was answered since; undefined: there is none. */
  #silentSince: number | undefined;
  #asking = false;

  constructor(endpoint: Endpoint, { silenceMs = SILENCE_MS, signOfLifeMs = SIGN_OF_LIFE_MS }: WatchOptions = {}) {
    this.url = endpoint.url;
    this.region = endpoint.region;
    this.#endpoint = endpoint;
    this.#silenceMs = silenceMs;
    this.#signOfLifeMs = signOfLifeMs;
  }

  /** Aborted once it gives no sign of life; the reason is an `Unreachable`. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  async call(request: CallRequest): Promise<Reply> {
    if (this.gone.aborted) return { kind: 'lost', why: 'not-sent', lane: request.lane };
    this.#silentSince ??= performance.now();
    const timer = setTimeout(() => void this.#ask(), this.#silenceMs);
    const signals = request.signal === undefined ? [] : [request.signal];
    const reply = await this.#endpoint.call({ ...request, signal: AbortSignal.any([this.gone, ...signals]) });
    clearTimeout(timer);
    if (reply.kind === 'answer') this.#silentSince = undefined;
    else void this.#ask();
    return reply;
  }

  /** An endpoint that was restarted is waited for by whoever restarts it. */
  reconnect(): void {
    this.#silentSince = undefined;
    this.#endpoint.reconnect();
  }

  async close(): Promise<void> {}

  async #ask(): Promise<void> {
    const silentMs = performance.now() - (this.#silentSince ?? Number.POSITIVE_INFINITY);
    if (this.#asking || this.gone.aborted || silentMs < this.#silenceMs - TIMER_EARLY_MS) return;
    this.#asking = true;
    const found = await probe(this.#endpoint, { budgetMs: this.#signOfLifeMs, callTimeoutMs: this.#signOfLifeMs });
    this.#asking = false;
    if (found.ok) this.#silentSince = undefined;
    else this.#gone.abort(new Unreachable(found.message));
  }
}
