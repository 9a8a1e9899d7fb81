// What both baselines talk to an endpoint with: calls by name, a settled resource, the clock.
import type { Input, Json } from '../../program/types.ts';
import { isObject } from '../../wire/cut.ts';
import type { InProcess } from '../in-process.ts';

/** A violation as a baseline sees one: an assertion that fails. */
export class Failed extends Error {
  readonly guarantee: string;
  readonly operation: string;

  constructor(guarantee: string, operation: string, observed: string) {
    super(`${operation} breaks ${guarantee}: ${observed}`);
    this.guarantee = guarantee;
    this.operation = operation;
  }
}

/** The budget of calls is spent. */
export class Spent extends Error {}

export interface Answer {
  readonly ok: boolean;
  /** The error's type, without namespace. */
  readonly error?: string;
  readonly message: string;
  readonly body: Input;
}

const passing = /IN_PROGRESS$/;
const pollMs = 20;
const mostPolls = 500;

export class Client {
  readonly #on: InProcess;
  readonly #maxCalls: number;
  readonly #signal: AbortSignal | undefined;

  constructor(on: InProcess, maxCalls = Number.POSITIVE_INFINITY, signal?: AbortSignal) {
    this.#on = on;
    this.#maxCalls = maxCalls;
    this.#signal = signal;
  }

  /** @throws Spent over the budget */
  async call(operation: string, input: Input): Promise<Answer> {
    if (this.#on.calls.judged >= this.#maxCalls || this.#signal?.aborted) throw new Spent();
    const reply = await this.#on.endpoint.call({ operation, input, lane: 'raw', onSend: () => undefined });
    if (reply.kind === 'lost') return { ok: false, error: 'lost', message: reply.detail ?? '', body: {} };
    const body = parsed(reply.body);
    if (reply.status < 300) return { ok: true, message: '', body };
    const type = String(body.__type ?? reply.headers['x-amzn-errortype'] ?? 'none');
    const error = type.replace(/^.*#/, '').replace(/:.*$/, '');
    return { ok: false, error, message: String(body.message ?? body.Message ?? ''), body };
  }

  /** Polls Get until nothing is in progress; gives the resource, or undefined if it is gone. */
  async settled(get: string, keys: Input): Promise<Input | undefined> {
    for (let poll = 0; poll < mostPolls; poll++) {
      const answer = await this.call(get, keys);
      const detail = detailIn(answer);
      const status = String(detail?.status ?? detail?.deploymentStatus ?? '');
      if (detail === undefined || !passing.test(status)) return detail;
      await this.#on.time.sleep(pollMs);
    }
    throw new Failed('async-delete.effect', get, 'it is still in progress');
  }

  /** Lets the endpoint's clock run on. */
  advance(hours: number): Promise<void> {
    return this.#on.clock.advance(hours * 3600);
  }

  sleep(ms: number): Promise<void> {
    return this.#on.time.sleep(ms);
  }
}

/** The resource in an answer: its one member that is an object. */
export const detailIn = ({ ok, body }: Answer): Input | undefined =>
  ok ? Object.values(body).find((value): value is Input => isObject(value)) : undefined;

const parsed = (text: string): Input => {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};
