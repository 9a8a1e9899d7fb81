// A part of a history that can be judged apart from the rest: its configurations, and the calls of it that wait to be judged
// because others that overlap them are still under way.
import type { Millis } from '../history/types.ts';
import {
  besideDeletion,
  besideNothing,
  type Call,
  type Common,
  clockFell,
  initial,
  type Judged,
  type Moment,
  mutates,
  overlapped,
  type Refusal,
  refusedForNow,
  restarted,
  type State,
  type Suspect,
  tokenRefused,
  tokenUsed,
  UNANSWERED_MS,
  withCommon,
} from '../model/index.ts';
import type { ResourceType } from '../specs/index.ts';
import type { Answered, Configuration, Search } from './configurations.ts';
import { doubtOf } from './doubts.ts';
import { mayInterfere } from './interference.ts';
import { joined } from './joined.ts';
import { agreed, common, type LogEntry } from './logs.ts';
import { judgeOverlap, ofRace } from './overlap.ts';
import { lose, TooMany } from './pending.ts';
import { type Completed, refusedFor } from './together.ts';

/** How a single answer is explained. */
export type Explain = (
  configurations: readonly Configuration[],
  call: Call,
  outcome: Judged,
  listing?: Completed['listing'],
  search?: Search,
) => Answered;

/** What judging an answer came to. */
export interface Finding {
  /** The call that nothing explains, and why not. */
  readonly broken?: { readonly call: Call; readonly refusal: Refusal };
  readonly ends?: string;
  /** Explained only by an allowance that time takes away. */
  readonly excused?: boolean;
}

/** A deletion in another part, or a call that did nothing there, and what it puts at stake here. */
export type Elsewhere =
  | { readonly call: Call; readonly guarantee: 'delete.only' | 'once' }
  | { readonly harmless: Suspect };

export class Part {
  configurations: readonly Configuration[] = [{ state: initial, pending: [], log: [] }];
  /** What all explanations have shown and taken: it is not carried along in each. */
  readonly sure: LogEntry[] = [];
  readonly keys = new Set<string>();
  readonly types = new Set<ResourceType>();
  readonly underWay = new Map<number, Call>();
  waiting: readonly Completed[] = [];
  /** The operation whose work may have failed unseen, as an answer showed that was explained only by an allowance. */
  doubt: string | undefined;
  /** Mutations without an answer that may have been at work when the latest of them was sent. */
  #lost: readonly Call[] = [];
  #search: Search = 'all';
  /** So many of the calls in other parts that put something at stake here are known here. */
  heard = 0;
  #common: Common | undefined;

