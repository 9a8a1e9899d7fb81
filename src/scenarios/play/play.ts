// Plays one run of a scenario on an endpoint and judges its question. What an answer on the way has to be, the scenario
// says too: where it isn't, the scenario says nothing (`supposes`) or the endpoint is wrong.
import { operations, resources } from '../../specs/index.ts';
import { fixtureSteps, repetition, subjectOf } from '../load.ts';
import { bodyOf, type Context, contextOf, type Request, requestOf, symbols, type Told } from '../request.ts';
import type { Outcome, Run, Step } from '../types.ts';
import { fits, ownListed, type Past, type Shown } from './fits.ts';
import { type Endpoint, type Seen, seenOf, sendAll, typeOf } from './seen.ts';
import { fitTogether, liveAfter } from './together.ts';

export interface Played {
  /** `unexpected`: an answer that no list of the scenario has, or a step on the way that went otherwise. */
  readonly verdict: 'allowed' | 'forbidden' | 'unexpected' | 'skipped';
  /** What came, or why it was skipped. */
  readonly why: string;
  /** The readings that the answer may stand under. */
  readonly readings: readonly string[];
}

/** What became of requests whose answer the client never saw. */
export type Unanswered = 'happened' | 'never sent';

interface PlayOptions {
  readonly prefix: string;
  readonly account: string;
  readonly unanswered: Unanswered;
}

/** How long Get, List and lingering conflicts are given, how long asynchronous work, and between two looks. */
const SETTLE_MS = 2000;
const WORK_MS = 20_000;
const POLL_MS = 25;

class Stop extends Error {
  readonly played: Played;
  constructor(verdict: Played['verdict'], why: string, readings: readonly string[] = []) {
    super(why);
    this.played = { verdict, why, readings };
  }
}

/** Plays a run and says how it ended. */
export async function play(run: Run, endpoint: Endpoint, options: PlayOptions): Promise<Played> {
  const player = new Player(run, endpoint, options);
  try {
    await player.take();
  } catch (error) {
    if (error instanceof Stop) return error.played;
    throw error;
  }
  return { verdict: 'unexpected', why: 'no question', readings: [] };
}

class Player {
  private readonly run: Run;
  private readonly endpoint: Endpoint;
  private readonly options: PlayOptions;
  private readonly told: Record<string, Told> = {};
  private readonly seen: Record<string, Seen> = {};
  private readonly context: Context;
  /** The tokens that the SDK sent for each step, one for each try. */
  private readonly tokens: Record<string, readonly (string | undefined)[]> = {};
  private live: readonly Shown[] = [];
  private fixtures: readonly Shown[] = [];
  /** A delete or an unanswered request came before: a conflict may linger. */
  private isUnsettled = false;

  constructor(run: Run, endpoint: Endpoint, options: PlayOptions) {
    this.run = run;
    this.endpoint = endpoint;
    this.options = options;
    this.context = contextOf(run, symbols(options.prefix, options.account), this.told);
  }

  async take(): Promise<void> {
    for (const step of fixtureSteps(this.run)) await this.step(step);
    this.fixtures = this.live;
    for (const step of this.run.scenario.steps) await this.step(step);
  }

  private async step(step: Step): Promise<void> {
    if (step.repeat !== undefined) {
      for (let n = 1; n <= step.repeat; n++) await this.step(repetition(step.step!, n));
    } else if (step.advanceSeconds !== undefined) await this.endpoint.advance(step.advanceSeconds);
    else if (step.waitSeconds !== undefined) await this.endpoint.wait(step.waitSeconds * 1000);
    else if (step.restart) await this.endpoint.restart();
    else if (step.concurrently) await this.together(step, step.concurrently);
    else if (step.sentBy) this.judgeTokens(step, step.sentBy);
    else if (step.outcome === 'unanswered' || isServerError(step.outcome)) await this.lose(step);
    else if (step.settled !== undefined) this.answered(step, await this.settle(step));
    else this.answered(step, await this.call(step));
  }

  private async lose(step: Step): Promise<void> {
    const request = requestOf(step, this.context);
    this.isUnsettled = true;
    if (step.as !== undefined) this.told[step.as] = { ...request, sent: this.endpoint.now() / 1000 };
    if (this.options.unanswered !== 'happened') return;
    const reply = await this.endpoint.send(request.operation, bodyOf(request));
    reply?.delivered?.(false);
  }

  private async together(step: Step, parts: readonly Step[]): Promise<void> {
    const requests = parts.map((part) => requestOf(part, this.context));
    const seen = await Promise.all(requests.map((request) => sendAll(request, this.endpoint)));
    this.isUnsettled = true;
    for (const [n, part] of parts.entries()) if (part.as !== undefined) this.seen[part.as] = this.usable(seen[n]!);
    if (step.allowed) {
      const words = seen.map((one) => wordsOf(one, this.past)).join(' beside ');
      this.conclude(step, words, (outcome) => fitTogether(outcome, seen, this.past));
    }
    for (const [n, part] of parts.entries()) this.answered(part, seen[n]!);
  }

  private judgeTokens(step: Step, names: readonly string[]): never {
    const tokens = names.flatMap((name) => this.tokens[name] ?? []);
    const count = new Set(tokens).size;
    const found = tokens.includes(undefined) ? 'none' : count === 1 ? 'same' : count === tokens.length && 'different';
    this.conclude(step, `tokens ${tokens.join(', ')}`, (outcome) => outcome.tokens === found);
  }

