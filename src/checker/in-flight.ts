// The calls of a history, those under way among them, and the endpoint's clock, by which the model dates them.
import type { Invocation, Settings } from '../history/types.ts';
import type { Call, Moment } from '../model/index.ts';
import type { Input } from '../program/types.ts';

export const NEVER: Moment = { at: Number.POSITIVE_INFINITY, clock: Number.POSITIVE_INFINITY };

export interface InFlight {
  readonly invocation: Invocation;
  /** With the token that the SDK filled in. */
  readonly input: Input;
  readonly sent: Moment;
}

export class Calls {
  readonly #settings: Settings;
  readonly #underWay = new Map<number, InFlight>();
  readonly #all = new Map<number, Invocation>();
  /** How far the endpoint's clock was moved. */
  offsetSeconds = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Those without an answer yet, in the order in which they were sent. */
  get underWay(): readonly InFlight[] {
    return [...this.#underWay.values()];
  }

  of(call: number): Invocation | undefined {
    return this.#all.get(call);
  }

  send(invocation: Invocation): InFlight {
    const open = this.asSent(invocation);
    this.#all.set(invocation.call, invocation);
    this.#underWay.set(invocation.call, open);
    return open;
  }

  /** The call is over; undefined if it was not under way. */
  end(call: number): InFlight | undefined {
    const open = this.#underWay.get(call);
    this.#underWay.delete(call);
    return open;
  }

  asSent(invocation: Invocation): InFlight {
    const { input, filledToken, at } = invocation;
    const sent = filledToken === undefined ? input : { ...input, clientToken: filledToken };
    return { invocation, input: sent, sent: this.moment(at) };
  }

  /** An instant of the suite's clock, milliseconds, with what the endpoint's then says, seconds. */
  moment(at: number): Moment {
    return { at, clock: at / 1000 + this.offsetSeconds };
  }

  /** As the model knows it; `answered` is `NEVER` where it was not. */
  asCall({ invocation, input, sent }: InFlight, answered: Moment): Call {
    const { call, step, operation, copy } = invocation;
    return { call, step, operation, input, sent, answered, settings: this.#settings, ...(copy ? { copy } : {}) };
  }
}
