// The habit `halfDoneRate`: what may be left after a 5xx, for requests that were done but failed.
import { expect, test } from 'vitest';
import { bench, creates, prepare, request } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

/** Many requests of a create that are all answered so, each with another name or token; what is seen of each afterwards. */
async function seenOf<T>(
  operation: string,
  readings: Record<string, string>,
  look: (on: ReturnType<typeof bench>, input: Members) => T,
) {
  const on = bench({ habits: { halfDoneRate: 1 }, readings });
  prepare(on);
  const seen = new Set<T>();
  for (let n = 0; n < 20; n++) {
    const input = { ...creates[operation], name: `n${n}`, clientToken: `t${n}` };
    expect((await on.emulator.respond(request(operation, input)))?.status).toBe(500);
    on.pass(1000);
    seen.add(look(on, input));
  }
  return seen;
}

test('a creation shows as failed, or is there', async () => {
  const seen = await seenOf(
    'CreateEnvironment',
    {},
    (on, { name }) => on.detail('GetEnvironment', { name }).deploymentStatus,
  );
  expect(seen).toEqual(new Set(['FAILED', 'SUCCEEDED']));
});

test.each([
  ['spent', ['ValidationException']],
  ['free', ['ok', 'ValidationException']],
])('a token is spent with nothing made, where failures leave it %s', async (reading, expected) => {
  const connection = 'CreateEnvironmentAccountConnection';
  const seen = await seenOf(connection, { 'token.failed-request': reading }, (on, input) =>
    on.outcome(connection, { ...input, environmentName: 'other' }),
  );
  expect(seen).toEqual(new Set(expected));
});

test('nothing is made with the token that was only spent, until it is retried', async () => {
  const version = 'CreateEnvironmentTemplateVersion';
  const seen = await seenOf(version, { 'token.failed-request': 'spent' }, (on, input) => {
    const versions = () =>
      (
        on.call('ListEnvironmentTemplateVersions', { templateName: 'env-template', majorVersion: '1' }).body
          .templateVersions as Members[]
      ).length;
    const before = versions();
    on.detail(version, input);
    return versions() - before;
  });
  expect(seen).toEqual(new Set([0, 1]));
});
