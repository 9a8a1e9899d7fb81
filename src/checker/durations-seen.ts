// How long asynchronous work took, as far as the history shows: from the answer that began it to the look that found it
// over, and to the one before.
import { byKey, type Call, type State, type Thing } from '../model/index.ts';
import { resources } from '../specs/index.ts';
import type { Duration } from './types.ts';

export class Durations {
  readonly seen: Duration[] = [];
  /** Type and name → when a look last found it in progress. Numbers of things are counted in each part of a history apart. */
  readonly #inProgressAt = new Map<string, number>();

  /** Compares the state before and after an answer. */
  compare(before: State, after: State, call: Call): void {
    for (const now of after.things) {
      const was = before.things.find(({ id }) => id === now.id);
      if (!was) continue;
      if (
        was.phase === 'working' &&
        now.phase === 'settled' &&
        now.modifications.length === 0 &&
        Number.isFinite(now.madeAnswered.clock)
      )
        this.#ended(now, 'create', false, now.madeAnswered.at, call);
      // When one began that nobody saw answered is not known.
      if (was.life === 'deleting' && now.life === 'gone' && was.deletedAt && was.goneBy !== 'unseen')
        this.#ended(now, 'delete', was.deleteRetries > 0, was.deletedAt.at, call);
      const isLook = call.operation === resources[now.type].get && byKey(after, now.type, call.input)?.id === now.id;
      if (now.life === 'deleting' && isLook) this.#inProgressAt.set(named(now), call.answered.at);
    }
  }

  #ended(thing: Thing, work: Duration['work'], retried: boolean, from: number, { call, answered }: Call): void {
    this.seen.push({
      resource: thing.type,
      work,
      retried,
      ms: Math.round(answered.at - from),
      inProgressMs: Math.max(0, Math.round((this.#inProgressAt.get(named(thing)) ?? from) - from)),
      call,
    });
  }
}

const named = ({ type, name }: Thing): string => `${type} ${name}`;
