// A mutant from its first violation to the smallest program, in process, and the brute-force check that no smaller one
// breaks the same guarantee on the same operation.
import { fixtures, selectPrograms, systematicPrograms } from '../../../generators/index.ts';
import type { Violation } from '../../checker/types.ts';
import { listMutants } from '../../emulator/index.ts';
import { startInProcess } from '../../matrix/in-process.ts';
import type { Program, Step } from '../../program/types.ts';
import { shapeOf } from '../../report/index.ts';
import { candidatesOf, keyOf } from '../../shrink/candidates.ts';
import { type Shrunk, type Suspect, shrink } from '../../shrink/shrink.ts';
import { runJudged } from '../judged.ts';
import { shrinkLimits } from '../shrinking.ts';
import { type TrialSetting, Trials } from '../trials.ts';

const BATCH = 100;

export interface Minimality {
  readonly mutant: string;
  readonly shrunk: Shrunk;
  /** Smaller programs tried, and those of them that break the same guarantee on the same operation. */
  readonly tried: number;
  readonly smaller: readonly Program[];
}

/** Finds, shrinks and checks what `mutant` breaks; undefined where the programs aimed at it show nothing. */
export const minimalityOf = async (mutant: string): Promise<Minimality | undefined> => {
  const breaks = listMutants().find(({ name }) => name === mutant)!.breaks;
  const { endpoint, clock, time } = startInProcess({ mutant });
  const setting: TrialSetting = {
    endpoint,
    clock,
    time,
    settings: { settleMs: 0, clockToleranceSeconds: 10 },
    seed: 1,
    concurrency: 16,
  };
  const suspect = await find(setting, breaks);
  if (suspect === undefined) return undefined;
  const limits = { maxCalls: 100_000, signal: new AbortController().signal };
  const trialsOf = (): Trials => new Trials(setting, limits);
  const trials = trialsOf();
  const shrunk = await shrink(suspect, (programs, company) => trials.run(programs, company), shrinkLimits.callsEach);
  const all = [
    ...new Map(
      [...oneStepFewer(shrunk.program), ...candidatesOf(shrunk.program)].map((one) => [keyOf(one), one]),
    ).values(),
  ];
  const shows = async (programs: readonly Program[]): Promise<Program[]> => {
    const trials = (await trialsOf().run(programs, 'alone')) ?? [];
    return programs.filter((_, n) => trials[n]!.violations.some((one) => isIt(suspect, one)));
  };
  const perhaps: Program[] = [];
  for (let at = 0; at < all.length; at += BATCH) perhaps.push(...(await shows(all.slice(at, at + BATCH))));
  const smaller: Program[] = [];
  // What showed it once may owe that to a program before it: it must do so by itself, each time.
  for (const one of perhaps)
    if ((await shows([one])).length + (await shows([one])).length + (await shows([one])).length === 3)
      smaller.push(one);
  return { mutant, shrunk, tried: all.length, smaller };
};

const isIt = ({ violation, isSame }: Suspect, one: Violation): boolean =>
  one.guarantee === violation.guarantee && one.operation === violation.operation && isSame?.(one) !== false;

/** The shortest systematic program that shows what is broken. */
const find = async (setting: TrialSetting, breaks: string): Promise<Suspect | undefined> => {
  const found: Suspect[] = [];
  await runJudged({
    ...setting,
    programs: selectPrograms(systematicPrograms(), { only: [breaks] }),
    fixtures,
    runId: 'found0',
    onJudged: (history, { violations }) => {
      const { program } = history[0];
      if ('steps' in program)
        found.push(
          ...violations.map((violation) => ({
            program,
            violation,
            history,
            isSame: (other: Violation) => shapeOf(other.observed) === shapeOf(violation.observed),
          })),
        );
      return 'go-on';
    },
  });
  const named = found.filter(({ violation }) => violation.guarantee === breaks);
  // The longest: the more there is to leave out, the more the shrinker has to show.
  return (named.length > 0 ? named : found).sort((a, b) => b.program.steps.length - a.program.steps.length)[0];
};

/** Each step left out and nothing else touched but what counts it: written without the shrinker's own references. */
function oneStepFewer(program: Program): Program[] {
  return program.steps.flatMap((gone, at): Program[] => {
    const isRequest = gone.do === 'create' || gone.do === 'retry';
    let lost = false;
    const steps = program.steps.flatMap((step, index): Step[] => {
      if (index === at) return [];
      if (!isRequest || index < at || !('of' in step)) return [step];
      const requestsSince = program.steps
        .slice(at + 1, index)
        .filter((other) => other.do === 'create' || other.do === 'retry').length;
      // What was about a request before the one that is gone counts one less; what was about it, is lost or about its base.
      if (step.of < requestsSince) return [step];
      if (step.of > requestsSince) return [{ ...step, of: step.of - 1 }];
      if (gone.do === 'create') lost = true;
      return gone.do === 'retry' ? [{ ...step, of: requestsSince + gone.of }] : [step];
    });
    const symbols = JSON.stringify(program.steps).includes('{{made:');
    return lost || symbols || steps.length === 0 ? [] : [{ ...program, steps }];
  });
}
