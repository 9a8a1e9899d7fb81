import { expect, test } from 'vitest';
import type { Input } from '../program/types.ts';
import { failedUnseen } from './failed-unseen.ts';
import type { Judged } from './judge.ts';
import { initial, type State } from './state.ts';
import { callOf, conflict, mismatch, notFound, shows, template, validation } from './testing/build.ts';

const HOUR_MS = 3_600_000;
const [VERSION, CONNECTION] = ['CreateEnvironmentTemplateVersion', 'CreateEnvironmentAccountConnection'];
const a = { templateName: 'ns-a', clientToken: 't' };
const changed = { ...a, description: 'x' };
const pair = { environmentName: 'ns-e', managementAccountId: '1', clientToken: 't' };
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };

const told = ({ things, failed }: State): string =>
  [...things.map((t) => `${t.type}${t.creationFailed ? ' failed' : ''}`), ...failed.map(() => 'spent')].join();

test.each<[string, [string, Input], [string, Input], Judged, string[]]>([
  ['the same, a conflict', [VERSION, a], [VERSION, a], conflict, ['environmentTemplateVersion failed']],
  ['the same, a validation error', [VERSION, a], [VERSION, a], validation, ['environmentTemplateVersion failed']],
  ['another, a mismatch', [VERSION, a], [VERSION, changed], mismatch, ['environmentTemplateVersion failed', 'spent']],
  ['another, a conflict', [VERSION, a], [VERSION, changed], conflict, ['environmentTemplateVersion failed']],
  ['one of another operation', [VERSION, a], [CONNECTION, pair], validation, ['spent']],
  ['one of another template', [VERSION, a], [VERSION, { ...a, templateName: 'ns-b' }], validation, ['spent']],
  ['one with another token', [VERSION, a], [VERSION, { ...a, clientToken: 'u' }], validation, []],
  ['one without a token', [VERSION, { templateName: 'ns-a' }], [VERSION, { templateName: 'ns-a' }], validation, []],
  ['the same, not found', [VERSION, a], [VERSION, a], notFound, []],
  ['the same, a success', [VERSION, a], [VERSION, a], shows({}), []],
  ['what takes no time', [CONNECTION, pair], [CONNECTION, pair], validation, []],
  ['a name', ['CreateEnvironment', e], ['CreateEnvironment', e], conflict, ['environment failed']],
  [
    'a name, by other parameters',
    ['CreateEnvironment', e],
    ['CreateEnvironment', { ...e, spec: 'x' }],
    conflict,
    ['environment failed'],
  ],
  ['another name', ['CreateEnvironment', e], ['CreateEnvironment', { ...e, name: 'ns-f' }], conflict, []],
  [
    'a template',
    ['CreateEnvironmentTemplate', { name: 'ns-a' }],
    ['CreateEnvironmentTemplate', { name: 'ns-a' }],
    conflict,
    [],
  ],
  ['an update', ['UpdateEnvironment', e], ['CreateEnvironment', e], conflict, []],
  ['a look', ['CreateEnvironment', e], ['GetEnvironment', { name: 'ns-e' }], shows(template('ns-e')), []],
])('an unanswered request that may be why it is refused: %s', (_, [made, input], [asked, again], outcome, expected) => {
  const lost = callOf({ operation: made, input }, 0);
  const refused = callOf({ operation: asked, input: again }, 5000);
  expect(failedUnseen(initial, lost, refused, outcome).map(told)).toEqual(expected);
});

test('past the life of its token what has failed is no reason', () => {
  const lost = callOf({ operation: VERSION, input: a }, 0);
  const [soon, late] = [7, 9].map((hours) => callOf({ operation: VERSION, input: a }, hours * HOUR_MS));
  expect(failedUnseen(initial, lost, soon!, validation)).toHaveLength(1);
  expect(failedUnseen(initial, lost, late!, validation)).toEqual([]);
});
