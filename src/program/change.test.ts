import { describe, expect, test } from 'vitest';
import { changedIfPossible, changedInput } from './change.ts';
import type { Change, Input } from './types.ts';

const request: Input = {
  name: 'a',
  source: { s3: { key: 'one' } },
  tags: [
    { key: 'team', value: 'one' },
    { key: 'more', value: 'x' },
  ],
};

describe('a changed request', () => {
  test.each<[string, Change, Input]>([
    ['is the same where nothing changes', {}, request],
    ['has a member set', { set: { name: 'b' } }, { ...request, name: 'b' }],
    ['has a member added', { set: { description: '' } }, { ...request, description: '' }],
    ['has a nested member set', { set: { 'source.s3.key': 'two' } }, { ...request, source: { s3: { key: 'two' } } }],
    [
      'has a member of a list element set',
      { set: { 'tags.1.value': 'y' } },
      {
        ...request,
        tags: [
          { key: 'team', value: 'one' },
          { key: 'more', value: 'y' },
        ],
      },
    ],
    [
      'lacks what is left out',
      { drop: ['name', 'tags.0'] },
      { source: request.source!, tags: [{ key: 'more', value: 'x' }] },
    ],
    ['has what is left out and set again', { drop: ['tags'], set: { tags: [] } }, { ...request, tags: [] }],
  ])('%s', (_, change, expected) => {
    const before = structuredClone(request);
    expect(changedInput(request, change)).toEqual(expected);
    expect(request).toEqual(before);
  });

  test('shares nothing with the change', () => {
    const tags = [{ key: 'late', value: 'x' }];
    const made = changedInput(request, { set: { tags } });
    expect(made.tags).not.toBe(tags);
  });

  test('is refused where a path leads nowhere', () => {
    expect(() => changedInput(request, { set: { 'source.http.url': 'x' } })).toThrow('source.http.url');
    expect(changedIfPossible(request, { set: { 'source.http.url': 'x' } })).toBeUndefined();
  });
});
