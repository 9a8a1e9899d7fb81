// Which guarantee about tokens a wrong answer is said to break, and that the number of a version may or may not come again.
import { expect, test } from 'vitest';
import { type Line, line, MADE, notFound, shows, template, version, walk } from '../testing/build.ts';
import { after, create, first, key, made, parent, remove, removeTemplate, second } from '../testing/versions.ts';

const others = (n: number): Line[] =>
  [...Array(n).keys()].map((i) => create(`o${i}`, made(`${i + 2}`), { description: `${i}` }));
const long = 'x'.repeat(64);
const anew = made('99', { createdAt: MADE + 99 });
const elsewhere = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-u', clientToken: 'z', description: 'd' },
  shows(version('ns-u', '0')),
);
const otherTemplate = line('CreateEnvironmentTemplate', { name: 'ns-u' }, shows(template('ns-u')));

test.each<[string, Line[], string, string[]]>([
  ['a new one at once', [...first, create('a', anew)], 'token.retry', ['token.alive', 'delete.only']],
  [
    'a new one after another token',
    [...first, ...others(1), create('a', anew)],
    'token.retry',
    ['token.scope', 'token.alive', 'delete.only'],
  ],
  [
    'a new one after four other tokens',
    [...first, ...others(4), create('a', anew)],
    'token.retry',
    ['token.scope', 'token.alive', 'delete.only'],
  ],
  [
    'a new one after five other tokens',
    [...first, ...others(5), create('a', anew)],
    'token.alive',
    ['token.retry', 'delete.only'],
  ],
  [
    'a new one five minutes later',
    [...first, create('a', anew, {}, after(290))],
    'token.retry',
    ['token.alive', 'delete.only'],
  ],
  [
    'a new one six minutes later',
    [...first, create('a', anew, {}, after(360))],
    'token.alive',
    ['token.retry', 'delete.only'],
  ],
  [
    'a new one for the longest token',
    [parent, create(long, made('0')), create(long, anew)],
    'token.length',
    ['token.retry', 'token.alive', 'delete.only'],
  ],
  [
    'the original with a strange value, later',
    [...first, create('a', made('0', { description: 'z' }), {}, after(3600))],
    'token.retry',
    ['token.alive'],
  ],
  [
    'another’s version',
    [...first, create('b', second, { description: 'x' }), create('a', second)],
    'token.scope',
    ['token.retry'],
  ],
  [
    'a version of another template',
    [otherTemplate, ...first, elsewhere, create('a', shows(version('ns-u', '0')))],
    'token.scope',
    ['token.retry'],
  ],
])('a retry that shows %s', (_, lines, verdict, also) => {
  const seen = walk(lines);
  expect([seen.verdict, seen.also], seen.story).toEqual([verdict, also]);
});

test.each<[string, Line, string, string[]]>([
  ['the original', create('a', made('0'), { description: 'x' }), 'token.mismatch', []],
  [
    'a new one',
    create('a', anew, { description: 'x' }),
    'token.mismatch',
    ['token.retry', 'token.alive', 'delete.only'],
  ],
  [
    'a new one an hour later',
    create('a', anew, { description: 'x' }, after(3600)),
    'token.alive',
    ['token.mismatch', 'token.retry', 'delete.only'],
  ],
])('a mismatch that shows %s', (_, mismatching, verdict, also) => {
  const seen = walk([...first, mismatching]);
  expect([seen.verdict, seen.also], seen.story).toEqual([verdict, also]);
});

test.each<[string, Line[], string]>([
  ['with other parameters', [...first, create('b', made('0'), { description: 'x' })], 'token.distinct'],
  [
    'of another template',
    [otherTemplate, elsewhere, parent, create('b', made('0')), create('c', made('0'))],
    'token.distinct',
  ],
  [
    'in another case, when that one is deleted',
    [...first, remove, create('b', second), create('A', second)],
    'token.distinct',
  ],
  [
    'of 64 that differs early',
    [parent, create(`a${'x'.repeat(63)}`, made('0')), create(`b${'x'.repeat(63)}`, made('0'))],
    'token.distinct',
  ],
  [
    'of 64 beside one of 63 that begins alike',
    [parent, create('x'.repeat(63), made('0')), create(long, made('0'))],
    'token.distinct',
  ],
  [
    'of 64, where the one alike is among others',
    [
      parent,
      create('q', second, { description: 'd' }),
      create(`${'x'.repeat(63)}a`, made('0')),
      create(`${'x'.repeat(63)}b`, made('0')),
    ],
    'token.whole',
  ],
])('a token %s, answered with an older version', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const major = (token: string, number: string, more = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: token, description: token },
    shows(version('ns-t', '0', { majorVersion: number, arn: `arn:${number}`, ...more })),
  );
const removeMajor = (number: string): Line =>
  line(
    'DeleteEnvironmentTemplateVersion',
    { ...key, majorVersion: number },
    shows(version('ns-t', '0', { majorVersion: number, arn: `arn:${number}` })),
  );
const gone = [parent, major('a', '1'), major('b', '2'), removeMajor('2')];

test.each<[string, Line[], string[]]>([
  ['a major version given again', [...gone, major('c', '2', { createdAt: MADE + 9 })], ['version.major-reuse=yes']],
  ['the next major version', [...gone, major('c', '3')], ['version.major-reuse=no']],
  ['with the highest still there', [parent, major('a', '1'), removeMajor('1'), major('b', '2'), major('c', '3')], []],
  [
    'a minor version beside another major version',
    [parent, major('a', '1'), major('b', '2'), create('c', made('1'))],
    [],
  ],
  [
    'the numbers of a template that was made again',
    [
      ...first,
      remove,
      removeTemplate,
      line('GetEnvironmentTemplate', { name: 'ns-t' }, notFound),
      { ...parent, reply: shows(template('ns-t', { createdAt: MADE + 5 })) },
      major('c', '1', { createdAt: MADE + 9 }),
    ],
    [],
  ],
])('%s', (_, lines, taken) => {
  const seen = walk(lines);
  expect([seen.verdict, seen.taken], seen.story).toEqual(['right', taken]);
});
