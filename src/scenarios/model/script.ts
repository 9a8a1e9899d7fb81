// Writes the history of a walk, event by event, into a checker, and keeps its time: three seconds before each step, so
// that no Get or List may be stale.
import type { Advice } from '../../checker/types.ts';
import type { HistoryEvent, Invocation, Millis } from '../../history/types.ts';
import type { Request } from '../request.ts';
import type { Reply } from './ask.ts';
import type { Asking, Judge } from './walk.ts';

/** When the first step of a scenario is sent: its answers in bytes were written for a resource made in this second. */
const ORIGIN_MS: Millis = 1_795_452_778_233;
/** Room for the fixtures, which come before. */
const FIXTURES_MS = 3_600_000;
const BEFORE_STEP_MS = 3000;
/** From sending to the effect, from the effect to the answer, from sending to giving a lost answer up. */
const EFFECT_MS = 10;
const ANSWER_MS = 10;
const LOST_MS = 1000;
/** Between the effects of requests at the same time, so that what two of them make has two times of creation. */
const BETWEEN_EFFECTS_MS = 3000;
/** From killing the endpoint until it answers again. */
const RESTART_MS = 1000;
const SETTLE_MS = 2000;
const CLOCK_TOLERANCE_SECONDS = 10;

export class Script {
  /** The suite's own clock. */
  now: Millis = ORIGIN_MS - BEFORE_STEP_MS - FIXTURES_MS;
  /** What was pushed, for whoever has to mend the model or the scenario. */
  readonly pushed: (HistoryEvent | { readonly event: 'question'; readonly asking: Asking })[] = [];
  /** Where in it the fixtures end. */
  begins = 1;
  private readonly judge: Judge;
  private advanced = 0;
  private calls = 0;
  private steps = 0;

  /**
   * Opens the history.
   * @param about what the history is for: its guarantee or silent point, its operation
   */
  constructor(
    judge: Judge,
    namespace: string,
    managementAccount: string,
    about: { point: string; operation: string; situation: string },
  ) {
    this.judge = judge;
    this.push({
      event: 'header',
      schemaVersion: 1,
      run: 'scenarios',
      namespace,
      settings: { settleMs: SETTLE_MS, clockToleranceSeconds: CLOCK_TOLERANCE_SECONDS, managementAccount },
      program: {
        index: 0,
        aim: { guarantee: about.point, operation: about.operation, situation: about.situation },
        steps: [],
      },
    });
  }

  /** The fixtures are there: the scenario begins. */
  begin(): void {
    this.now = Math.max(this.now, ORIGIN_MS - BEFORE_STEP_MS);
    this.begins = this.pushed.length;
  }

  wait(ms: Millis): void {
    this.now += ms;
  }

  advance(seconds: number): void {
    this.now += BEFORE_STEP_MS;
    this.advanced += seconds;
    this.push({ event: 'clock', at: this.now, advanceSeconds: seconds });
  }

  /**
   * Sends a request.
   * @returns its call, and when it takes effect by the endpoint's clock, epoch seconds
   */
  invoke({ operation, input, reordered }: Request, attempt = 1): { call: number; at: number } {
    this.now += BEFORE_STEP_MS;
    if (attempt === 1) this.steps += 1;
    const call = this.send({ operation, input, reordered }, attempt);
    this.now += EFFECT_MS;
    return { call, at: this.now / 1000 + this.advanced };
  }

  /**
   * Sends requests at the same time.
   * @returns of each its call, and when it takes effect if they do so in their order
   */
  invokeTogether(requests: readonly Request[]): { call: number; at: number }[] {
    this.now += BEFORE_STEP_MS;
    this.steps += 1;
    const calls = requests.map((request) => this.send(request, 1));
    return calls.map((call) => {
      this.now += BETWEEN_EFFECTS_MS;
      return { call, at: this.now / 1000 + this.advanced };
    });
  }

  private send({ operation, input, reordered }: Request, attempt: number): number {
    this.calls += 1;
    const event: Invocation = {
      event: 'invoke',
      call: this.calls,
      step: this.steps,
      at: this.now,
      operation,
      input,
      lane: 'raw',
      ...(reordered && { reordered }),
      attempt,
    };
    this.push(event);
    return this.calls;
  }

  /** Kills the endpoint and waits until it answers again. */
  restart(): void {
    this.now += BEFORE_STEP_MS + RESTART_MS;
    this.push({ event: 'restart', at: this.now - RESTART_MS, readyAt: this.now });
  }

  answer(call: number, { status, headers, body }: Reply): Advice {
    this.now += ANSWER_MS;
    return this.push({ event: 'answer', call, at: this.now, status, headers, body });
  }

  /** Sends a request whose answer is lost. */
  lose(request: Request): { call: number; at: number } {
    const sent = this.invoke(request);
    this.now += LOST_MS;
    this.push({ event: 'lost', call: sent.call, at: this.now, why: 'broken' });
    return sent;
  }

  /** Waiting for the work on what a call made was given up. */
  giveUp(of: number, limitMs: Millis): void {
    this.push({ event: 'gave-up', at: this.now, step: this.steps, of, limitMs });
  }

  end(): void {
    this.push({ event: 'end', at: this.now, reason: 'done' });
  }

  asks(asking: Asking): void {
    this.pushed.push({ event: 'question', asking });
  }

  private push(event: HistoryEvent): Advice {
    this.pushed.push(event);
    return this.judge.push(event);
  }
}