  /** Sends it; what is observed is given the settling time, and so is a conflict on the way or one that may linger. */
  private async call(step: Step): Promise<Seen> {
    const request = requestOf(step, this.context);
    const { role } = operations[request.operation]!;
    if (role === 'delete') this.isUnsettled = true;
    const isObserving = role === 'get' || role === 'list' || role === 'listTags';
    const mayLinger = (seen: Seen) =>
      seen.decoded.kind === 'error' && seen.decoded.type === 'ConflictException' && (!step.allowed || this.isUnsettled);
    for (const end = this.endpoint.now() + SETTLE_MS; ; ) {
      const seen = this.usable(await (step.by ? this.sendBySdk(step, request) : sendAll(request, this.endpoint)));
      const wanted = outcomesOf(step);
      const isWanted = wanted.length === 0 || wanted.some((outcome) => fits(outcome, seen, this.past));
      if (isWanted || this.endpoint.now() > end || !(isObserving || mayLinger(seen))) return seen;
      await this.endpoint.wait(POLL_MS);
    }
  }

  private async sendBySdk({ as = '', attempts = [] }: Step, request: Request): Promise<Seen> {
    const sent = this.endpoint.now() / 1000;
    const failures = attempts.filter((outcome) => isServerError(outcome)).length;
    const { reply, tokens } = await this.endpoint.sendBySdk(request.operation, request.input, failures);
    this.tokens[as] = tokens;
    return seenOf(request, sent, reply);
  }

  private async settle(step: Step): Promise<Seen> {
    const of = step.settled!;
    const operation = this.told[of]!.operation;
    const { status } = resources[typeOf(operation)!];
    const get = requestOf({ the: 'get', of }, { ...this.context, subject: subjectOf(operation) });
    const wanted = outcomesOf(step);
    for (const start = this.endpoint.now(); ; ) {
      if (step.while) this.remember(step.while, await this.call(step.while));
      const seen = this.usable(await sendAll(get, this.endpoint));
      const isPassing = status?.passing.includes(String(seen.detail?.[status.member])) ?? false;
      const isWanted = wanted.length === 0 || wanted.some((outcome) => fits(outcome, seen, this.past));
      if ((!isPassing && isWanted) || this.endpoint.now() - start > (isPassing ? WORK_MS : SETTLE_MS)) return seen;
      await this.endpoint.wait(POLL_MS);
    }
  }

  private usable(seen: Seen): Seen {
    const { kind } = seen.decoded;
    if (kind === 'malformed') throw new Stop('forbidden', `${seen.decoded.guarantee}: ${wordsOf(seen, this.past)}`);
    if (kind !== 'success' && kind !== 'error') throw new Stop('skipped', wordsOf(seen, this.past));
    return seen;
  }

  private answered(step: Step, seen: Seen): void {
    if (step.allowed) this.judge(step, seen);
    this.expect(step, seen);
    this.remember(step, seen);
  }

  private expect(step: Step, seen: Seen): void {
    const wanted = outcomesOf(step);
    if (wanted.length === 0 || wanted.some((outcome) => fits(outcome, seen, this.past))) return;
    const why = step.supposes ? `supposes ${step.supposes}` : 'on the way';
    throw new Stop(step.supposes ? 'skipped' : 'unexpected', `${why}: ${wordsOf(seen, this.past)}`);
  }

  private judge(step: Step, seen: Seen): never {
    this.conclude(step, wordsOf(seen, this.past), (outcome) => fits(outcome, seen, this.past));
  }

  private conclude({ allowed = [], forbidden = [] }: Step, words: string, isFit: (outcome: Outcome) => boolean): never {
    const hits = allowed.filter(isFit);
    const readings = hits.flatMap((outcome) => outcome.reading ?? []);
    if (hits.length > 0) throw new Stop('allowed', words, readings);
    const broken = forbidden.find(isFit);
    throw new Stop(broken ? 'forbidden' : 'unexpected', `${broken?.violates ?? 'in neither list'}: ${words}`);
  }

  private remember(step: Step, seen: Seen): void {
    if (step.as !== undefined) {
      this.seen[step.as] = seen;
      this.told[step.as] = { operation: seen.operation, input: seen.input, sent: seen.sent, json: seen.json };
    }
    this.live = liveAfter(this.live, seen);
  }

  private get past(): Past {
    return {
      context: this.context,
      live: this.live,
      seen: this.seen,
      prefix: this.options.prefix,
      fixtures: this.fixtures,
    };
  }
}

const outcomesOf = ({ allowed, outcome }: Step): readonly Outcome[] => allowed ?? ([outcome ?? []].flat() as Outcome[]);

/** An endpoint that fails leaves open whether the request happened, as one that doesn't answer. */
const isServerError = (outcome: Step['outcome']): boolean =>
  typeof outcome === 'object' && 'error' in outcome && outcome.error === 'InternalServerException';

const CHARS_AT_MOST = 300;

function wordsOf(seen: Seen, past: Past): string {
  const { operation, decoded, json, listed } = seen;
  if (listed)
    return `${operation} lists ${
      ownListed(seen, past)
        .map((detail) => detail.arn)
        .join(', ') || 'nothing'
    }`;
  const text = decoded.kind === 'success' ? JSON.stringify(json) : JSON.stringify(decoded);
  return `${operation}: ${text.slice(0, CHARS_AT_MOST)}`;
}
