import { describe, expect, test } from 'vitest';
import {
  connection,
  empty,
  environment,
  events,
  type Line,
  line,
  lists,
  notFound,
  shows,
  template,
} from '../model/testing/build.ts';
import type { Program, Step } from '../program/types.ts';
import type { Detail } from '../wire/types.ts';
import { checkHistory } from './index.ts';
import { type EndedProgram, judgeTwins } from './twins.ts';

const name = 'ns-a';
const aim = { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' };
const create: Step = { do: 'create', operation: aim.operation, input: { name } };
const looks: readonly Step[] = [
  { do: 'get', of: 0 },
  { do: 'list', of: 0, shared: true },
];

const made = template(name, { description: 'd' });
const creation = line('CreateEnvironmentTemplate', { name, description: 'd' }, shows(made));
const get = (detail: Detail = made): Line => line('GetEnvironmentTemplate', { name }, shows(detail));
const list = (...items: readonly Detail[]): Line => line('ListEnvironmentTemplates', {}, lists(items));

/** The verdict of a program with these first steps, of which each line is one; the looks come last. */
function ended(
  part: 'plain' | 'retried',
  lines: readonly Line[],
  end: { reason: 'done' | 'quota'; detail?: string } = { reason: 'done' },
): EndedProgram {
  const index = part === 'plain' ? 0 : 1;
  const first = lines.length - looks.length;
  const steps = [create, ...Array<Step>(first - 1).fill({ do: 'retry', of: 0 }), ...looks];
  const program: Program = { index, aim, twin: { part, of: 1 - index }, steps };
  const [header, ...rest] = events(lines);
  const last = rest.at(-1)!;
  const at = 'at' in last ? last.at : 0;
  const history = [{ ...header!, program }, ...rest, { event: 'end' as const, at, ...end }];
  return { history: part, program, verdict: checkHistory(history as never) };
}

const differences = (plain: readonly Line[], retried: readonly Line[]) =>
  judgeTwins([ended('plain', plain), ended('retried', retried)]);

const usual = [creation, get(), list(made)];

describe('a pair', () => {
  const elsewhere = { ...made, arn: 'arn:aws:proton:us-east-1:123456789012:other', lastModifiedAt: 1_800_000_000 };
  test.each<[string, Line[], number]>([
    ['that ends alike', [creation, creation, get(), list(made)], 0],
    ['that differs in ARNs and times', [creation, creation, get(elsewhere), list(elsewhere)], 0],
    ['of which one shows an empty member', [creation, get({ ...made, displayName: '' }), list(made)], 0],
    ['of which one lists somebody else’s', [creation, get(), list(made, template('other'))], 0],
    ['of which one was throttled', [creation, { ...creation, reply: { status: 429, body: '' } }, get(), list()], 0],
    [
      'of which one leaves out what the API model requires',
      [creation, get({ name, createdAt: made.createdAt! }), list(made)],
      0,
    ],
    ['of which one was refused', [creation, { ...creation, reply: notFound }, get(), list()], 0],
  ])('%s', (_, retried, count) => {
    expect(differences(usual, retried).length).toBe(count);
  });

  test('of which each leaves out something of one thing more is not compared', () => {
    const bare = (one: string) => ({ name: one, arn: `arn:${one}`, createdAt: made.createdAt! });
    const [other, bareOther] = [template('ns-b'), bare('ns-b')];
    const bareIt = bare(name);
    for (const shown of [
      [bareIt, other],
      [bareIt, bareOther],
    ])
      expect(
        differences([creation, get(), list(made, bareOther)], [creation, creation, get(), list(...shown)]),
      ).toEqual([]);
    expect(
      differences([creation, get(), list(bareOther)], [creation, creation, get(), list(bareOther, made)]),
    ).toHaveLength(1);
  });

  test('that ends otherwise breaks what it is about', () => {
    const [difference, ...more] = differences(usual, [creation, creation, get(), list(made, template('ns-b'))]);
    expect(more).toEqual([]);
    expect(difference).toMatchObject({
      history: 'retried',
      violation: { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', call: 3, ofPair: true },
    });
    expect(difference?.violation.observed).toContain('name "b"');
    expect(difference?.violation.allowed.join()).not.toContain('name "b"');
  });

  test('is compared only if both came to their end', () => {
    const other = [creation, creation, get(), list()];
    for (const end of [{ reason: 'quota' as const }, { reason: 'done' as const, detail: 'the rest shows nothing' }])
      expect(judgeTwins([ended('plain', usual), ended('retried', other, end)])).toEqual([]);
    expect(judgeTwins([ended('retried', other)])).toEqual([]);
  });

  test('of which one ended in a failure, or at work, is not compared', () => {
    const look = (status: string) => line('GetEnvironment', { name }, shows(environment(name, status)));
    expect(ended('plain', [creation, look('FAILED'), get(), list(made)]).verdict.lastLooks).toBeUndefined();
    expect(ended('plain', [creation, look('IN_PROGRESS'), list(made)]).verdict.lastLooks).toBeUndefined();
  });
});

test('a list that leaves out the name of what may be ours is not compared', () => {
  const { environmentName: _, ...nameless } = connection('11111111-1111-4111-8111-111111111111', 'ns-c');
  const listed = line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists([nameless]));
  expect(ended('plain', [creation, get(), listed]).verdict.lastLooks).toBeUndefined();
});

test('what is gone is nothing, and ids are not compared', () => {
  const one = connection('11111111-1111-4111-8111-111111111111', 'ns-c');
  const getIt = line('GetEnvironmentAccountConnection', { id: one.id! }, notFound);
  const remove = line('DeleteEnvironmentAccountConnection', { id: one.id! }, empty);
  const listed = line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists([one]));
  const { lastLooks } = ended('plain', [creation, remove, getIt, listed]).verdict;
  expect(lastLooks?.map(({ shows: all }) => all.length)).toEqual([0, 1]);
  expect(lastLooks?.[1]?.shows[0]).toBe('environmentName "c", status "PENDING"');
});
