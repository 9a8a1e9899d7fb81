import { describe, expect, test } from 'vitest';
import type { Input } from '../program/types.ts';
import { collectionSuspects } from './blame.ts';
import { initial, type State, type Thing } from './state.ts';
import { mutates, step, unanswered, unseen } from './step.ts';
import {
  callOf,
  empty,
  environment,
  type Line,
  line,
  lists,
  mismatch,
  shows,
  template,
  version,
  walk,
} from './testing/build.ts';

const a = { name: 'ns-a' };
const create = line(
  'CreateEnvironmentTemplate',
  { ...a, description: 'd' },
  shows(template('ns-a', { description: 'd' })),
);
const token = { templateName: 'ns-a', clientToken: 't', description: 'd' };
const add = line('CreateEnvironmentTemplateVersion', token, shows(version('ns-a', '0')));
const key = { templateName: 'ns-a', majorVersion: '1', minorVersion: '0' };
const begin = line(
  'CreateEnvironment',
  { name: 'ns-e', templateName: 'ns-a', templateMajorVersion: '1', spec: 's' },
  shows(environment('ns-e', 'SUCCEEDED')),
);
const reached = (...lines: Line[]): State => walk(lines).states[0] ?? initial;
const LATER = 20_000;
const call = (operation: string, input: Input, at = LATER) => callOf({ operation, input }, at);

test.each([
  ['CreateService', true],
  ['DeleteService', true],
  ['UpdateService', true],
  ['TagResource', true],
  ['UntagResource', true],
  ['GetService', false],
  ['ListServices', false],
  ['ListTagsForResource', false],
  ['NoSuchOperation', false],
])('%s can change something: %s', (operation, expected) => {
  expect(mutates(operation)).toBe(expected);
});

const lives = (states: readonly State[]): string =>
  states.map((s) => s.things.map((t) => t.life).join('+')).join(' | ');
const EIGHT_HOURS_MS = 8 * 3_600_000;
test.each<[string, State, string, Input, number, string]>([
  ['a create of something new', initial, 'CreateEnvironmentTemplate', a, LATER, 'there'],
  ['a create of what is there', reached(create), 'CreateEnvironmentTemplate', a, LATER, ''],
  [
    'a create of what is deleted',
    reached(create, line('DeleteEnvironmentTemplate', a, empty)),
    'CreateEnvironmentTemplate',
    a,
    LATER,
    'gone+there',
  ],
  ['a token never used', reached(create), 'CreateEnvironmentTemplateVersion', token, LATER, 'there+there'],
  ['a token in use', reached(create, add), 'CreateEnvironmentTemplateVersion', token, LATER, ''],
  [
    'a token in use, near its end',
    reached(create, add),
    'CreateEnvironmentTemplateVersion',
    token,
    EIGHT_HOURS_MS,
    'there+there+there',
  ],
  [
    'a token that no endpoint may accept',
    reached(create),
    'CreateEnvironmentTemplateVersion',
    { ...token, clientToken: 'x'.repeat(65) },
    LATER,
    '',
  ],
  ['a delete', reached(create), 'DeleteEnvironmentTemplate', a, LATER, 'gone'],
  ['a delete of nothing', initial, 'DeleteEnvironmentTemplate', a, LATER, ''],
  [
    'a delete of a template with versions',
    reached(create, add),
    'DeleteEnvironmentTemplate',
    a,
    LATER,
    'gone+lingering',
  ],
  ['a delete that takes time', reached(begin), 'DeleteEnvironment', { name: 'ns-e' }, LATER, 'deleting'],
  ['a Get', reached(create), 'GetEnvironmentTemplate', a, LATER, ''],
  ['an update', reached(create), 'UpdateEnvironmentTemplate', { ...a, description: 'u' }, LATER, 'there'],
  ['an update of nothing', initial, 'UpdateEnvironmentTemplate', a, LATER, ''],
  ['a tag', reached(create), 'TagResource', { resourceArn: template('ns-a').arn!, tags: [] }, LATER, 'there'],
  ['a tag of something unknown', reached(create), 'TagResource', { resourceArn: 'arn:x', tags: [] }, LATER, ''],
])('unseen: %s', (_, state, operation, input, at, expected) => {
  expect(lives(unseen(state, call(operation, input, at)))).toBe(expected);
});

