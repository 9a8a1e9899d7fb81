import { expect, test } from 'vitest';
import type { ReadingTaken } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import { misreadings } from './misread.ts';

const history = [] as unknown as History;
const taken = (point: string, reading: string, more: Partial<ReadingTaken> = {}): ReadingTaken => ({
  point,
  operation: 'O',
  reading,
  count: 1,
  ...more,
});

test.each<[string, ReadingTaken[], string[]]>([
  ['the right reading', [taken('delete.body', 'empty')], []],
  ['another', [taken('delete.body', 'metadata'), taken('delete.body', 'metadata')], ['O metadata']],
  ['another that is not sure', [taken('delete.body', 'metadata', { unsure: true })], []],
  ['one of which nothing is known', [taken('create.tagged', 'modified')], []],
  ['what only some answers show', [taken('wire.no-message', 'message')], []],
])('misread is %s', (_, readings, expected) => {
  const found = misreadings([{ history, verdict: { readings } }], {
    'delete.body': 'empty',
    'wire.no-message': 'no message',
  });
  expect(found.map(({ operation, taken }) => `${operation} ${taken}`)).toEqual(expected);
});
