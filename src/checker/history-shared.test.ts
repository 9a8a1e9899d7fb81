// What the checker makes of histories that are not one program's alone: lists read for several, and things that others use.
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import {
  environment,
  events,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  shows,
  template,
} from '../model/testing/build.ts';
import type { Detail } from '../wire/types.ts';
import { checkHistory } from './index.ts';

const one = template('ns-a', { description: 'd' });
const create = line('CreateEnvironmentTemplate', { name: 'ns-a', description: 'd' }, shows(one));
const list = (...items: readonly Detail[]): Line => line('ListEnvironmentTemplates', {}, lists(items));

const shared = (lines: readonly Line[]): HistoryEvent[] =>
  events(lines).map((event) =>
    event.event === 'invoke' && event.operation.startsWith('List') ? { ...event, shared: true } : event,
  );
const forms = (history: readonly HistoryEvent[]): string[] =>
  checkHistory(history)
    .exercised.filter(({ guarantee }) => guarantee.startsWith('wire'))
    .map(({ operation }) => operation);

test('the form of an answer is not judged by an excerpt of it', () => {
  const lines = [create, list(one)];
  expect(forms(events(lines))).toEqual(['CreateEnvironmentTemplate', 'ListEnvironmentTemplates']);
  expect(forms(shared(lines))).toEqual(['CreateEnvironmentTemplate']);
});

test('but what it shows is', () => {
  expect(checkHistory(shared([create, list(one)])).violations).toEqual([]);
  expect(checkHistory(shared([create, create, list()])).violations.length).toBe(1);
  expect(checkHistory(shared([create, create, list(one, template('ns-b'))])).violations.length).toBe(1);
});

test('a shared list that does not follow the API model is a violation', () => {
  const whole = line('ListEnvironmentTemplates', {}, { status: 200, body: '{"templates":[{"name":7}]}' });
  expect(checkHistory(shared([create, whole])).violations).toMatchObject([{ guarantee: 'wire.response' }]);
});

const deployed = (more: Detail = {}): Detail =>
  environment('ns-e', 'SUCCEEDED', { lastDeploymentAttemptedAt: MADE, lastDeploymentSucceededAt: MADE, ...more });
const makeEnvironment = line(
  'CreateEnvironment',
  { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' },
  shows(environment('ns-e', 'IN_PROGRESS', { lastDeploymentAttemptedAt: MADE, lastDeploymentSucceededAt: MADE })),
);
const get = (detail: Detail): Line => line('GetEnvironment', { name: 'ns-e' }, shows(detail));

const fixture = (lines: readonly Line[]): HistoryEvent[] => {
  const [header, ...rest] = events([makeEnvironment, get(deployed()), ...lines]);
  return [{ ...header!, program: { fixture: 'environment' } } as HistoryEvent, ...rest];
};
const listed = (...items: readonly Detail[]): Line => line('ListEnvironments', {}, lists(items));

test.each<[string, Line, string]>([
  ['the same', get(deployed()), ''],
  ['with times that its users have moved', get(deployed({ lastDeploymentSucceededAt: MADE + 60 })), ''],
  ['changed', get(deployed({ templateMinorVersion: '1' })), 'delete.only DeleteEnvironment'],
  ['made at another time', get(deployed({ createdAt: MADE + 60 })), 'delete.only DeleteEnvironment'],
  ['gone', line('GetEnvironment', { name: 'ns-e' }, notFound), 'delete.only DeleteEnvironment'],
  ['in its list', listed(deployed()), ''],
  ['gone from its list', listed(), 'delete.only DeleteEnvironment'],
  ['in its list beside another', listed(deployed(), environment('ns-f', 'SUCCEEDED')), 'once CreateEnvironment'],
])('a fixture that is, in the end, %s', (_, look, broken) => {
  const { violations, exercised } = checkHistory(fixture([look]));
  expect(violations.map(({ guarantee, operation }) => `${guarantee} ${operation}`).join()).toBe(broken);
  expect(exercised.map(({ guarantee }) => guarantee)).not.toContain('delete.only');
});

test('nobody is to blame for what a program’s own thing does by itself', () => {
  const lines = [makeEnvironment, get(deployed()), get(deployed({ templateMinorVersion: '1' }))];
  expect(checkHistory(events(lines)).violations).toEqual([]);
});