  /** Learns what answers about other parts say: what is common to all, and what was done there up to a position in its order. */
  hear(common: Common, elsewhere: readonly Elsewhere[], heard: number): void {
    this.heard = heard;
    if (common === this.#common && elsewhere.length === 0) return;
    this.#common = common;
    const beside = (state: State, one: Elsewhere): State =>
      'harmless' in one ? besideNothing(state, one.harmless) : besideDeletion(state, one.call, one.guarantee);
    const told = (state: State): State => elsewhere.reduce(beside, withCommon(state, common));
    this.#change((c) => ({ ...c, state: told(c.state) }));
  }

  /** The call got no answer. */
  lose(call: Call): void {
    this.configurations = lose(this.configurations, call);
    this.#lose(call);
  }

  /** The call was refused for a reason that is not judged. */
  refuse(call: Call): void {
    this.#change((c) => ({ ...c, state: tokenRefused(c.state, call) }));
  }

  /** The call is to be sent again. */
  refuseForNow(call: Call): void {
    this.#change((c) => ({ ...c, state: refusedForNow(tokenUsed(c.state, call), call) }));
  }

  /** The call was answered, and not judged: its token may count from then on all the same. */
  used(call: Call): void {
    this.#change((c) => ({ ...c, state: tokenUsed(c.state, call) }));
  }

  /** One answer that overlaps nothing. */
  answer({ call, outcome, listing }: Completed & { readonly outcome: Judged }, explain: Explain): Finding {
    const result = this.#searched((search) => explain(this.configurations, call, outcome, listing, search));
    const before = this.configurations;
    const isConflict = outcome.kind === 'error' && outcome.type === 'ConflictException';
    const isOpen = isConflict && this.#mayConflict(call);
    if (isOpen) {
      this.configurations = refusedFor(before, call, result);
      this.used(call);
    }
    if (result.configurations.length === 0) {
      if (isOpen) return { excused: true };
      return result.refusal ? this.#broken(call, result.refusal) : {};
    }
    if (!isOpen) this.configurations = result.configurations;
    // What failed unseen would explain it as well, and then all of what follows.
    if (result.excused) this.doubt ??= doubtOf(before, call);
    this.#agree();
    if (call.copy) this.#change((c) => ({ ...c, state: overlapped(c.state, call) }));
    return { ...(result.ends === undefined ? {} : { ends: result.ends }), excused: result.excused };
  }

  /** The answers that waited for each other. */
  answerWaiting(): Finding {
    const calls = this.waiting;
    this.waiting = [];
    const result = this.#searched((search) =>
      judgeOverlap(this.configurations, calls, (call) => this.#mayConflict(call), search),
    );
    for (const { call, outcome } of calls) if (outcome === 'lost') this.#lose(call);
    if (result.refusal && result.unexplained) return this.#broken(result.unexplained.call, result.refusal);
    this.configurations = result.configurations;
    for (const { call, outcome } of calls) if (outcome !== 'lost' && outcome !== 'nothing') this.used(call);
    this.#agree();
    return result.ends === undefined ? {} : { ends: result.ends };
  }

  /** As `refusal`, of an answer that cannot be read: so that a race is named where there is one. */
  unreadable(call: Call, refusal: Refusal): Refusal {
    const others = [...this.waiting, ...[...this.underWay.values()].map((other) => ({ call: other }))];
    const named = ofRace(refusal, call, others);
    return { ...refusal, also: named.guarantee === 'once' ? [...refusal.also, 'once'] : refusal.also };
  }

  restart(ready: Moment): void {
    this.#change((c) => ({ ...c, state: restarted(c.state, ready) }));
  }

  clockFell(at: Millis): void {
    this.#change((c) => ({ ...c, state: clockFell(c.state, at) }));
  }

  /** Whether all that waits is over before anything under way was sent; `lists`: when the first list under way was. */
  isQuiet(lists: number): boolean {
    const ends = this.waiting.map(({ call }) => (Number.isFinite(call.answered.at) ? call.answered.at : call.sent.at));
    const over = Math.max(...ends);
    return over < lists && [...this.underWay.values()].every(({ sent }) => over < sent.at);
  }

  /** Takes over another part, as a call has shown that the two have to do with each other. */
  join(other: Part): void {
    this.configurations = joined(this.configurations, other.configurations);
    this.sure.push(...other.sure);
    this.waiting = [...this.waiting, ...other.waiting];
    for (const key of other.keys) this.keys.add(key);
    for (const type of other.types) this.types.add(type);
    this.doubt ??= other.doubt;
    for (const [call, one] of other.underWay) this.underWay.set(call, one);
    this.#lost = [...this.#lost, ...other.#lost];
    if (this.#search === 'some' || other.#search === 'some') this.#somewhat();
  }

  /** Finds all explanations, or if they are too many, from then on some. Throws `TooMany` if these are too many as well. */
  #searched<T>(find: (search: Search) => T): T {
    if (this.#search === 'some') return find('some');
    try {
      return find('all');
    } catch (e) {
      if (!(e instanceof TooMany)) throw e;
      this.#somewhat();
      return find('some');
    }
  }

  #agree(): void {
    const logs = this.configurations.map(({ log }) => log);
    const length = agreed(logs);
    if (length === 0) return;
    this.sure.push(...(logs[0] ?? []).slice(0, length));
    this.#change((c) => ({ ...c, log: c.log.slice(length) }));
  }

  /** From here on some explanations are followed: what was shown and taken up to here is what all have in common. */
  #somewhat(): void {
    this.#search = 'some';
    const log = common(this.configurations.map((c) => c.log));
    this.#change((c) => ({ ...c, log }));
  }

  /** Throws `TooMany` where another explanation may not have been found. */
  #broken(call: Call, refusal: Refusal): Finding {
    if (this.#search === 'some') throw new TooMany();
    return { broken: { call, refusal } };
  }

  /** While an unanswered call may still be at work, a conflict is no answer (contract, "Not violations"). */
  #mayConflict(call: Call): boolean {
    if (!mutates(call.operation)) return false;
    const atWork = this.#lost.filter((lost) => mayWork(lost, call));
    return atWork.some((lost) => mayInterfere(lost, call)) || (atWork.length > 0 && this.#isFirst(call));
  }

  /** A token that stands for nothing: why its request is refused nobody can say. */
  #isFirst({ input: { clientToken } }: Call): boolean {
    const isUsed = (state: State): boolean => state.things.some(({ token }) => token?.value === clientToken);
    return clientToken !== undefined && !this.configurations.some(({ state }) => isUsed(state));
  }

  #lose(call: Call): void {
    this.#lost = [...this.#lost.filter((lost) => mayWork(lost, call)), call];
  }

  #change(how: (c: Configuration) => Configuration): void {
    this.configurations = this.configurations.map(how);
  }
}

/** Whether an unanswered call may still be at work when another is sent. */
const mayWork = (lost: Call, { sent, settings }: Call): boolean =>
  sent.at < lost.sent.at + UNANSWERED_MS + settings.settleMs;
