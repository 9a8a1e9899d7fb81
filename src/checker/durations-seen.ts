// How long asynchronous work took, as far as the history shows: from the answer that began it to the look that found it over.
import type { Call, State } from '../model/index.ts';
import type { Duration } from './types.ts';

export class Durations {
  readonly seen: Duration[] = [];

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
      ) {
        this.seen.push({
          resource: now.type,
          work: 'create',
          retried: false,
          ms: Math.round(call.answered.at - now.madeAnswered.at),
          call: call.call,
        });
      }
      if (was.life === 'deleting' && now.life === 'gone' && was.deletedAt) {
        this.seen.push({
          resource: now.type,
          work: 'delete',
          retried: was.deleteRetries > 0,
          ms: Math.round(call.answered.at - was.deletedAt.at),
          call: call.call,
        });
      }
    }
  }
}
