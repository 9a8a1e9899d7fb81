// One history against the model: keeps calls in flight, puts the pages of lists together, lets the configurations explain
// each answer, and collects what was shown, taken, broken or left undecided.
import type { Answer, ClockMove, End, GaveUp, Header, HistoryEvent, Invocation, Lost } from '../history/types.ts';
import {
  type Call,
  initial,
  type Judged,
  type Moment,
  mutates,
  type Refusal,
  UNANSWERED_MS,
  unseenCreation,
} from '../model/index.ts';
import { operations, resources } from '../specs/index.ts';
import { decode, decodeLost } from '../wire/decode.ts';
import { printable } from '../wire/printable.ts';
import type { Outcome } from '../wire/types.ts';
import { type Answered, answer, type Configuration, lose, TooMany } from './configurations.ts';
import { Durations } from './durations-seen.ts';
import { answerOfNeighbour } from './neighbours.ts';
import { judgeOverlap } from './overlap.ts';
import { Overlaps } from './overlaps.ts';
import { type Assembled, Pages } from './pages.ts';
import { SdkTokens } from './sdk-tokens.ts';
import { tally } from './tally.ts';
import type { Completed } from './together.ts';
import type { Advice, HistoryVerdict, Violation } from './types.ts';
import { unfinished } from './unfinished.ts';

interface InFlight {
  readonly invocation: Invocation;
  readonly sent: Moment;
}

export class HistoryChecker {
  readonly #header: Header;
  #configurations: readonly Configuration[] = [{ state: initial, pending: [], log: [] }];
  #offsetSeconds = 0;
  readonly #inFlight = new Map<number, InFlight>();
  readonly #calls = new Map<number, Invocation>();
  /** Completed calls that overlap one that is still under way. */
  #waiting: Completed[] = [];
  readonly #pages: Pages;
  #lastLost = Number.NEGATIVE_INFINITY;
  #over = false;
  readonly #violations: Violation[] = [];
  readonly #unknown: { guarantee: string; operation: string; reason: string }[] = [];
  readonly #notImplemented = new Set<string>();
  readonly #notPermitted = new Set<string>();
  readonly #inconclusive: string[] = [];
  readonly #wire: { kind: 'shown'; guarantee: string; operation: string; situation: string }[] = [];
  readonly #wireTaken: { kind: 'taken'; point: string; operation: string; reading: string }[] = [];
  readonly #durations = new Durations();
  readonly #overlaps = new Overlaps();
  readonly #sdk = new SdkTokens();

  constructor(header: Header) {
    this.#header = header;
    this.#pages = new Pages(header.namespace);
  }

  push(event: HistoryEvent): Advice {
    switch (event.event) {
      case 'invoke':
        return this.#invoke(event);
      case 'answer':
      case 'lost':
        return this.#completed(event);
      case 'clock':
        return this.#clock(event);
      case 'gave-up':
        return this.#gaveUp(event);
      case 'end':
        return this.#end(event);
      default:
        return 'go-on';
    }
  }

