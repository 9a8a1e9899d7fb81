// Walks one run of a scenario through a checker: fixtures and steps become a history whose answers are those that the
// scenario describes, and the checker is asked what it makes of them (README of the scenarios, "Testing a model").
import type { Advice, HistoryVerdict } from '../../checker/types.ts';
import type { HistoryEvent } from '../../history/types.ts';
import { operations } from '../../specs/index.ts';
import { fixtureSteps, repetition, subjectOf } from '../load.ts';
import { contextOf, type Request, requestOf, symbols, type Told } from '../request.ts';
import type { Outcome, Run, Step } from '../types.ts';
import { variantsOf } from './answer.ts';
import type { Asked, Reply, Variant } from './ask.ts';
import type { Script } from './script.ts';
import { type Choose, NoChoice } from './tape.ts';
import { type Detail, type Made, World } from './world.ts';

/** What the walk needs of a checker. */
export interface Judge {
  push(event: HistoryEvent): Advice;
  verdict(): HistoryVerdict;
}

/** The question of a walk: which outcome was put to the checker. */
export interface Asking {
  readonly outcome: Outcome;
  readonly isAllowed: boolean;
}

/** The most repetitions of a repeated step (the README lets a `repeat` be cut short). */
const REPEATS_AT_MOST = 8;
/** How often an answer that only time can judge is sent again. */
const AGAIN_AT_MOST = 5;
/** Between the polls of work that is watched to its limit. */
const POLL_MS = 3000;
const WATCH_LIMIT_MS = 60_000;
/** Polls of a settled step with a request `while` before its end is seen. */
const POLLS_WHILE = 2;

/** Thrown when the checker wants no more: what was pushed last is the end of the history. */
export class Stopped extends Error {}

export class Walk {
  private readonly run: Run;
  private readonly script: Script;
  private readonly choose: Choose;
  private readonly world: World;
  private readonly told: Record<string, Told> = {};
  private readonly made: Record<string, Made> = {};
  private readonly shown: Record<string, Detail> = {};
  private readonly calls: Record<string, number> = {};
  private readonly creates: Request[] = [];
  private readonly symbol: (name: string) => string;
  private isFixture = true;
  private hasRaced = false;

  /**
   * @param prefix of every name and token
   * @param serial tells apart the walks of one history
   */
  constructor(run: Run, script: Script, choose: Choose, prefix: string, account: string, serial: number) {
    this.run = run;
    this.script = script;
    this.choose = choose;
    this.world = new World(account, serial);
    this.symbol = symbols(prefix, account);
  }

  /** Takes all steps. The choice of the question's outcome is the walk's too, unless `asking` fixes it. */
  take(asking?: Asking): Asking {
    for (const step of fixtureSteps(this.run)) this.step(step);
    this.isFixture = false;
    this.script.begin();
    const question = this.run.scenario.steps.at(-1)!;
    for (const step of this.run.scenario.steps.slice(0, -1)) this.step(step);
    const asked = asking ?? this.pick(question);
    this.script.asks(asked);
    this.answerWith(question, asked.outcome);
    return asked;
  }

  private pick({ allowed = [], forbidden = [] }: Step): Asking {
    const all = [
      ...allowed.map((outcome) => ({ outcome, isAllowed: true })),
      ...forbidden.map((outcome) => ({ outcome, isAllowed: false })),
    ];
    return all[this.choose(all.length)]!;
  }

  private step(step: Step): void {
    if (step.repeat !== undefined) {
      for (let n = 1; n <= Math.min(step.repeat, REPEATS_AT_MOST); n++) this.step(repetition(step.step!, n));
    } else if (step.advanceSeconds !== undefined) this.script.advance(step.advanceSeconds);
    else if (step.waitSeconds !== undefined) this.script.wait(step.waitSeconds * 1000);
    else if (step.restart) this.script.restart();
    else if (step.concurrently)
      this.race(
        step.concurrently,
        step.concurrently.map((one) => this.chosen(one)),
      );
    else if (step.outcome === 'unanswered') this.lose(step);
    else this.answerWith(step, this.chosen(step));
  }

  /** What the step takes to have happened; a settled step that doesn't say: its work ended well. */
  private chosen(step: Step): Outcome {
    const { outcome, settled } = step;
    const outcomes = ([outcome ?? []].flat() as Outcome[]).filter((one) => this.isPossible(step, one));
    if (outcome !== undefined && outcomes.length === 0 && outcome !== 'unanswered') throw new NoChoice();
    if (outcomes.length > 0) return outcomes[this.choose(outcomes.length)]!;
    if (settled === undefined) return { ok: 'done' };
    return this.made[settled]?.state === 'live' ? { ok: `@${settled}` } : { gone: true };
  }

  /** After a race an outcome may name what another outcome of it has not left. */
  private isPossible(step: Step, { ok }: Outcome): boolean {
    if (!this.hasRaced || step.again === undefined) return true;
    if (ok === 'new') return this.madeBy(this.requestOf(step)) === undefined;
    return !ok?.startsWith('@') || this.made[ok.slice(1)]?.state === 'live';
  }

  private lose(step: Step): void {
    const request = this.requestOf(step);
    this.remember(step, request, this.script.lose(request));
    if (operations[request.operation]!.role === 'create') this.creates.push(request);
  }

  private answerWith(step: Step, outcome: Outcome): void {
    if (step.settled !== undefined) this.settle(step, outcome);
    else if (step.concurrently) this.race(step.concurrently, outcome.answers ?? [], outcome.answers);
    else this.call(step, this.requestOf(step), outcome);
  }

