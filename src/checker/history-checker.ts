// One history against the model: puts the pages of lists together, lets the part of the history that an answer is about
// explain it, and collects what was shown, taken, broken or left undecided.
import type {
  Answer,
  ClockMove,
  End,
  GaveUp,
  Header,
  HistoryEvent,
  Invocation,
  Lost,
  Restart,
} from '../history/types.ts';
import { type Call, type Judged, mutates, type Refusal } from '../model/index.ts';
import { operations } from '../specs/index.ts';
import { decode, decodeLost } from '../wire/decode.ts';
import type { Outcome } from '../wire/types.ts';
import { answer } from './configurations.ts';
import { doubtOf, failedWork } from './doubts.ts';
import { Durations } from './durations-seen.ts';
import { Findings } from './findings.ts';
import { ForeignMoves, movedByOthers } from './foreign-moves.ts';
import { Calls, type InFlight, NEVER } from './in-flight.ts';
import { answerOfNeighbour } from './neighbours.ts';
import { Overlaps } from './overlaps.ts';
import { Pages } from './pages.ts';
import type { Finding, Part } from './part.ts';
import { Parts } from './parts.ts';
import { type Pending, TooMany } from './pending.ts';
import { SdkTokens } from './sdk-tokens.ts';
import { tally } from './tally.ts';
import type { Completed } from './together.ts';
import type { Advice, HistoryVerdict } from './types.ts';
import { unfinished } from './unfinished.ts';

/** More calls than these that overlap one after another are not decided. */
const MAX_WAITING = 200;

export class HistoryChecker {
  readonly #header: Header;
  readonly #parts: Parts;
  readonly #pages: Pages;
  readonly #findings = new Findings();
  readonly #calls: Calls;
  readonly #durations = new Durations();
  readonly #overlaps = new Overlaps();
  readonly #sdk = new SdkTokens();
  readonly #foreign = new ForeignMoves();

  constructor(header: Header) {
    this.#header = header;
    this.#parts = new Parts(header.namespace);
    this.#pages = new Pages(header.namespace);
    this.#calls = new Calls(header.settings);
  }

