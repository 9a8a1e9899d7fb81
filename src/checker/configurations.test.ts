import { expect, test } from 'vitest';
import { type Call, initial, type Judged } from '../model/index.ts';
import {
  callOf,
  conflict,
  environment,
  lists,
  NAMESPACE,
  notFound,
  shows,
  template,
  validation,
} from '../model/testing/build.ts';
import { answer, type Configuration } from './configurations.ts';
import { lose, MAX_CONFIGURATIONS, TooMany } from './pending.ts';

const start: readonly Configuration[] = [{ state: initial, pending: [], log: [] }];
const name = (n: number): string => `${NAMESPACE}${n}`;
const call = (operation: string, input: Call['input'], at = 0): Call => callOf({ operation, input }, at);
const create = (n: number, more = {}): Call => call('CreateEnvironmentTemplate', { name: name(n), ...more });
const get = (n: number): Call => call('GetEnvironmentTemplate', { name: name(n) }, 60_000);
const lost = (...calls: readonly Call[]): readonly Configuration[] => calls.reduce((all, c) => lose(all, c), start);
const shape = (configurations: readonly Configuration[]): string[] =>
  configurations.map((c) => `${c.state.things.map((t) => `${t.name}:${t.life}`).join()} pending ${c.pending.length}`);
const made = (n: number): Judged => shows(template(name(n)));

test('a lost call is pending, and nothing has happened yet', () => {
  expect(shape(lost(create(1), create(2)))).toEqual([' pending 2']);
});

test.each<[string, Call, Judged, string[]]>([
  ['the first has happened', get(1), made(1), ['ns-1:there pending 1', 'ns-1:there,ns-2:there pending 0']],
  ['the second has', get(2), made(2), ['ns-2:there pending 1', 'ns-1:there,ns-2:there pending 0']],
  [
    'nothing is known',
    get(3),
    notFound,
    [' pending 2', 'ns-1:there pending 1', 'ns-2:there pending 1', 'ns-1:there,ns-2:there pending 0'],
  ],
])('of two pending calls, after an answer: %s', (_, asked, outcome, expected) => {
  expect(shape(answer(lost(create(1), create(2)), asked, outcome).configurations)).toEqual(expected);
});

test('pending calls take effect in any order', () => {
  const role = { templateName: 't', templateMajorVersion: '1', spec: 's' };
  const made = call('CreateEnvironment', { name: name(1), ...role });
  const update = call('UpdateEnvironment', { name: name(1), deploymentType: 'CURRENT_VERSION', spec: 'u' });
  const seen = shows(environment(name(1), 'SUCCEEDED', { spec: 'u' }));
  const look = call('GetEnvironment', { name: name(1) }, 60_000);
  for (const calls of [
    [made, update],
    [update, made],
  ])
    expect(shape(answer(lost(...calls), look, seen).configurations)).toContain('ns-1:there pending 0');
});

test('a name created and deleted may be created again by a copy', () => {
  const remove = call('DeleteEnvironmentTemplate', { name: name(1) });
  const gone = answer(lost(create(1), remove, create(1)), get(1), made(1)).configurations;
  const looks: [Call, Judged][] = [
    [{ ...get(1), sent: { at: 1_800_000_000_000, clock: 0 } }, notFound],
    [{ ...get(1), sent: { at: 1_900_000_000_000, clock: 0 } }, made(1)],
  ];
  const found = looks.reduce((all, [look, outcome]) => answer(all, look, outcome).configurations, gone);
  expect(shape(found)).toContain('ns-1:gone,ns-1:there pending 0');
});

test('of equal states the one that can do the most is kept', () => {
  const again = create(1);
  const both = answer(lost(again, again), get(1), made(1));
  expect(shape(both.configurations)).toEqual(['ns-1:there pending 0']);
  const one = answer(lost(create(1), create(1)), get(1), made(1));
  expect(shape(one.configurations)).toEqual(['ns-1:there pending 1']);
});

test('of equal states neither of which can do all that the other can, both are kept', () => {
  const remove = (more: Call['input']) => call('DeleteEnvironmentTemplate', { name: name(1), ...more });
  const there = answer(start, create(1), made(1)).configurations;
  const pending = [remove({}), remove({ more: 1 })].reduce((all, c) => lose(all, c), there);
  expect(shape(answer(pending, get(1), notFound).configurations)).toContain('ns-1:gone pending 1');
  expect(answer(pending, get(1), notFound).configurations.filter((c) => c.pending.length === 1)).toHaveLength(2);
});

const things = (n: number): Call[] => Array.from({ length: n }, (_, i) => create(i));
const POWER = Math.floor(Math.log2(MAX_CONFIGURATIONS));

test('up to the limit every subset of pending calls is a configuration', () => {
  expect(answer(lost(...things(POWER)), get(999), notFound).configurations).toHaveLength(2 ** POWER);
});

test('over the limit it is not decided', () => {
  expect(() => answer(lost(...things(POWER + 1)), get(999), notFound)).toThrow(TooMany);
});

test('an answer that nothing explains says why not by the simplest configuration, and keeps none', () => {
  const there = answer(start, create(1), made(1)).configurations;
  const removed = lose(there, call('DeleteEnvironmentTemplate', { name: name(1) }));
  const { configurations, refusal, excused } = answer(removed, create(1), validation);
  expect(configurations).toEqual([]);
  expect(refusal?.allowed).toEqual(['success with the original resource']);
  expect(excused).toBe(false);
});

test('an answer is excused only if every explanation is', () => {
  const twice = [create(1), create(1)].reduce((all, c) => answer(all, c, made(1)).configurations, start);
  const soon = call('GetEnvironmentTemplate', { name: name(1) }, 150);
  expect(answer(twice, soon, notFound).excused).toBe(true);
  expect(answer(lose(twice, call('DeleteEnvironmentTemplate', { name: name(1) })), soon, notFound).excused).toBe(false);
});

test('a refused first request ends the history, and what a branch shows is logged', () => {
  expect(answer(start, create(1), conflict).ends).toContain('CreateEnvironmentTemplate');
  const [after] = answer(answer(start, create(1), made(1)).configurations, create(1), made(1)).configurations;
  expect(after?.log).toEqual([
    { kind: 'shown', guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' },
  ]);
});

test('a list is judged with the pages given', () => {
  const twice = [create(1), create(1)].reduce((all, c) => answer(all, c, made(1)).configurations, start);
  const list = call('ListEnvironmentTemplates', {}, 60_000);
  expect(answer(twice, list, lists([]), { items: [template(name(1))], pages: 2 }).configurations).toHaveLength(1);
  expect(answer(twice, list, lists([]), { items: [], pages: 2 }).excused).toBe(true);
  expect(answer(twice, list, lists([]), { items: [], pages: 1 }).refusal?.guarantee).toBe('create.retry');
});