describe('a call without an answer', () => {
  const guarantees = (t: Thing | undefined) => t?.suspects.map((s) => s.guarantee);

  test('of something new puts its collection at stake', () => {
    const state = unanswered(initial, call('CreateEnvironmentTemplate', a));
    expect(collectionSuspects(state, 'environmentTemplate').map((s) => s.guarantee)).toContain('once.lost-response');
  });

  test.each<[string, string, Input, string]>([
    ['the same create', 'CreateEnvironmentTemplate', { ...a, description: 'd' }, 'once.lost-response'],
    ['a changed create', 'CreateEnvironmentTemplate', { ...a, description: 'x' }, 'create.rejected-harmless'],
    ['an update', 'UpdateEnvironmentTemplate', { ...a, description: 'x' }, 'once.lost-response'],
    ['a delete', 'DeleteEnvironmentTemplate', a, 'once.lost-response'],
  ])('puts what it is about at stake: %s', (_, operation, input, guarantee) => {
    const [thing] = unanswered(reached(create), call(operation, input)).things;
    expect(guarantees(thing)).toEqual([guarantee]);
    expect(thing?.wrong).toEqual(input.description === 'x' ? { description: ['"x"'] } : {});
  });

  test.each([['one'], ['nothing']])('that is a delete of %s puts all else at stake', (which) => {
    const others = { ...create, input: { name: 'ns-c' }, reply: shows(template('ns-c')) };
    const state = which === 'one' ? reached(others, create) : reached(others);
    const [other] = unanswered(state, call('DeleteEnvironmentTemplate', a)).things;
    expect(guarantees(other)?.at(-1)).toBe('delete.only');
  });

  test('leaves the age of its token open', () => {
    const state = unanswered(
      reached(create, add),
      call('CreateEnvironmentTemplateVersion', { ...token, description: 'x' }),
    );
    expect(guarantees(state.things[1])).toEqual(['token.mismatch-harmless']);
    expect(state.things[1]?.token?.lastAnswered).toBe(Number.POSITIVE_INFINITY);
  });

  test.each<[string, string, Input]>([
    ['a tag', 'TagResource', { resourceArn: 'x' }],
    ['an update of what is gone', 'UpdateEnvironmentTemplate', { name: 'ns-b' }],
  ])('%s changes nothing that is known', (_, operation, input) => {
    const state = reached({ ...create, input: { name: 'ns-c' }, reply: shows(template('ns-c')) });
    expect(unanswered(state, call(operation, input))).toBe(state);
  });
});

test('what is not judged passes: operations unknown, lists whose pages are not put together', () => {
  const state = reached(create);
  for (const operation of ['NoSuchOperation', 'ListEnvironmentTemplates', 'ListTagsForResource'])
    expect(step(state, call(operation, {}), lists([])).branches).toEqual([{ state, taken: [], shown: [] }]);
});

const version0 = line(
  'UpdateEnvironmentTemplateVersion',
  { ...key, status: 'PUBLISHED' },
  shows(version('ns-a', '0', { status: 'PUBLISHED' })),
);
test.each<[string, Line[], string[]]>([
  ['a version added', [create, add], ['create.version-added']],
  ['a version published', [create, add, version0], ['create.version-added']],
  ['a tag', [create, line('TagResource', { resourceArn: template('ns-a').arn!, tags: [] }, empty)], ['create.tagged']],
  [
    'a refused update of nothing',
    [create, line('UpdateEnvironmentTemplate', { ...a, description: 'd' }, mismatch)],
    ['a refused update'],
  ],
  ['a refused update', [create, line('UpdateEnvironmentTemplate', { ...a, description: 'x' }, mismatch)], []],
])('what leaves open whether a template is modified: %s', (_, lines, touched) => {
  expect(reached(...lines).things[0]?.touched).toEqual(touched);
});
