import { expect, test } from 'vitest';
import { initial, type State, type Thing } from './state.ts';
import { tellState, toldLimits } from './told.ts';

const thing = (over: Partial<Thing>): Thing =>
  ({
    type: 'environmentTemplate',
    name: 'ns-a',
    life: 'there',
    phase: 'settled',
    modifications: [],
    touched: [],
    ...over,
  }) as Thing;
const token = (aliveFrom: number): Thing['token'] => ({ value: 'ns-t', aliveFrom }) as Thing['token'];
const version = { type: 'environmentTemplateVersion', key: { majorVersion: '1', minorVersion: '0' } } as const;
const told = (...things: Thing[]): string => tellState({ ...initial, things } as State, 100, 'ns');

test.each<[string, string]>([
  [told(), 'nothing was made'],
  [told(thing({})), 'environment template a: there, unmodified'],
  [told(thing({ life: 'gone' })), 'environment template a: gone'],
  [told(thing({ touched: ['create.tagged'] })), 'environment template a: there, perhaps modified (create.tagged)'],
  [told(thing({ type: 'service', phase: 'working' })), 'service a: there, in progress or settled, unmodified'],
  [told(thing({ type: 'service', life: 'deleting' })), 'service a: being deleted, or gone, unmodified'],
  [told(thing({ ...version, token: token(100) })), 'version 1.0 of a: there, unmodified, token t with 8 h 0 min left'],
  [told(thing({ ...version, token: token(100 - 28_740) })), expect.stringContaining('token t with 1 min left')],
  [told(thing({ ...version, token: token(-40_000) })), expect.stringContaining('token t past its eight hours')],
  [told(thing({ ...version, token: token(Number.NEGATIVE_INFINITY) })), expect.stringContaining('of unknown age')],
])('%s', (words, expected) => {
  expect(words).toEqual(expected);
});

test('what the endpoint chose is printable, and all of it is bounded', () => {
  const many = Array.from({ length: 50 }, (_, id) => thing({ id, name: `ns-\u001b[31m${'x'.repeat(1_000)}` }));
  const words = told(...many);
  expect(words).toContain(`${50 - toldLimits.things} earlier ones`);
  expect(words).not.toContain('\u001b');
  expect(words.length).toBeLessThanOrEqual(toldLimits.stateChars);
});