  /** Polls Get. Work that is said not to end is watched until the limit. */
  private settle(step: Step, outcome: Outcome): void {
    const of = step.settled!;
    const subject = subjectOf(this.told[of]!.operation);
    const context = { ...contextOf(this.run, this.symbol, this.told), subject };
    const get = requestOf({ the: 'get', of }, context);
    const made = this.made[of];
    const isUnfinished = String(outcome.shows?.[subject.status ?? ''] ?? outcome.shows?.$status).endsWith(
      'IN_PROGRESS',
    );
    const ends = this.script.now + WATCH_LIMIT_MS;
    const isDeleting = { ok: `@${of}`, shows: { $status: 'DELETE_IN_PROGRESS' } };
    for (let poll = 0; isUnfinished ? this.script.now < ends : step.while && poll < POLLS_WHILE; poll++) {
      if (step.while) this.call(step.while, this.requestOf(step.while), isDeleting);
      this.call({}, get, isDeleting, true);
      this.script.wait(POLL_MS);
    }
    if (step.while) this.call(step.while, this.requestOf(step.while), outcome.gone ? { ok: 'empty' } : isDeleting);
    this.call({}, get, outcome, true);
    if (isUnfinished) this.script.giveUp(made?.call ?? this.calls[of]!, WATCH_LIMIT_MS);
  }

  /** Requests at the same time, answered in their order or the other way round. */
  private race(steps: readonly Step[], outcomes: readonly Outcome[], question?: readonly Outcome[]): void {
    this.hasRaced = true;
    const replies = new Map<number, Reply>();
    const requests = steps.map((step) => this.requestOf(step));
    const sent = this.script.invokeTogether(requests);
    const parts = steps.map((step, n) => ({
      step,
      request: requests[n]!,
      sent: sent[n]!,
      outcome: outcomes[n] ?? {},
      // On the way each of them is refused in another way.
      ...(outcomes === question ? {} : { nth: n }),
    }));
    this.creates.push(...requests.filter(({ operation }) => operations[operation]!.role === 'create'));
    // A create that makes anew what is there comes after the deletion.
    const isAnew = parts.some((part) => part.outcome.ok === 'new' && this.madeBy(part.request) !== undefined);
    for (const part of isAnew ? parts.toReversed() : parts) {
      const reply = this.play(part.request, part.sent, this.likely(part.request, part.outcome), false, part.nth);
      this.remember(part.step, part.request, part.sent, reply);
      replies.set(part.sent.call, reply);
    }
    const calls = sent.map(({ call }) => call);
    const inOrder = this.choose(2) === 0 ? calls : calls.toReversed();
    const advices = inOrder.map((call) => this.script.answer(call, replies.get(call)!));
    if (advices.includes('stop')) throw new Stopped();
  }

  /** A create that succeeds shows what the same request has made, where that is there. */
  private likely(request: Request, outcome: Outcome): Outcome {
    if (outcome.ok !== 'done' || operations[request.operation]?.role !== 'create') return outcome;
    return { ...outcome, ok: this.madeBy(request) ?? 'new' };
  }

  /** `@step` of an earlier step with the same request whose resource is there. */
  private madeBy(request: Request): string | undefined {
    const isSame = ({ operation, input }: Told) =>
      operation === request.operation && JSON.stringify(input) === JSON.stringify(request.input);
    const alias = Object.keys(this.made).find((as) => isSame(this.told[as]!) && this.made[as]?.state === 'live');
    return alias === undefined ? undefined : `@${alias}`;
  }

  private requestOf(step: Step): Request {
    return requestOf(step, contextOf(this.run, this.symbol, this.told));
  }

  private call(step: Step, request: Request, outcome: Outcome, settling = false): void {
    const sent = this.script.invoke(request);
    const { call } = sent;
    const reply = this.play(request, sent, outcome, settling);
    this.remember(step, request, sent, reply);
    let advice = this.script.answer(call, reply);
    for (let n = 1; advice === 'again' && n <= AGAIN_AT_MOST; n++) {
      const again = this.script.invoke(request, n + 1);
      advice = this.script.answer(again.call, reply);
    }
    if (advice === 'stop') throw new Stopped();
  }

  /** The answer that the outcome describes, once its effect has taken place. */
  private play(
    request: Request,
    sent: { call: number; at: number },
    outcome: Outcome,
    settling: boolean,
    nth?: number,
  ): Reply {
    const subject = operations[request.operation]!.resource ? subjectOf(request.operation) : this.run.subject;
    const asked: Asked = {
      ...request,
      ...sent,
      fixture: this.isFixture,
      settling,
      world: this.world,
      context: { ...contextOf(this.run, this.symbol, this.told), subject },
      subject,
      made: this.made,
      shown: this.shown,
      creates: this.creates,
    };
    const reply = this.chooseVariant(variantsOf(outcome, asked), nth)(asked);
    if (operations[request.operation]!.role === 'create' && !this.creates.includes(request)) this.creates.push(request);
    return reply;
  }

  /** Fixtures are the ground and not the question: the fullest answer will do. */
  private chooseVariant(variants: readonly Variant[], nth?: number): Variant {
    if (variants.length === 0) throw new NoChoice();
    if (nth !== undefined) return variants[nth % variants.length]!;
    return variants[this.isFixture ? variants.length - 1 : this.choose(variants.length)]!;
  }

  private remember(step: Step, request: Request, sent: { call: number; at: number }, reply?: Reply): void {
    if (step.as === undefined) return;
    this.told[step.as] = { ...request, sent: sent.at, ...(reply?.json !== undefined && { json: reply.json }) };
    this.calls[step.as] = sent.call;
    if (reply?.made) this.made[step.as] = reply.made;
    if (reply?.detail) this.shown[step.as] = reply.detail;
  }
}
