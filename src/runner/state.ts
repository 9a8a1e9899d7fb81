// What all programs of a run share: limits, the reason why it stops, and what has been learned of the endpoint on the way.

import { setMaxListeners } from 'node:events';
import type { ClockMove, End, Restart } from '../history/types.ts';
import { runPrefix } from '../program/namespace.ts';
import type { ResourceType } from '../specs/index.ts';
import type { Outcome } from '../wire/types.ts';
import { Belongings } from './belongings.ts';
import { Ended } from './ended.ts';
import { Pacer, seededRandom } from './pace.ts';
import { SharedLists } from './shared-lists.ts';
import { Slots } from './slots.ts';
import { realTime, type Time } from './time.ts';
import { OutOfTime, type RunOptions, type Stopped, Unreachable } from './types.ts';

/** After an interrupt, calls under way get this long before they are given up. */
const INTERRUPT_GRACE_MS = 2_000;
/** After an interrupt, an endpoint that serves nothing for so long is left alone. */
const GONE_AFTER_INTERRUPT_MS = 25_000;
const LEAST_ASYNC_LIMIT_MS = 60_000;
const ASYNC_FACTOR = 10;
/** Less would narrow a run where a share of all requests is refused, however few there are. */
const NARROW_AFTER_TRIES = 3;

const END_REASON: Readonly<Record<Exclude<Stopped, 'done'>, End['reason']>> = {
  budget: 'budget',
  interrupted: 'interrupted',
  unreachable: 'unreachable',
  credentials: 'unreachable',
};

export type Unavailable = Extract<End['reason'], 'not-implemented' | 'not-permitted'>;

/** Milliseconds; 0 before any has been seen. */
interface Creations {
  readonly shortestMs: number;
  readonly longestMs: number;
}

export class RunState {
  readonly options: RunOptions;
  readonly time: Time;
  readonly slots: Slots;
  readonly pacer: Pacer;
  readonly random: () => number;
  readonly sharedLists = new SharedLists(this);
  /** What every name of this run begins with. */
  readonly prefix: string;
  /** Everything of this run that may exist. */
  readonly belongings = new Belongings();
  readonly unavailable = new Map<string, Unavailable>();
  /** Operations that are there: an answer as if one were not is about its request alone. */
  readonly there = new Set<string>();
  /** Operations that were asked for in vain, to the last try, and have served nothing since. */
  readonly givenUp = new Set<string>();
  /** The endpoint's clock was moved, or may have been: signatures dated now may be refused at first. */
  clockMoved = false;
  /** A move of the clock failed: from then on nobody knows what it says, nor how old a token is. For a person: why. */
  clockLost: string | undefined;
  /** What was done to the endpoint as a whole, in order. */
  readonly moves: (ClockMove | Restart)[] = [];
  account: string | undefined;
  judgedCalls = 0;
  /** Programs that have begun to take their steps and not ended. */
  underWay = 0;
  calls = 0;
  stopped: { readonly why: Exclude<Stopped, 'done'>; readonly because: string } | undefined;
  /** An error of our own or of the caller's (a full disk); thrown once everything is cleaned up. */
  failure: { readonly error: unknown } | undefined;
  readonly #halt = new AbortController();
  readonly #giveUp = new AbortController();
  readonly #gone = new AbortController();
  readonly #over = new AbortController();
  /** When an answer last came that was neither throttled nor an error of the server. */
  #servedAt: number;
  #lost = false;
  #hurried = false;
  readonly #creations = new Map<ResourceType, Creations>();

