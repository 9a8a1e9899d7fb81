// The history of one program in the making: each event is kept and shown to the watcher at once (the header is known to
// the watcher from the start).
import type { Advice } from '../checker/types.ts';
import type { Reply } from '../endpoint/types.ts';
import type { Answer, End, Header, HistoryEvent, Invocation, Lost } from '../history/types.ts';
import { operations } from '../specs/index.ts';
import { cutAnswer, decode } from '../wire/index.ts';
import { OnTheWay } from './on-the-way.ts';
import type { Time } from './time.ts';
import type { Watcher } from './types.ts';

/** Of an answer longer than that, only what it is judged by is kept: thousands of histories have hundreds each. */
const MAX_WHOLE_CHARS = 64 * 1024;

export type InvocationFacts = Omit<Invocation, 'event' | 'call' | 'at'>;

const LOOKS: readonly (string | undefined)[] = ['get', 'list', 'listTags', 'listInstances'];

export class Journal {
  readonly header: Header;
  /** When the latest call that may have changed something was over. */
  changedAt = Number.NEGATIVE_INFINITY;
  readonly onTheWay = new OnTheWay();
  readonly #changing = new Set<number>();
  /** Of the calls under way. */
  readonly #operations = new Map<number, string>();
  readonly #events: HistoryEvent[] = [];
  readonly #watcher: Watcher;
  readonly #time: Time;
  #calls = 0;

  /** `earlier`: events of a run before this one, to which the history goes on. */
  constructor(header: Header, watcher: Watcher, time: Time, earlier: readonly HistoryEvent[] = []) {
    this.header = header;
    this.#watcher = watcher;
    this.#time = time;
    for (const event of earlier) {
      if (event.event === 'invoke') this.#calls = Math.max(this.#calls, event.call + 1);
      this.push(event);
    }
  }

  get history(): readonly [Header, ...HistoryEvent[]] {
    return [this.header, ...this.#events];
  }

  /** A request that nobody waits for any longer may have changed something until now. */
  changed(): void {
    this.changedAt = this.#time.now();
  }

  push(event: HistoryEvent): Advice {
    this.#events.push(event);
    return this.#watcher.push(event);
  }

  /** A request goes out; returns its number. */
  invoke(facts: InvocationFacts): number {
    const call = this.#calls++;
    this.#operations.set(call, facts.operation);
    if (!LOOKS.includes(operations[facts.operation]?.role)) this.#changing.add(call);
    this.push({ event: 'invoke', call, at: this.#time.now(), ...facts });
    return call;
  }

  /** Takes over a request that was sent for several programs; returns its number here. */
  adopt(invocation: Invocation): number {
    const call = this.#calls++;
    this.push({ ...invocation, call });
    return call;
  }

  reply(call: number, reply: Reply): { readonly advice: Advice; readonly event: Answer | Lost } {
    const at = this.#time.now();
    if (this.#changing.delete(call)) this.changedAt = at;
    const event = eventOf(call, at, reply, this.#operations.get(call) ?? '');
    this.#operations.delete(call);
    return { advice: this.push(event), event };
  }

  end(reason: End['reason'], detail?: string): void {
    this.push({ event: 'end', at: this.#time.now(), reason, ...(detail === undefined ? {} : { detail }) });
  }
}

function eventOf(call: number, at: number, reply: Reply, operation: string): Answer | Lost {
  if (reply.kind === 'answer') {
    const { status, headers } = reply;
    return { event: 'answer', call, at, status, headers, body: keptBody(operation, reply) };
  }
  const { why, detail } = reply;
  return { event: 'lost', call, at, why, ...(detail === undefined ? {} : { detail }) };
}

function keptBody(operation: string, { status, headers, body }: Extract<Reply, { kind: 'answer' }>): string {
  if (body.length <= MAX_WHOLE_CHARS || decode(operation, { status, headers, body }).kind !== 'success') return body;
  return JSON.stringify(cutAnswer(operation, JSON.parse(body)));
}
