// Goes down from one program to a smaller one for as long as there is one that breaks the same guarantee on the same
// operation, within a budget of calls. Candidates run many at a time, and what they show is made sure of alone: an endpoint
// that forgets after so many other tokens would mislead, and from the first time that it does, everything runs alone.
import type { Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Program } from '../program/types.ts';
import { candidateLevels, candidatesOf, keyOf } from './candidates.ts';
import { mergeSteps } from './merge.ts';
import type { Company, Reproduce, Suspect, Trial } from './shrink.ts';
import type { Reproduced } from './types.ts';

/** Candidates tried at the same time. */
const MOST_AT_A_TIME = 24;
/** A program that shows it each time is taken for one after so many runs more. */
const STEADY_RUNS = 2;
/** Of those on the way down so many are tried again where the smallest turned out to show it by luck. */
const MOST_LOOKED_BACK = 12;
/** What comes now and then takes more tries, and has up to so many times the budget. */
const MOST_BUDGETS = 5;
/** At the end all candidates are tried alone, where that takes no longer. */
const MOST_MS_ALONE = 5_000;
/** Of one program. */
const MOST_INSTEAD = 100;
/** Runs of one batch, so that name spaces last where several violations share it. */
const MOST_RUNS = 150;

interface Evidence {
  readonly violation: Violation;
  readonly history: History;
  readonly beside?: History;
}

/** Nothing more can be tried. */
class Spent extends Error {}

export class Descent {
  program: Program;
  repeats = 1;
  calls = 0;
  readonly #suspect: Suspect;
  readonly #reproduce: Reproduce;
  readonly #budget: number;
  #maxCalls: number;
  readonly #evidence = new Map<string, Evidence>();
  /** What programs showed in place of the violation: the same guarantee on the same operation, but of another look. */
  readonly #instead = new Map<string, readonly Violation[]>();
  /** Programs that were tried and did not show it. */
  readonly #missed = new Set<string>();
  /** The programs on the way down, the one that it began at first. */
  #way: Program[] = [];
  #steadyRuns = STEADY_RUNS;
  #callsEach = 1;
  /** What a program took that ran alone, the last time. */
  #msAlone = 0;
  #company: Company = 'together';

  constructor(suspect: Suspect, reproduce: Reproduce, maxCalls: number) {
    this.program = suspect.program;
    this.#suspect = suspect;
    this.#reproduce = reproduce;
    this.#budget = maxCalls;
    this.#maxCalls = maxCalls;
  }

  /** Begins at `program`; a candidate that misses the violation `repeats` times is taken not to show it. */
  restart(program: Program, repeats: number): void {
    this.program = program;
    this.repeats = repeats;
    this.#way = [program];
    this.#missed.clear();
    this.#maxCalls = this.#budget * Math.min(MOST_BUDGETS, repeats);
  }

  /**
   * Goes back to the smallest program on the way down that shows it each of `tries` times, from where one that shows it now
   * and then is none; false if there is no such program, or nothing more can be tried. A pause that was made shorter than the second in
   * which times count is the example.
   */
  async goBack(tries: number): Promise<boolean> {
    const larger = this.#way.slice(0, -1).reverse();
    // Near ones first, then ever further ones: the luck mostly came in with one of the last changes.
    for (let at = 0, looked = 0; at < larger.length && looked < MOST_LOOKED_BACK; at += 1 + (looked >> 1), looked++) {
      const { times, of } = await this.count(larger[at]!, tries, tries);
      if (of < tries) return false;
      if (times < of) continue;
      this.restart(larger[at]!, 1);
      this.#steadyRuns = tries;
      return true;
    }
    return false;
  }

  /** The latest run of a program that showed the violation. */
  evidenceOf(program: Program): Evidence | undefined {
    return this.#evidence.get(keyOf(program));
  }

  /** What runs of the program showed of the guarantee on the operation in place of the violation. */
  insteadIn(program: Program): readonly Violation[] {
    return this.#instead.get(keyOf(program)) ?? [];
  }

  /** How often `program` shows it alone: `tries` times where these all agree, else `most` times. */
  async count(program: Program, tries: number, most: number): Promise<Reproduced> {
    let times = 0;
    let of = 0;
    for (const more of tries < most ? [tries, most - tries] : [most]) {
      const trials = await this.#try(
        Array.from({ length: more }, () => ({ ...program })),
        'alone',
      );
      if (trials === undefined) break;
      of += trials.length;
      times += trials.filter((trial) => this.#shows(trial)).length;
      if (times === of) break;
    }
    return { times, of };
  }

  /** Makes the program smaller until no candidate shows the violation, or the budget is spent. */
  async descend(): Promise<'minimal' | 'budget spent'> {
    try {
      await this.#cutTail();
      await this.#exhaustAll();
      if (this.#canTryAllAlone()) {
        // Others at the same time may also have kept a program from showing it.
        this.#company = 'alone';
        this.#missed.clear();
        await this.#exhaustAll();
      }
      return 'minimal';
    } catch (error) {
      if (error instanceof Spent) return 'budget spent';
      throw error;
    }
  }

  async #exhaustAll(): Promise<void> {
    for (let improved = true; improved; ) {
      improved = false;
      for (const level of candidateLevels) improved = (await this.#exhaust(level)) || improved;
    }
  }

  /** Whether there is room for all candidates one after the other, where they ran at the same time so far. */
  #canTryAllAlone(): boolean {
    if (this.#company === 'alone') return false;
    const count = candidatesOf(this.program).length * this.repeats;
    return count * this.#msAlone <= MOST_MS_ALONE && count * this.#callsEach <= this.#maxCalls - this.calls;
  }

