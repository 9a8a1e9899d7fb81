import { describe, expect, test } from 'vitest';
import type { Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Program, Step } from '../program/types.ts';
import { seededRandom } from '../runner/pace.ts';
import { partsOf } from './parts.ts';
import { Rounds } from './rounds.ts';
import { type Company, type Reproduce, type Suspect, shrink, type Trial } from './shrink.ts';
import { repeatsFor } from './statistics.ts';

const create: Step = { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } };
const get: Step = { do: 'get', of: 0 };
const retry: Step = { do: 'retry', of: 0 };
const list: Step = { do: 'list', of: 0 };

const violation: Violation = {
  guarantee: 'create.retry',
  operation: 'CreateEnvironmentTemplate',
  also: [],
  call: 9,
  step: 5,
  situation: 'same parameters',
  allowed: ['success'],
  observed: 'ConflictException',
};

const programOf = (steps: readonly Step[]): Program => ({
  index: 3,
  aim: { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' },
  steps,
});
const suspect: Suspect = { program: programOf([create, get, list, get, retry, retry, list, get]), violation };

/** An endpoint on which what `breaks` says of a program decides; a call a step. */
const endpoint =
  (
    breaks: (program: Program, company: Company, programs: readonly Program[]) => boolean,
    guarantee = 'create.retry',
  ): Reproduce =>
  async (programs, company) =>
    programs.map(
      (program): Trial => ({
        violations: breaks(program, company, programs) ? [{ ...violation, guarantee, step: 0 }] : [],
        calls: program.steps.length,
        history: [{ event: 'header', program }] as unknown as History,
        exercised: [],
      }),
    );

const count = ({ steps }: Program, kind: Step['do']): number =>
  partsOf(steps).filter(({ step }) => step.do === kind).length;
const refused = (program: Program): boolean => count(program, 'create') > 0 && count(program, 'retry') > 0;

describe('what comes each time', () => {
  test('is shrunk to what it takes, and tried ten times more', async () => {
    const result = await shrink(suspect, endpoint(refused), 2_000);
    expect(result).toMatchObject({ shrinking: 'minimal', reproduced: { times: 10, of: 10 } });
    expect(result.program).toEqual(programOf([create, retry]));
    expect(result.history?.[0].program).toEqual(result.program);
  });

  test('is kept as small as the budget allows', async () => {
    const result = await shrink(suspect, endpoint(refused), 60);
    expect(result.shrinking).toBe('budget spent');
    expect(refused(result.program)).toBe(true);
  });

  test('is as far as it came when nothing more can be tried', async () => {
    let rounds = 0;
    const fading: Reproduce = async (programs, company) =>
      ++rounds > 2 ? undefined : endpoint(refused)(programs, company);
    expect(await shrink(suspect, fading, 2_000)).toMatchObject({ shrinking: 'budget spent' });
  });

  test('is not given up for what other programs do to it', async () => {
    const needsFour = (program: Program): boolean => count(program, 'get') + count(program, 'list') >= 4;
    const misled = endpoint((program, company) => refused(program) && (company === 'together' || needsFour(program)));
    const result = await shrink(suspect, misled, 5_000);
    expect(result.shrinking).toBe('minimal');
    expect(result.program.steps).toHaveLength(6);
  });

  test('stays so: a smaller program that shows it by chance is none', async () => {
    let tries = 0;
    const sometimes = endpoint((program) => refused(program) && (count(program, 'list') > 0 || ++tries % 4 === 0));
    const result = await shrink(suspect, sometimes, 5_000);
    expect(result.reproduced).toEqual({ times: 10, of: 10 });
    expect(count(result.program, 'list')).toBe(1);
  });
});

test('another guarantee is another violation', async () => {
  const result = await shrink(suspect, endpoint(refused, 'create.mismatch'), 2_000);
  expect(result).toMatchObject({ shrinking: 'not reproduced', reproduced: { times: 0, of: 10 } });
  expect(result.program).toBe(suspect.program);
  expect(result.history).toBeUndefined();
});

test('what comes one time in three is shrunk on statistics', async () => {
  let tries = 0;
  const result = await shrink(
    suspect,
    endpoint((program) => refused(program) && ++tries % 3 === 0),
    20_000,
  );
  expect(result.shrinking).toBe('minimal');
  expect(result.program).toEqual(programOf([create, retry]));
  expect(result.reproduced.times).toBeLessThan(result.reproduced.of);
});

test('what runs of the smallest program show in its place is told', async () => {
  let tries = 0;
  const two: Reproduce = async (programs, company) =>
    (await endpoint(refused)(programs, company))?.map((trial) => ({
      ...trial,
      violations: trial.violations.map((one) => ({ ...one, observed: ++tries % 2 === 0 ? 'success' : one.observed })),
    }));
  const isSame = ({ observed }: Violation): boolean => observed === violation.observed;
  const result = await shrink({ ...suspect, isSame }, two, 20_000);
  expect(result.program).toEqual(programOf([create, retry]));
  expect(new Set(result.instead?.map(({ observed }) => observed))).toEqual(new Set(['success']));
});

test('what takes time between two steps comes again with the pauses that it had', async () => {
  const at = [0, 10, 20, 30, 1_500, 1_510, 1_520, 1_530];
  const history = [
    { event: 'header', program: suspect.program },
    ...at.map((ms, step) => ({ event: 'invoke', call: step, step, at: ms })),
  ] as unknown as History;
  const slow = endpoint((program) => refused(program) && count(program, 'wait') > 0);
  const result = await shrink({ ...suspect, history }, slow, 5_000);
  expect(result.shrinking).toBe('minimal');
  expect(result.program.steps.map((step) => step.do)).toEqual(['create', 'wait', 'retry']);
});

test('a pause is not made so short that the violation comes now and then', async () => {
  const paused = programOf([create, get, { do: 'wait', ms: 1_600 }, list, retry]);
  const random = seededRandom(3);
  /** Two requests in different seconds. */
  const nextSecond = (program: Program): boolean =>
    program.steps.some((step) => step.do === 'wait' && step.ms / 1_000 > random());
  const result = await shrink(
    { program: paused, violation: { ...violation, step: 4 } },
    endpoint((program) => refused(program) && nextSecond(program)),
    10_000,
  );
  expect(result).toMatchObject({ shrinking: 'minimal', reproduced: { times: 10, of: 10 } });
  expect(result.program.steps.map((step) => step.do)).toEqual(['create', 'wait', 'retry']);
});

test('what shows in a race alone stays a race of as few as show it', async () => {
  const race: Step = { do: 'together', steps: [create, { do: 'retry', of: 0 }, { do: 'get', of: 0 }] };
  const program = programOf([create, race, get, { do: 'deliver' }]);
  let tries = 0;
  const lost = endpoint(({ steps }) => steps.some((step) => step.do === 'together') && ++tries % 3 === 0);
  const result = await shrink({ program, violation: { ...violation, step: 1 } }, lost, 20_000);
  expect(result.shrinking).toBe('minimal');
  expect(result.program.steps).toEqual([{ do: 'together', steps: [create, { do: 'retry', of: 0 }] }]);
  expect(result.reproduced.times).toBeLessThan(result.reproduced.of);
});

test('what shows without a race and without a fault is shown so', async () => {
  const lost: Step = { ...create, fault: 'answer-lost' };
  const race: Step = { do: 'together', steps: [lost, { do: 'retry', of: 0 }] };
  const program = programOf([race, { do: 'restart', during: [{ do: 'get', of: 0 }] }, { do: 'deliver' }]);
  const result = await shrink({ program, violation: { ...violation, step: 2 } }, endpoint(refused), 2_000);
  expect(result.program.steps).toEqual([create, retry]);
});

test.each([
  [10, 10, 1],
  [5, 10, 5],
  [3, 10, 9],
  [1, 10, 29],
])('%s of %s: tried %s times', (times, of, expected) => {
  expect(repeatsFor({ times, of })).toBe(expected);
});

test('several that shrink share their rounds, and each gets its own', async () => {
  const rounds: number[] = [];
  const shared = new Rounds(async (programs, company) => {
    rounds.push(programs.length);
    return endpoint(refused)(programs, company);
  });
  const results = await Promise.all(
    [suspect, { ...suspect, program: programOf([create, retry, get]) }].map((one) =>
      shared.join((reproduce) => shrink(one, reproduce, 2_000)),
    ),
  );
  expect(results.map(({ program }) => program.steps)).toEqual([
    [create, retry],
    [create, retry],
  ]);
  expect(rounds[0]).toBe(6);
});