  push(event: HistoryEvent): Advice {
    try {
      return this.#event(event);
    } catch (e) {
      if (!(e instanceof TooMany)) throw e;
      const { operation = '' } = ('call' in event ? this.#calls.of(event.call) : undefined) ?? {};
      this.#findings.undecided(this.#aim ?? { guarantee: 'once', operation }, 'too many ways to explain what happened');
      return this.#stop();
    }
  }

  verdict(): HistoryVerdict {
    const { violations, shown, taken, unknown, notImplemented, notPermitted, served, inconclusive } = this.#findings;
    const parts = [...this.#parts.all];
    const things = parts.flatMap(({ configurations }) => configurations.flatMap((c) => c.state.things));
    return {
      violations: [...violations, ...this.#sdk.violations],
      ...tally(
        parts.flatMap(({ sure, configurations }) => [[sure], configurations.map(({ log }) => log)]),
        [...shown, ...this.#sdk.shown],
        taken,
      ),
      unknown,
      notImplemented: [...notImplemented],
      notPermitted: [...notPermitted],
      served: [...served],
      durations: this.#durations.seen,
      overlaps: this.#overlaps.seen,
      failed: [...new Set(things.flatMap(failedWork))],
      inconclusive,
    };
  }

  #event(event: HistoryEvent): Advice {
    switch (event.event) {
      case 'invoke':
        return this.#invoke(event);
      case 'answer':
      case 'lost':
        return this.#completed(event);
      case 'clock':
        return this.#clock(event);
      case 'restart':
        return this.#restart(event);
      case 'gave-up':
        return this.#gaveUp(event);
      case 'end':
        return this.#end(event);
      default:
        return 'go-on';
    }
  }

  /** What is possible at an instant, and what the endpoint's clock then says, in seconds. */
  standing(at: number): { readonly clock: number; readonly configurations: readonly Pending[] } {
    return { clock: this.#calls.moment(at).clock, configurations: this.#parts.together() };
  }

  #invoke(invocation: Invocation): Advice {
    const open = this.#calls.send(invocation);
    this.#overlaps.sent(invocation.call);
    this.#foreign.sent(invocation.operation);
    if (!this.#findings.over) this.#parts.sent(this.#calls.asCall(open, NEVER));
    return 'go-on';
  }

  #clock(move: ClockMove): Advice {
    this.#calls.offsetSeconds += move.advanceSeconds;
    return 'go-on';
  }

  #completed(event: Answer | Lost): Advice {
    const open = this.#calls.end(event.call);
    this.#overlaps.over(event.call);
    if (!open || this.#findings.over) return this.#findings.over ? 'stop' : 'go-on';
    const { invocation } = open;
    const outcome = event.event === 'answer' ? decode(invocation.operation, event) : decodeLost(event);
    if (event.event === 'answer' && this.#isMovedByOthers(event, outcome, open)) return this.#stop();
    if (!invocation.copy) this.#sdk.see(invocation);
    const isOpen = outcome.kind === 'again' && outcome.effect === 'open';
    const call = this.#calls.asCall(open, isOpen ? NEVER : this.#calls.moment(event.at));
    this.#parts.over(call);
    const advice = this.#outcome(call, invocation, outcome);
    return this.#findings.over ? 'stop' : this.#judgeWaiting(advice, invocation);
  }

  #isMovedByOthers({ at, headers }: Answer, { kind }: Outcome, { sent }: InFlight): boolean {
    // What refuses for now may be a gateway, whose clock is another than that of the service behind it.
    if (kind !== 'success' && kind !== 'error') return false;
    const dated = { sent: sent.at, answered: at, date: headers.date };
    if (kind === 'success' && this.#foreign.hasFallen(dated, this.#header.settings)) this.#parts.clockFell(at);
    if (!this.#foreign.see(dated, this.#calls.offsetSeconds, this.#header.settings)) return false;
    if (this.#aim) this.#findings.undecided(this.#aim, movedByOthers);
    else this.#findings.less(movedByOthers);
    return true;
  }

  #outcome(call: Call, invocation: Invocation, outcome: Outcome): Advice {
    const { operation } = call;
    switch (outcome.kind) {
      case 'again':
        if (outcome.effect === 'open') this.#lose(call);
        else if (outcome.why !== 'broken') this.#beside(call, outcome.why === 'throttled' ? 'refused' : 'nothing');
        return 'go-on';
      case 'not-implemented':
        this.#findings.notImplemented.add(operation);
        return this.#beside(call, 'nothing');
      case 'not-permitted':
        this.#findings.notPermitted.add(operation);
        return this.#refused(call);
      case 'quota':
        this.#findings.less(`${operation}: a quota is reached`);
        return this.#refused(call);
      case 'credentials':
        // A copy that comes late was signed long ago.
        if (!call.copy) this.#findings.less(`${operation}: credentials refused (${outcome.type})`);
        return this.#refused(call);
      case 'malformed':
        return this.#malformed(call, outcome);
      default:
        return this.#judge(call, invocation, outcome);
    }
  }

  #lose(call: Call): void {
    if (!mutates(call.operation)) return;
    const part = this.#parts.of(call);
    if (this.#isConcurrent(part)) this.#wait(part, { call, outcome: 'lost' });
    else this.#parts.lose(call, part);
  }

  /** One that was refused for a reason of its own. */
  #refused(call: Call): Advice {
    if (operations[call.operation]?.role === 'create') this.#parts.of(call).refuse(call);
    return this.#beside(call, 'nothing');
  }

  /**
   * A request that was answered, but not judged: it may be why others that it overlaps were refused. What was refused at the
   * door, as for a signature, has not used its token.
   */
  #beside(call: Call, outcome: 'refused' | 'nothing'): Advice {
    if (!mutates(call.operation)) return 'go-on';
    const part = this.#parts.of(call);
    if (this.#isConcurrent(part)) this.#wait(part, { call, outcome });
    else if (outcome === 'refused') part.refuseForNow(call);
    return 'go-on';
  }

  #wait(part: Part, one: Completed): void {
    part.waiting = [...part.waiting, one];
    if (part.waiting.length > MAX_WAITING) throw new TooMany();
  }

  /** Whether a call is to be judged together with others. */
  #isConcurrent(part: Part): boolean {
    return part.waiting.length > 0 || this.#parts.isUnderWay(part);
  }

  /** The state after a malformed answer is anybody's guess, so the history ends here; the situation's guarantee is named too. */
  #malformed(call: Call, outcome: Extract<Outcome, { kind: 'malformed' }>): Advice {
    const part = this.#parts.of(call);
    const unread = { kind: 'error', type: '(no answer that can be read)', taken: [] } as const;
    const situation = answer(part.configurations, call, unread).refusal;
    const refusal: Refusal = {
      guarantee: outcome.guarantee,
      also: situation ? [situation.guarantee, ...situation.also] : [],
      operation: call.operation,
      situation: 'form of the answer',
      allowed: situation?.allowed ?? [
        outcome.guarantee === 'wire.error' ? 'an error by the API model' : 'an answer by the API model',
      ],
      observed: outcome.reason,
    };
    return this.#violated(part, call, part.unreadable(call, refusal));
  }

  #judge(call: Call, invocation: Invocation, outcome: Judged): Advice {
    if (invocation.shared === undefined) this.#findings.form(call, outcome);
    const page = this.#pages.take(call, outcome);
    if (page === 'more') return 'go-on';
    const judged = page ? { ...call, sent: page.first } : call;
    return this.#parts.about(judged, page).reduce<Advice>((advice, { part, listing }) => {
      if (advice === 'stop') return advice;
      const one = { call: judged, outcome, ...(listing ? { listing } : {}) };
      return worse(advice, this.#answered(part, one, invocation));
    }, 'go-on');
  }

  #answered(part: Part, one: Completed & { outcome: Judged }, invocation: Invocation): Advice {
    if (this.#isConcurrent(part)) {
      this.#wait(part, one);
      return 'go-on';
    }
    const before = part.configurations[0]?.state;
    const found = part.answer(one, 'fixture' in this.#header.program ? answerOfNeighbour : answer);
    const after = part.configurations[0]?.state;
    if (!found.broken && before && after) this.#durations.compare(before, after, one.call);
    this.#parts.tell(one.call, one.outcome, part, before);
    return this.#found(part, found, invocation);
  }

  /** What waited for others is judged as soon as none of these is under way. */
  #judgeWaiting(advice: Advice, invocation: Invocation): Advice {
    for (const part of [...this.#parts.all]) {
      if (part.waiting.length === 0 || !this.#parts.isQuiet(part)) continue;
      const { waiting } = part;
      const before = part.configurations[0]?.state;
      const found = part.answerWaiting();
      for (const { call, outcome } of waiting) this.#parts.tell(call, outcome, part, before);
      const calls = waiting.map(({ call }) => call);
      if (calls.length > 1) this.#parts.raced(calls, part);
      if (this.#found(part, found, invocation, waiting) === 'stop') return 'stop';
    }
    return advice;
  }

  #found(
    part: Part,
    { broken, ends, excused }: Finding,
    invocation: Invocation,
    beside: readonly Completed[] = [],
  ): Advice {
    if (broken) return this.#violated(part, broken.call, broken.refusal, beside);
    if (ends === undefined) return excused ? 'again' : 'go-on';
    this.#findings.less(`${ends} (step ${invocation.step})`);
    return this.#stop();
  }

  get #aim(): { guarantee: string; operation: string } | undefined {
    return 'aim' in this.#header.program ? this.#header.program.aim : undefined;
  }

  #stop(): Advice {
    this.#findings.over = true;
    return 'stop';
  }

  #violated(part: Part, call: Call, refusal: Refusal, beside: readonly Completed[] = []): Advice {
    this.#findings.violated(call, refusal, doubtOf(part.configurations, call, beside) ?? part.doubt);
    return this.#stop();
  }

  /** What is still under way has no answer. */
  #giveUpRest(at: number | undefined): void {
    for (const { invocation } of this.#calls.underWay)
      this.#completed({ event: 'lost', call: invocation.call, at: at ?? invocation.at, why: 'broken' });
  }

  #restart({ at, readyAt, clockUnsure }: Restart): Advice {
    this.#giveUpRest(at);
    this.#parts.restart(this.#calls.moment(readyAt), clockUnsure);
    return this.#findings.over ? 'stop' : 'go-on';
  }

  #gaveUp(event: GaveUp): Advice {
    const invocation = this.#calls.of(event.of);
    const type = operations[invocation?.operation ?? '']?.resource;
    if (!invocation || type === undefined || this.#findings.over) return 'go-on';
    const part = this.#parts.of(invocation);
    const refusals = unfinished(part.configurations, invocation, event.limitMs);
    if (refusals === undefined) this.#findings.notOver(type, event.limitMs);
    const [refusal] = refusals ?? [];
    const call = this.#calls.asCall(this.#calls.asSent(invocation), this.#calls.moment(event.at));
    return refusal ? this.#violated(part, call, refusal) : 'go-on';
  }

  #end({ reason, detail }: End): Advice {
    this.#giveUpRest(undefined);
    const { violations, over } = this.#findings;
    if (reason === 'refused') {
      if (this.#aim && violations.length === 0)
        this.#findings.undecided(this.#aim, detail ?? 'still refused after 30 s and 10 tries');
    } else if (reason !== 'done' && !over) this.#findings.less(`${reason}${detail ? `: ${detail}` : ''}`);
    return this.#stop();
  }
}

const worse = (a: Advice, b: Advice): Advice => (a === 'stop' || b === 'go-on' ? a : b);
