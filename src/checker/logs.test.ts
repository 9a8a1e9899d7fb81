import { expect, test } from 'vitest';
import { environment, type Line, line, notFound, type Reply, shows, template } from '../model/testing/build.ts';
import { agreed, common, type LogEntry } from './logs.ts';
import { watch } from './testing/watch.ts';

const taken = (reading: string): LogEntry => ({ kind: 'taken', point: 'p', operation: 'O', reading });
const [a, b, c] = [taken('a'), taken('b'), taken('c')];

test.each([
  ['nothing, of nothing', [], ''],
  ['all of one', [[a, b, a]], 'aba'],
  [
    'what both say, as often as the one that says it least',
    [
      [a, b, a, c],
      [b, a],
    ],
    'ab',
  ],
  [
    'what all three say',
    [
      [a, b],
      [a, c],
      [b, a],
    ],
    'a',
  ],
  ['what is equal, but was not said by the same', [[a], [taken('a')]], 'a'],
])('logs have in common %s', (_, logs, expected) => {
  expect(common(logs).map((entry) => (entry.kind === 'taken' ? entry.reading : ''))).toEqual([...expected]);
});

test.each([
  ['nothing, of nothing', [], 0],
  ['all of one', [[a, b]], 2],
  [
    'what all begin with',
    [
      [a, b, c],
      [taken('a'), b],
      [a, b, a],
    ],
    2,
  ],
  ['nothing, where one has shown nothing', [[a], []], 0],
])('logs agree on %s', (_, logs, expected) => {
  expect(agreed(logs)).toBe(expected);
});

const empty: Reply = { status: 200, body: '{}' };
const conflict: Reply = { status: 409, body: '{"__type":"ConflictException","message":"busy"}' };
const given = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const made = (status: string): Reply => shows(environment('ns-e', 'SUCCEEDED', { deploymentStatus: status }));
const create = line('CreateEnvironment', given, made('IN_PROGRESS'));
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const remove = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const there = [create, look(made('SUCCEEDED'))];
const template_ = [
  line('CreateEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a'))),
  line('GetEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a'))),
];

test.each<[string, Line[], string]>([
  ['a first delete', [...there, remove(empty), look(notFound)], 'async-delete.first-answer complete'],
  [
    'the same, if an unanswered one may have been the first',
    [...there, remove('lost'), remove(empty), look(notFound)],
    '',
  ],
  [
    'nor when it was answered by a failure of the server',
    [...there, remove({ status: 500, body: '{"__type":"InternalServerException"}' }), remove(empty), look(notFound)],
    '',
  ],
  [
    'the same after a deletion that has failed, if a look that lags shows that again',
    [
      ...there,
      remove(made('DELETE_IN_PROGRESS')),
      look(made('DELETE_FAILED')),
      remove('lost'),
      remove(empty),
      { ...look(made('DELETE_FAILED')), afterMs: 500 },
      { ...remove(empty), afterMs: 500 },
      look(notFound),
    ],
    'async-delete.first-answer in-progress',
  ],
  [
    'a create during a deletion that perhaps is none',
    [...there, remove('lost'), line('CreateEnvironment', given, conflict), look(notFound)],
    '',
  ],
  [
    'a body of a retry, if it was none for all that anybody knows',
    [
      ...template_,
      line('DeleteEnvironmentTemplate', { name: 'ns-a' }, 'lost'),
      line('DeleteEnvironmentTemplate', { name: 'ns-a' }, empty),
    ],
    '',
  ],
])('readings are taken of %s', (_, lines, expected) => {
  const { verdict, story } = watch(lines);
  const readings = verdict.readings.filter(({ point }) => !point.startsWith('wire.'));
  expect(readings.map(({ point, reading }) => `${point} ${reading}`).join(), story).toBe(expected);
});
