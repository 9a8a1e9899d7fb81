// Whatever an endpoint sends, the decoder gives an outcome: never a crash, a hang, or a reason that a terminal obeys.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../specs/index.ts';
import { decode } from './decode.ts';
import type { Outcome } from './types.ts';

const MB10 = 10_000_000;
const DEEP = 100_000;
const ARN = 'arn:aws:proton:us-east-1:123456789012:environment-template/one';

const nested = (open: string, close: string): string => `${open.repeat(DEEP)}${close.repeat(DEEP)}`;
const template = (members: string): string =>
  `{"environmentTemplate":{"name":"one","arn":"${ARN}","createdAt":1795452778${members}}}`;
const get = (body: string, status = 200): Outcome => decode('GetEnvironmentTemplate', { status, headers: {}, body });
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('hostile bytes', () => {
  test.each<[string, string]>([
    ['nothing but brackets', '['.repeat(MB10 / 10)],
    ['lists nested deep', nested('[', ']')],
    ['objects nested deep', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
    ['10 MB of HTML', `<html>${'x'.repeat(MB10)}</html>`],
    ['10 MB of zero bytes', '\u0000'.repeat(MB10)],
    ['a replaced byte', '\ufffd\ufffd'],
    ['half a document', '{"environmentTemplate":{"name":"one"'],
    ['a byte order mark', '\ufeff{}'],
    ['white space', ' \n'],
    ['a list deep in the place of the detail', `{"environmentTemplate":${nested('[', ']')}}`],
    ['a 10 MB name', template('').replace('"one"', `"${'a'.repeat(MB10)}"`)],
    ['a 10 MB text that fights its pattern', template(`,"encryptionKey":"arn:aws:${'a-'.repeat(MB10 / 2)}"`)],
    ['escapes for the terminal', template(',"displayName":{"\\u001b]0;x\\u0007":1}').replace('one', '\\u001b[2J')],
  ])('%s is malformed as an answer', (_, body) => {
    const outcome = get(body);
    expect(outcome).toMatchObject({ kind: 'malformed', guarantee: 'wire.response' });
    expect(outcome.kind === 'malformed' && outcome.reason).not.toMatch(UNPRINTABLE);
    expect(outcome.kind === 'malformed' && outcome.reason.length).toBeLessThanOrEqual(1_000);
  });

  test.each<[string, string]>([
    ['nesting of a member unknown', template(`,"extra":${nested('[', ']')}`)],
    ['10 MB of a member unknown', template(`,"extra":"${'x'.repeat(MB10)}"`)],
    ['100,000 members unknown', template(Array.from({ length: 100_000 }, (_, n) => `,"m${n}":1`).join(''))],
  ])('%s does not matter', (_, body) => {
    expect(get(body)).toMatchObject({ kind: 'success', detail: { name: 'one', arn: ARN, createdAt: 1795452778 } });
  });

  test('a member named __proto__ gives nothing, neither identity nor a prototype', () => {
    const inherited = `{"environmentTemplate":{"__proto__":{"name":"one","arn":"${ARN}"},"constructor":1}}`;
    expect(get(inherited)).toMatchObject({ kind: 'malformed' });
    expect(get(`{"__proto__":${template('')}}`)).toMatchObject({ kind: 'malformed' });
    const outcome = get(template(',"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'));
    expect(outcome.kind === 'success' && Object.keys(outcome.detail ?? {})).toEqual(['arn', 'createdAt', 'name']);
    expect(Object.getPrototypeOf(outcome.kind === 'success' ? outcome.detail : undefined)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('an error with all of it has a type, and a message of limited length', () => {
    const outcome = get(
      `{"__type":"ValidationException","message":"${'x'.repeat(MB10)}","__proto__":{"a":1},"deep":${nested('[', ']')}}`,
      400,
    );
    expect(outcome).toMatchObject({ kind: 'error', type: 'ValidationException' });
    expect(outcome.kind === 'error' && outcome.message?.length).toBe(4_096);
  });

  test.each([400, 500])('a type of control characters by HTTP %s is not passed on as it is', (status) => {
    const outcome = get('{"__type":"\\u001b[2J\\u202e"}', status);
    expect(JSON.stringify(outcome)).not.toMatch(/\\u001b|\u202e/);
  });
});

test('any status, headers and body give an outcome for any operation', () => {
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
  const dressed = fc.record({ __type: fc.anything(), message: fc.anything() }).map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(operations)),
      fc.oneof(fc.constantFrom(200, 204, 400, 403, 404, 429, 500, 501), fc.integer()),
      fc.dictionary(fc.constantFrom('x-amzn-errortype', 'X-Amzn-ErrorType', '__proto__', 'date'), fc.string()),
      fc.oneof(body, dressed),
      (operation, status, headers, text) => {
        const outcome = decode(operation, { status, headers, body: text });
        expect(outcome.kind).toBeTypeOf('string');
        if (outcome.kind === 'malformed') expect(outcome.reason).not.toMatch(UNPRINTABLE);
      },
    ),
    { numRuns: 1_000 },
  );
});
