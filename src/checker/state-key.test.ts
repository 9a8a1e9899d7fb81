import { expect, test } from 'vitest';
import type { State, Thing } from '../model/index.ts';
import { line, moment, shows, template, version, walk } from '../model/testing/build.ts';
import { stateKey } from './state-key.ts';

const state = walk([
  line('CreateEnvironmentTemplate', { name: 'ns-a', description: 'd' }, shows(template('ns-a'))),
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken: 't' }, shows(version('ns-a', '0'))),
]).states[0] as State;
const [one, two] = state.things as [Thing, Thing];
const token = two.token!;
const update = {
  operation: 'UpdateEnvironmentTemplate',
  values: { description: 'u' },
  sent: moment(0),
  answered: moment(1),
  shown: [],
  finished: false,
  underWay: false,
};
const suspect = { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate' };
const failed = { operation: 'o', target: 't', token: 'x', params: '{}' };

test.each<[string, Partial<Thing>, Partial<Thing>]>([
  ['when it was made', { made: moment(0) }, { made: moment(9) }],
  ['when that was answered', { madeAnswered: moment(0) }, { madeAnswered: moment(9) }],
  ['when it was deleted', { deletedAt: moment(0) }, { deletedAt: moment(9) }],
  ['when it was touched', { touchedAt: 1 }, { touchedAt: 2 }],
  ['when it moved', { movedAt: 1 }, { movedAt: 2 }],
  ['its number', { id: 0 }, { id: 7 }],
  ['who is suspected', { suspects: [suspect] }, { suspects: [] }],
  ['who was suspected', { past: [suspect] }, { past: [] }],
  ['how often its deletion was sent again', { deleteRetries: 1 }, { deleteRetries: 2 }],
  [
    'a token younger by less than half a second',
    { token: { ...token, aliveFrom: 100 } },
    { token: { ...token, aliveFrom: 100.4 } },
  ],
  ['in which order values were seen', { seen: { a: ['1', '2'] } }, { seen: { a: ['2', '1'] } }],
  ['the order of what was wrong', { wrong: { a: ['1', '2'] } }, { wrong: { a: ['2', '1'] } }],
  ['its creation time within a second', { identity: { createdAt: 1.2 } }, { identity: { createdAt: 1.7 } }],
  [
    'how often more than twice it was updated so',
    { modifications: [update, update] },
    { modifications: [update, update, update] },
  ],
  ['when its update was sent', { modifications: [update] }, { modifications: [{ ...update, sent: moment(5) }] }],
])('two states are one whatever %s', (_, a, b) => {
  const keyOf = (more: Partial<Thing>) => stateKey({ ...state, things: [{ ...one, ...more }, two] });
  expect(keyOf(a)).toBe(keyOf(b));
});

test.each<[string, Partial<Thing>, Partial<Thing>]>([
  ['its life', { life: 'there' }, { life: 'lingering' }],
  ['how it went', { goneBy: 'delete' }, { goneBy: 'unseen' }],
  ['whether its deletion was sent again', { deleteRetries: 0 }, { deleteRetries: 1 }],
  ['its phase', { phase: 'settled' }, { phase: 'working' }],
  ['its parameters', { params: { a: 1 } }, { params: { a: 2 } }],
  ['its identity', { identity: { arn: 'a' } }, { identity: { arn: 'b' } }],
  [
    'its creation time to the second, and by less if its creation failed',
    { identity: { createdAt: 1.2 }, creationFailed: true },
    { identity: { createdAt: 1.7 }, creationFailed: true },
  ],
  ['whether it was updated once', { modifications: [update] }, { modifications: [update, update] }],
  ['its token', { token }, { token: { ...token, value: 'u' } }],
  ['the age of its token', { token: { ...token, aliveFrom: 100 } }, { token: { ...token, aliveFrom: 102 } }],
  [
    'whether its token was ever left unanswered',
    { token },
    { token: { ...token, lastAnswered: Number.POSITIVE_INFINITY } },
  ],
  ['what an update set', { modifications: [update] }, { modifications: [{ ...update, values: { description: 'v' } }] }],
  ['whether an update showed', { modifications: [update] }, { modifications: [{ ...update, shown: ['description'] }] }],
  ['whether an update is over', { modifications: [update] }, { modifications: [{ ...update, finished: true }] }],
  ['what was wrong', { wrong: {} }, { wrong: { description: ['"x"'] } }],
  ['what was read', { got: {} }, { got: { description: '"d"' } }],
  ['what touched it', { touched: [] }, { touched: ['create.tagged'] }],
  ['its tags', { tags: [] }, { tags: ['x'] }],
])('two states are two by %s', (_, a, b) => {
  const keyOf = (more: Partial<Thing>) => stateKey({ ...state, things: [{ ...one, ...more }, two] });
  expect(keyOf(a)).not.toBe(keyOf(b));
});

test('the order of things says nothing, requests that failed do', () => {
  expect(stateKey({ ...state, things: [two, one] })).toBe(stateKey(state));
  expect(stateKey({ ...state, failed: [failed] })).not.toBe(stateKey(state));
  expect(stateKey({ ...state, things: [one] })).not.toBe(stateKey(state));
});
