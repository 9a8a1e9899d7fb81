// The hand-written schemas of programs and histories accept every form of the types, and refuse what is none.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import type { Fixture, Program, Step } from '../program/types.ts';
import { readSchema } from './index.ts';

const ajv = new Ajv2020({ strict: true });
ajv.addSchema(readSchema('program.schema.json'));
const isEvent = ajv.compile<HistoryEvent>(readSchema('history.schema.json'));
const isProgram = ajv.getSchema<Program>('program.schema.json')!;
const isFixture = ajv.getSchema<Fixture>('program.schema.json#/$defs/fixture')!;

const input = { name: '{{name:a}}', tags: [{ key: 'a', value: 'b' }] };
const change = { set: { 'source.s3.key': 'x' }, drop: ['description'] };
const steps: Step[] = [
  { do: 'create', operation: 'CreateService', input },
  { do: 'create', operation: 'CreateService', input, lane: 'sdk' },
  { do: 'retry', of: 0 },
  { do: 'retry', of: 3, change, reordered: true, lane: 'raw' },
  { do: 'modify', of: 0, operation: 'UpdateService', input: {} },
  { do: 'delete', of: 0 },
  { do: 'delete', of: 0, change: { drop: [] } },
  { do: 'get', of: 0 },
  { do: 'list', of: 1 },
  { do: 'listTags', of: 1 },
  { do: 'listInstances', of: 1 },
  { do: 'settle', of: 0 },
  { do: 'settle', of: 0, resend: 'delete' },
  { do: 'advance', seconds: 28_801 },
  { do: 'wait', ms: 5 },
];
const aim = { guarantee: 'create.retry', operation: 'CreateService', situation: 'same parameters' };
const program: Program = { index: 3, aim, steps };
const settings = { settleMs: 2_000, clockToleranceSeconds: 60 };
const header = { event: 'header', schemaVersion: 1, run: 'r', namespace: 'n', settings, program } as const;
const invoke = {
  event: 'invoke',
  call: 0,
  step: 0,
  at: 1.5,
  operation: 'CreateService',
  input,
  lane: 'sdk',
  attempt: 1,
} as const;
const answer = { event: 'answer', call: 0, at: 2, status: 200, headers: { date: 'x' }, body: '{}' } as const;

describe('a program', () => {
  test.each(steps)('may have the step %j', (step) => {
    expect(isProgram({ ...program, steps: [step] }), ajv.errorsText(isProgram.errors)).toBe(true);
  });

  test('may say what it tries', () => {
    expect(isProgram({ ...program, aim: { ...aim, about: 'two tokens' } })).toBe(true);
  });

  test.each([
    [{}],
    [{ do: 'create' }],
    [{ do: 'create', operation: 'CreateService', input: [] }],
    [{ do: 'create', operation: '../x', input: {} }],
    [{ do: 'retry', of: -1 }],
    [{ do: 'retry', of: 0.5 }],
    [{ do: 'retry', of: 0, reordered: false }],
    [{ do: 'retry', of: 0, chnage: change }],
    [{ do: 'get', of: 0, change }],
    [{ do: 'settle', of: 0, resend: 'get' }],
    [{ do: 'advance', seconds: '8h' }],
    [{ do: 'advance', seconds: -1 }],
    [{ do: 'fly' }],
  ])('may not have the step %j', (step) => {
    expect(isProgram({ ...program, steps: [step] })).toBe(false);
  });

  test('may be a fixture, by a name', () => {
    const fixture: Fixture = { name: 'environment', needs: ['version'], steps };
    expect(isFixture(fixture)).toBe(true);
    expect(isFixture({ ...fixture, name: '' })).toBe(false);
  });
});

describe('a history', () => {
  const reasons = [
    'done',
    'quota',
    'not-implemented',
    'not-permitted',
    'refused',
    'budget',
    'interrupted',
    'set-up',
    'unreachable',
  ] as const;
  const events: HistoryEvent[] = [
    header,
    { ...header, settings: { ...settings, managementAccount: '123456789012' }, program: { fixture: 'environment' } },
    invoke,
    { ...invoke, lane: 'raw', reordered: true, filledToken: 't', attempt: 2 },
    answer,
    { event: 'lost', call: 0, at: 2, why: 'not-sent' },
    { event: 'lost', call: 0, at: 2, why: 'timeout', detail: 'after 20 s' },
    { event: 'clock', at: 2, advanceSeconds: 60 },
    { event: 'gave-up', at: 2, step: 1, of: 0, limitMs: 60_000 },
    ...reasons.map((reason) => ({ event: 'end', at: 2, reason, detail: 'why' }) as const),
  ];

  test.each(events)('may have the event %j', (event) => {
    expect(isEvent(event), ajv.errorsText(isEvent.errors)).toBe(true);
  });

  test.each<unknown>([
    null,
    [],
    {},
    { ...header, schemaVersion: 2 },
    { ...header, program: {} },
    { ...header, program: { ...program, steps: {} } },
    { ...header, settings: {} },
    { ...invoke, operation: 'x y' },
    { ...invoke, attempt: 0 },
    { ...invoke, lane: 'wire' },
    { ...answer, body: {} },
    { ...answer, headers: { date: 1 } },
    { event: 'lost', call: 0, at: 2, why: 'eaten' },
    { event: 'end', at: 2, reason: 'bored' },
  ])('may not have the event %j', (event) => {
    expect(isEvent(event)).toBe(false);
  });
});
