// A clock that may have moved or not: what an endpoint makes of tokens then is not judged.
import { expect, test } from 'vitest';
import type { Violation } from '../checker/types.ts';
import { type Clock, ClockError } from '../endpoint/clock.ts';
import type { Step } from '../program/types.ts';
import { FakeEndpoint } from '../runner/testing/fake-endpoint.ts';
import { FakeTime } from '../runner/testing/fake-time.ts';
import { program, RUN, template } from '../runner/testing/setting.ts';
import { runJudged } from './judged.ts';

const version = (token: string, major: object): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentTemplateVersion',
  input: { templateName: '{{name:t}}', ...major, clientToken: `{{token:${token}}}` },
});
const minor = version('b', { majorVersion: '1' });
const twice = program([template('t'), version('a', {}), minor, { do: 'retry', of: 0 }], 1);

/** On an endpoint for which each token is over when it comes again, as when the clock has moved by eight hours. */
async function found(clock: Clock) {
  const time = new FakeTime();
  const endpoint = new FakeEndpoint(time);
  const violations: Violation[] = [];
  const shown = new Set<string>();
  await runJudged({
    endpoint,
    programs: [program([{ do: 'advance', seconds: 28_900 }], 0), 'cohorts', twice],
    fixtures: [],
    runId: RUN,
    seed: 1,
    concurrency: 1,
    settings: { settleMs: 0, clockToleranceSeconds: 60, managementAccount: '111122223333' },
    clock,
    time,
    lastLooks: [],
    onJudged: (_, verdict) => {
      violations.push(...verdict.violations);
      for (const { guarantee } of verdict.exercised) shown.add(guarantee);
      return 'go-on';
    },
  });
  return { violations: violations.map(({ guarantee, operation }) => `${guarantee} ${operation}`), shown };
}

test('after a move that was made, a token that does not deduplicate is a violation', async () => {
  const { violations } = await found({ mode: 'control', advance: async () => undefined });
  expect(violations).toEqual(['token.retry CreateEnvironmentTemplateVersion']);
});

test('after one that failed it is none, and nothing is shown: the token may be eight hours old by now', async () => {
  const { violations, shown } = await found({ mode: 'control', advance: () => Promise.reject(new ClockError('late')) });
  expect(violations).toEqual([]);
  expect(shown).not.toContain('token.retry');
});