  verdict(): HistoryVerdict {
    const logs = this.#configurations.map((c) => c.log);
    return {
      violations: [...this.#violations, ...this.#sdk.violations],
      ...tally(logs, [...this.#wire, ...this.#sdk.shown], this.#wireTaken),
      unknown: this.#unknown,
      notImplemented: [...this.#notImplemented],
      notPermitted: [...this.#notPermitted],
      durations: this.#durations.seen,
      overlaps: this.#overlaps.seen,
      failed: [
        ...new Set(
          this.#configurations.flatMap((c) => c.state.things.filter((t) => t.creationFailed).map((t) => t.type)),
        ),
      ],
      inconclusive: this.#inconclusive,
    };
  }

  /** What is possible at an instant, and what the endpoint's clock then says, in seconds. */
  standing(at: number): { readonly clock: number; readonly configurations: readonly Configuration[] } {
    return { clock: this.#moment(at).clock, configurations: this.#configurations };
  }

  #invoke(invocation: Invocation): Advice {
    this.#calls.set(invocation.call, invocation);
    this.#overlaps.sent(invocation.call);
    this.#inFlight.set(invocation.call, { invocation, sent: this.#moment(invocation.at) });
    return 'go-on';
  }

  #moment(at: number): Moment {
    return { at, clock: at / 1000 + this.#offsetSeconds };
  }

  #clock(move: ClockMove): Advice {
    this.#offsetSeconds += move.advanceSeconds;
    return 'go-on';
  }

  #completed(event: Answer | Lost): Advice {
    const open = this.#inFlight.get(event.call);
    this.#overlaps.over(event.call);
    this.#inFlight.delete(event.call);
    if (!open || this.#over) return this.#over ? 'stop' : 'go-on';
    const { invocation } = open;
    this.#sdk.see(invocation);
    const outcome = event.event === 'answer' ? decode(invocation.operation, event) : decodeLost(event);
    const never: Moment = { at: Number.POSITIVE_INFINITY, clock: Number.POSITIVE_INFINITY };
    const call = this.#call(open, outcome.kind === 'again' ? never : this.#moment(event.at));
    try {
      const advice = this.#outcome(call, invocation, outcome);
      return this.#waiting.length === 0 || this.#inFlight.size > 0 || this.#over ? advice : this.#overlap(invocation);
    } catch (e) {
      if (!(e instanceof TooMany)) throw e;
      return this.#undecided(invocation, 'too many ways to explain what happened');
    }
  }

  /** Whether a call is to be judged together with others. */
  get #together(): boolean {
    return this.#inFlight.size > 0 || this.#waiting.length > 0;
  }

  /** What is still under way when the history ends has no answer. */
  #giveUpRest(): void {
    for (const { invocation } of [...this.#inFlight.values()])
      this.#completed({ event: 'lost', call: invocation.call, at: invocation.at, why: 'broken' });
  }

  #overlap(invocation: Invocation): Advice {
    const calls = this.#waiting;
    this.#waiting = [];
    const result = judgeOverlap(this.#configurations, calls, (call) => this.#mayConflict(call));
    for (const { call, outcome } of calls)
      if (outcome === 'lost') this.#lastLost = Math.max(this.#lastLost, call.sent.at);
    if (result.refusal && result.unexplained) return this.#violated(result.unexplained.call, result.refusal);
    this.#configurations = result.configurations;
    return result.ends ? this.#ended(result.ends, invocation) : 'go-on';
  }

  #call({ invocation, sent }: InFlight, answered: Moment): Call {
    const { call, step, operation, filledToken } = invocation;
    const input = filledToken === undefined ? invocation.input : { ...invocation.input, clientToken: filledToken };
    return { call, step, operation, input, sent, answered, settings: this.#header.settings };
  }

  #outcome(call: Call, invocation: Invocation, outcome: Outcome): Advice {
    switch (outcome.kind) {
      case 'again':
        if (outcome.effect === 'open' && mutates(call.operation)) this.#lose(call);
        return 'go-on';
      case 'not-implemented':
        this.#notImplemented.add(call.operation);
        return 'go-on';
      case 'not-permitted':
        this.#notPermitted.add(call.operation);
        return 'go-on';
      case 'quota':
      case 'credentials':
        this.#inconclusive.push(
          `${call.operation}: ${outcome.kind === 'quota' ? 'a quota is reached' : `credentials refused (${outcome.type})`}`,
        );
        return 'go-on';
      case 'malformed':
        return this.#malformed(call, outcome);
      default:
        return this.#judge(call, invocation, outcome);
    }
  }

  #lose(call: Call): void {
    if (this.#together) {
      this.#waiting.push({ call, outcome: 'lost' });
      return;
    }
    this.#configurations = lose(this.#configurations, call);
    this.#lastLost = Math.max(this.#lastLost, call.sent.at);
  }

  /** The state after a malformed answer is anybody's guess, so the history ends here; the situation's guarantee is named too. */
  #malformed(call: Call, outcome: Extract<Outcome, { kind: 'malformed' }>): Advice {
    const situation = answer(this.#configurations, call, {
      kind: 'error',
      type: '(no answer that can be read)',
      taken: [],
    }).refusal;
    return this.#violated(call, {
      guarantee: outcome.guarantee,
      also: situation ? [situation.guarantee, ...situation.also] : [],
      operation: call.operation,
      situation: 'form of the answer',
      allowed: situation?.allowed ?? [
        outcome.guarantee === 'wire.error' ? 'an error by the API model' : 'an answer by the API model',
      ],
      observed: outcome.reason,
    });
  }

  #judge(call: Call, invocation: Invocation, outcome: Judged): Advice {
    const guarantee = outcome.kind === 'success' ? 'wire.response' : 'wire.error';
    // An excerpt made by ourselves says nothing of the form of the whole.
    if (invocation.shared === undefined) {
      this.#wire.push({ kind: 'shown', guarantee, operation: call.operation, situation: 'form of the answer' });
      for (const [point, reading] of outcome.taken)
        this.#wireTaken.push({ kind: 'taken', point, operation: call.operation, reading });
    }
    const page = this.#pages.take(call, outcome);
    if (page === 'more') return 'go-on';
    const judged = page ? { ...call, sent: page.first } : call;
    if (this.#together) {
      this.#waiting.push({ call: judged, outcome, ...(page ? { listing: page } : {}) });
      return 'go-on';
    }
    return this.#answered(judged, invocation, outcome, page);
  }

  #answered(judged: Call, invocation: Invocation, outcome: Judged, page: Assembled | undefined): Advice {
    const before = this.#configurations[0]?.state;
    const isFixture = 'fixture' in this.#header.program;
    const result = (isFixture ? answerOfNeighbour : answer)(this.#configurations, judged, outcome, page);
    if (result.configurations.length === 0) return this.#unexplained(judged, outcome, result);
    this.#configurations = result.configurations;
    if (before && result.configurations[0]) this.#durations.compare(before, result.configurations[0].state, judged);
    if (result.ends) return this.#ended(result.ends, invocation);
    return result.excused ? 'again' : 'go-on';
  }

  /** While an unanswered call may still be at work, a conflict is no answer (contract, "Not violations"). */
  #unexplained(call: Call, outcome: Judged, result: Answered): Advice {
    if (outcome.kind === 'error' && outcome.type === 'ConflictException' && this.#mayConflict(call)) return 'again';
    return result.refusal ? this.#violated(call, result.refusal) : 'go-on';
  }

  #mayConflict(call: Call): boolean {
    const { settleMs } = this.#header.settings;
    return mutates(call.operation) && call.sent.at < this.#lastLost + UNANSWERED_MS + settleMs;
  }

  #ended(reason: string, invocation: Invocation): Advice {
    this.#inconclusive.push(printable(`${reason} (step ${invocation.step})`));
    this.#over = true;
    return 'stop';
  }

  #undecided(invocation: Invocation, reason: string): Advice {
    const { operation } = invocation;
    this.#unknown.push({
      guarantee: this.#aim()?.guarantee ?? 'once',
      operation: this.#aim()?.operation ?? operation,
      reason,
    });
    this.#over = true;
    return 'stop';
  }

  #aim(): { guarantee: string; operation: string } | undefined {
    return 'aim' in this.#header.program ? this.#header.program.aim : undefined;
  }

  #violated(call: Call, refusal: Refusal): Advice {
    const doubts = this.#configurations.map((c) => unseenCreation(c.state, call)?.type ?? lostCreation(c, call));
    const doubt = doubts.find((d) => d !== undefined);
    this.#violations.push({ ...refusal, call: call.call, step: call.step, ...(doubt ? { doubt } : {}) });
    this.#over = true;
    return 'stop';
  }

  #gaveUp(event: GaveUp): Advice {
    const invocation = this.#calls.get(event.of);
    if (!invocation || this.#over) return 'go-on';
    const refusals = unfinished(this.#configurations, invocation, event.limitMs);
    if (refusals === undefined) {
      const type = operations[invocation.operation]?.resource;
      this.#inconclusive.push(
        `${resources[type ?? 'service'].title}: work not over after ${Math.round(event.limitMs / 1000)} s`,
      );
      return 'go-on';
    }
    const [refusal] = refusals;
    const call = this.#call({ invocation, sent: this.#moment(invocation.at) }, this.#moment(event.at));
    return refusal ? this.#violated(call, refusal) : 'go-on';
  }

  #end(end: End): Advice {
    this.#giveUpRest();
    if (end.reason === 'refused') {
      const aim = this.#aim();
      if (aim && this.#violations.length === 0)
        this.#unknown.push({
          guarantee: aim.guarantee,
          operation: aim.operation,
          reason: printable(end.detail ?? 'still refused after 30 s and 10 tries'),
        });
    } else if (end.reason !== 'done' && !this.#over)
      this.#inconclusive.push(printable(`${end.reason}${end.detail ? `: ${end.detail}` : ''}`));
    this.#over = true;
    return 'stop';
  }
}

/** An unanswered request of the kind may have made something, and failed (contract, "Not violations": done but failed). */
function lostCreation(configuration: Configuration, call: Call): string | undefined {
  const { role, resource } = operations[call.operation] ?? {};
  if (role !== 'create' || !resource || !resources[resource].status?.passing.length) return undefined;
  return configuration.pending.some((p) => p.operation === call.operation) ? resource : undefined;
}