  constructor(options: RunOptions) {
    // Every program that waits listens to them.
    setMaxListeners(0, this.#halt.signal, this.#giveUp.signal, this.#gone.signal);
    this.options = options;
    this.time = options.time ?? realTime;
    this.slots = new Slots(options.concurrency);
    this.pacer = new Pacer(this.time);
    this.random = seededRandom(options.seed);
    this.prefix = runPrefix(options.runId);
    this.account = options.settings.managementAccount;
    this.#servedAt = this.time.now();
    const onAbort = () => {
      const reason: unknown = options.signal?.reason;
      if (reason instanceof Unreachable) this.stop('unreachable', reason.message);
      else if (reason instanceof OutOfTime) this.stop('budget', reason.message);
      else this.stop('interrupted', 'interrupted');
    };
    if (options.signal?.aborted) onAbort();
    else options.signal?.addEventListener('abort', onAbort, { once: true, signal: this.#over.signal });
  }

  /** Aborted as soon as the run stops early: ends all waiting. */
  get halt(): AbortSignal {
    return this.#halt.signal;
  }

  /** Aborted a while after an interrupt: ends judged calls under way. */
  get giveUp(): AbortSignal {
    return this.#giveUp.signal;
  }

  /** Aborted where an endpoint falls silent after an interrupt: ends everything, whatever is left behind. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** The first reason stands; an interrupt after it hurries the end. */
  stop(why: Exclude<Stopped, 'done'>, because: string): void {
    if (why === 'interrupted') this.#hurry();
    if (this.stopped !== undefined) return;
    this.stopped = { why, because };
    this.#halt.abort();
  }

  #hurry(): void {
    if (this.#hurried) return;
    this.#hurried = true;
    void this.time.sleep(INTERRUPT_GRACE_MS, this.#over.signal).then(() => this.#giveUp.abort());
    void this.#untilSilent();
  }

  /** Gives up on an endpoint that has served nothing for long since the interrupt. */
  async #untilSilent(): Promise<void> {
    const interruptedAt = this.time.now();
    while (!this.#over.signal.aborted) {
      const silentMs = this.time.now() - Math.max(interruptedAt, this.#servedAt);
      if (silentMs >= GONE_AFTER_INTERRUPT_MS) return this.#gone.abort();
      await this.time.sleep(GONE_AFTER_INTERRUPT_MS - silentMs, this.#over.signal);
    }
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.stop('interrupted', 'an error of the suite itself');
  }

  /** An answer came that says something. */
  served(operation: string): void {
    this.#servedAt = this.time.now();
    this.#lost = false;
    this.givenUp.delete(operation);
    this.pacer.served(operation);
    this.slots.widen();
  }

  /** Throttled time and again although slower each time: the endpoint bears less at a time. */
  refusedAgain(outcome: Outcome, tries: number): void {
    if (tries >= NARROW_AFTER_TRIES && outcome.kind === 'again' && outcome.why === 'throttled') this.slots.narrow();
  }

  /** A request was given up: if nothing was served for `limitMs` either, the endpoint is taken for gone. */
  unserved(limitMs: number): void {
    this.#lost ||= this.sinceServedMs >= limitMs;
  }

  get sinceServedMs(): number {
    return this.time.now() - this.#servedAt;
  }

  /** There is no use in asking for more than a sign of life. */
  get lost(): boolean {
    return (
      this.#lost || this.gone.aborted || this.stopped?.why === 'unreachable' || this.stopped?.why === 'credentials'
    );
  }

  /** Nothing more goes on: lets go of signal and timers. */
  over(): void {
    this.#over.abort();
  }

  /** Before each judged call. @throws Ended if the run has stopped or its budget is spent. */
  spendJudgedCall(): void {
    const { maxCalls = Number.POSITIVE_INFINITY } = this.options;
    if (this.stopped === undefined && this.judgedCalls >= maxCalls)
      this.stop('budget', `the budget of ${maxCalls} calls is spent`);
    if (this.stopped !== undefined) throw this.endedEarly();
    this.judgedCalls++;
  }

  /** How a program ends that the end of the run cuts off. */
  endedEarly(): Ended {
    const { why, because } = this.stopped ?? { why: 'interrupted', because: 'interrupted' };
    return new Ended(END_REASON[why], because);
  }

  asyncLimitMs(resource: ResourceType): number {
    const seen = ASYNC_FACTOR * this.creations(resource).longestMs;
    return this.options.asyncTimeoutMs ?? Math.max(LEAST_ASYNC_LIMIT_MS, seen);
  }

  /** How long creations of that kind have taken. */
  creations(resource: ResourceType): Creations {
    return this.#creations.get(resource) ?? { shortestMs: 0, longestMs: 0 };
  }

  noteCreation(resource: ResourceType, ms: number): void {
    const { shortestMs, longestMs } = this.#creations.get(resource) ?? { shortestMs: ms, longestMs: ms };
    this.#creations.set(resource, { shortestMs: Math.min(ms, shortestMs), longestMs: Math.max(ms, longestMs) });
  }
}
