import { describe, expect, test } from 'vitest';
import type { Header } from '../history/types.ts';
import { decode } from '../wire/index.ts';
import { Journal } from './journal.ts';
import { answer } from './testing/fake-endpoint.ts';
import { FakeTime } from './testing/fake-time.ts';

const operation = 'GetEnvironmentTemplate';
const detail = { arn: 'arn:x', createdAt: 1_795_000_000, lastModifiedAt: 1_795_000_001, name: 'a' };
const pad = 'x'.repeat(100_000);

/** The history's event of an answer, and the answer. */
const kept = (body: object, status = 200) => {
  const journal = new Journal({ event: 'header' } as Header, { push: () => 'go-on' }, new FakeTime());
  const call = journal.invoke({ step: 0, operation, input: { name: 'a' }, lane: 'raw', attempt: 1 });
  const reply = answer(body, status);
  const { event } = journal.reply(call, reply);
  if (event.event !== 'answer' || reply.kind !== 'answer') throw new Error('no answer');
  return { event, reply };
};

describe('an answer in a history', () => {
  test('of great length keeps what it is judged by, and is judged the same', () => {
    const { event, reply } = kept({ environmentTemplate: { ...detail, debug: pad }, trace: [pad] });
    expect(event.body).toBe(JSON.stringify({ environmentTemplate: detail }));
    expect(decode(operation, event)).toEqual(decode(operation, reply));
  });

  test('of common length is kept whole', () => {
    const body = { environmentTemplate: { ...detail, debug: 'x'.repeat(1000) } };
    expect(kept(body).event.body).toBe(JSON.stringify(body));
  });

  test.each([
    ['is no success', { __type: 'ValidationException', message: pad }, 400],
    ['is not as the API has it', { environmentTemplate: { ...detail, arn: 7, debug: pad } }, 200],
  ])('that %s is kept whole, as any of it may be the evidence', (_, body, status) => {
    expect(kept(body, status).event.body === JSON.stringify(body)).toBe(true);
  });
});