  /** What comes after the violation shows nothing. */
  async #cutTail(): Promise<void> {
    const { program, violation } = this.#suspect;
    const steps = program.steps.slice(0, violation.step + 1);
    if (this.program !== program || steps.length === program.steps.length) return;
    const [hit] = await this.#hits([{ ...program, steps }], 'alone', this.#steadyRuns, this.repeats === 1);
    if (hit !== undefined) this.#goTo(hit);
  }

  /** Takes what a level offers until it offers nothing more; whether it did. */
  async #exhaust(level: (program: Program) => Program[][]): Promise<boolean> {
    let improved = false;
    let list = 0;
    let from = 0;
    for (let lists = level(this.program); list < lists.length; ) {
      const found = await this.#firstHits(rotated(lists[list]!, from));
      if (found === undefined) {
        list++;
        from = 0;
        continue;
      }
      const smaller = await this.#sureOf(found.hits);
      if (smaller === undefined) continue;
      improved = true;
      this.#goTo(smaller);
      lists = level(smaller);
      // What failed on the larger program mostly fails on the smaller one: it comes last.
      from += found.at;
      if (list >= lists.length) list = 0;
    }
    return improved;
  }

  /** The candidates of the first batch in which there are any that show it. */
  async #firstHits(candidates: readonly Program[]) {
    for (let at = 0; at < candidates.length; ) {
      const size = this.#batchSize();
      const hits = await this.#hits(candidates.slice(at, at + size), this.#company);
      if (hits.length > 0) return { hits, at };
      at += size;
    }
    return undefined;
  }

  /**
   * One program with everything that the hits leave out or make smaller, or else the first of them, whichever shows it
   * alone; undefined: none does. What comes each time must go on doing so: a smaller program that shows it by chance would
   * be a worse counterexample.
   */
  async #sureOf(hits: readonly Program[]): Promise<Program | undefined> {
    const [first] = hits;
    const alike = hits.filter(({ steps }) => steps.length === this.program.steps.length).map(({ steps }) => steps);
    const merged = alike.length < 2 ? [] : [{ ...this.program, steps: mergeSteps(this.program.steps, alike) }];
    const steady = this.repeats === 1;
    const [sure] = await this.#hits([...merged, first!], 'alone', steady ? this.#steadyRuns : this.repeats, steady);
    if (sure !== undefined || this.#company === 'alone') return sure;
    this.#company = 'alone';
    this.#missed.clear();
    return undefined;
  }

  #goTo(program: Program): void {
    this.program = program;
    this.#way.push(program);
  }

  #batchSize(): number {
    const affordable = Math.ceil((this.#maxCalls - this.calls) / (this.#callsEach * this.repeats));
    return Math.max(1, Math.min(MOST_AT_A_TIME, Math.floor(MOST_RUNS / this.repeats), affordable));
  }

  /** Those of the candidates that show it in one of their `runs`, or in each. @throws Spent */
  async #hits(
    candidates: readonly Program[],
    company: Company,
    runs = this.repeats,
    inEach = false,
  ): Promise<Program[]> {
    const fresh = candidates.filter((candidate) => !this.#missed.has(keyOf(candidate)));
    if (fresh.length === 0) return [];
    if (this.calls >= this.#maxCalls) throw new Spent();
    // Few runs first: what shows it seldom needs many only where it does not show it.
    for (let done = 0; done < runs; ) {
      const more = inEach ? runs : Math.min(runs - done, Math.max(1, done));
      const trials = await this.#try(
        fresh.flatMap((candidate) => Array.from({ length: more }, () => ({ ...candidate }))),
        company,
      );
      if (trials === undefined) throw new Spent();
      done += more;
      const hits = fresh.filter((_, at) => {
        const own = trials.slice(at * more, (at + 1) * more).map((trial) => this.#shows(trial));
        return inEach ? !own.includes(false) : own.includes(true);
      });
      if (hits.length === 0 && done < runs) continue;
      if (done === runs)
        for (const candidate of fresh) if (!hits.includes(candidate)) this.#missed.add(keyOf(candidate));
      return hits;
    }
    return [];
  }

  async #try(programs: readonly Program[], company: Company): Promise<readonly Trial[] | undefined> {
    const begunAt = performance.now();
    const trials = await this.#reproduce(programs, company);
    if (trials === undefined) return undefined;
    if (company === 'alone') this.#msAlone = (performance.now() - begunAt) / Math.max(1, programs.length);
    const calls = trials.reduce((sum, trial) => sum + trial.calls, 0);
    this.calls += calls;
    this.#callsEach = Math.max(1, calls / Math.max(1, trials.length));
    for (const [at, trial] of trials.entries()) {
      const violation = this.#violationIn(trial);
      if (violation === undefined) {
        for (const one of trial.violations) if (this.#isAlike(one)) this.#noteInstead(programs[at]!, one);
        continue;
      }
      const { history, beside } = trial;
      this.#evidence.set(keyOf(programs[at]!), { violation, history, ...(beside === undefined ? {} : { beside }) });
    }
    return trials;
  }

  #shows(trial: Trial): boolean {
    return this.#violationIn(trial) !== undefined;
  }

  #violationIn({ violations }: Trial): Violation | undefined {
    const { isSame = () => true } = this.#suspect;
    return violations.find((one) => this.#isAlike(one) && isSame(one));
  }

  #isAlike({ guarantee, operation }: Violation): boolean {
    const { violation } = this.#suspect;
    return guarantee === violation.guarantee && operation === violation.operation;
  }

  #noteInstead(program: Program, violation: Violation): void {
    const key = keyOf(program);
    const before = this.#instead.get(key) ?? [];
    if (before.length < MOST_INSTEAD) this.#instead.set(key, [...before, violation]);
  }
}

const rotated = <T>(all: readonly T[], by: number): T[] => {
  const from = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
};
