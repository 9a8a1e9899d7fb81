import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  type Line,
  line,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
  walk,
} from '../testing/build.ts';

const HOUR = 3600;
const parent = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const made = (minor: string, more: Detail = {}): Reply =>
  shows(version('ns-t', minor, { description: 'd', majorVersion: '1', ...more }));
const create = (clientToken: string | undefined, reply: Reply, more: Input = {}, when: Partial<Line> = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    {
      templateName: 'ns-t',
      majorVersion: '1',
      description: 'd',
      ...(clientToken === undefined ? {} : { clientToken }),
      ...more,
    },
    reply,
    when,
  );
const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const get = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const remove = line('DeleteEnvironmentTemplateVersion', key, empty);
const first = [parent, create('a', made('0'))];
const after = (seconds: number): Partial<Line> => ({ advanceSeconds: seconds });
const [upper, long] = ['A', 'x'.repeat(63)];
const elsewhere = { templateName: 'ns-u' };
const failed = get(made('0', { status: 'REGISTRATION_FAILED' }));

test.each<[string, Line[], string]>([
  ['the original', [...first, create('a', made('0'))], 'right'],
  ['a new one', [...first, create('a', made('1'))], 'token.retry'],
  [
    'the original with a value that it never had',
    [...first, create('a', made('0', { description: 'x' }))],
    'token.retry',
  ],
  ['nothing', [...first, create('a', empty)], 'token.retry'],
  ['a conflict', [...first, create('a', conflict)], 'token.retry'],
  ['not the original but another’s', [...first, create('b', made('1')), create('a', made('1'))], 'token.scope'],
  ['changed: a named mismatch', [...first, create('a', mismatch, { description: 'x' })], 'right'],
  ['changed: an unnamed mismatch', [...first, create('a', validation, { description: 'x' })], 'token.mismatch-named'],
  ['changed: a conflict', [...first, create('a', conflict, { description: 'x' })], 'token.mismatch'],
  ['changed: the original', [...first, create('a', made('0'), { description: 'x' })], 'token.mismatch'],
  [
    'changed to a version that isn’t there: not found',
    [...first, create('a', notFound, { majorVersion: '7' })],
    'right',
  ],
  [
    'changed, once expired and made anew: the earlier one has changed',
    [
      ...first,
      create('a', made('1'), {}, after(9 * HOUR)),
      get(made('0')),
      create('a', mismatch, { description: 'x' }),
      get(made('0', { description: 'x' })),
    ],
    'token.mismatch-harmless',
  ],
  ['deleted: a new one', [...first, remove, create('a', made('1')), create('a', made('1'))], 'right'],
  ['deleted: the old one’s number', [...first, remove, create('a', made('0', { createdAt: MADE + 9 }))], 'right'],
  [
    'deleted, and then the old one',
    [...first, remove, create('a', made('1')), create('a', made('0'))],
    'token.deleted-original',
  ],
  ['deleted, its major version too: not found', [...first, remove, create('a', notFound)], 'right'],
  [
    'deleted: not found, though another is there',
    [...first, create('b', made('1')), remove, create('a', notFound)],
    'token.deleted-original',
  ],
  ['failed: returned', [...first, failed, create('a', made('0', { status: 'REGISTRATION_FAILED' }))], 'right'],
  ['failed: a new one', [...first, failed, create('a', made('1'))], 'right'],
  ['failed: a conflict', [...first, failed, create('a', conflict)], 'right'],
  ['failed: its number given again', [...first, failed, create('a', made('0', { createdAt: MADE + 9 }))], 'right'],
  [
    'failed, its number given again: a third one',
    [
      ...first,
      failed,
      create('a', made('0', { createdAt: MADE + 9 })),
      create('a', made('0', { createdAt: MADE + 15 })),
    ],
    'token.retry',
  ],
  [
    'failed and changed: the old one',
    [...first, failed, create('a', made('0', { status: 'REGISTRATION_FAILED' }), { description: 'x' })],
    'token.retry',
  ],
  ['seven hours old: the original', [...first, create('a', made('0'), {}, after(7 * HOUR))], 'right'],
  ['seven hours old: a new one', [...first, create('a', made('1'), {}, after(7 * HOUR))], 'token.alive'],
  ['at eight hours: the original', [...first, create('a', made('0'), {}, after(8 * HOUR - 3))], 'right'],
  ['at eight hours: a new one', [...first, create('a', made('1'), {}, after(8 * HOUR - 3))], 'right'],
  ['at eight hours: a conflict', [...first, create('a', conflict, {}, after(8 * HOUR - 3))], 'token.alive'],
  ['nine hours old: a new one', [...first, create('a', made('1'), {}, after(9 * HOUR))], 'right'],
  ['nine hours old: the original', [...first, create('a', made('0'), {}, after(9 * HOUR))], 'token.expired'],
  [
    'expired, made anew, and then the first',
    [...first, create('a', made('1'), {}, after(9 * HOUR)), create('a', made('0'))],
    'token.scope',
  ],
  [
    'seven hours after its last use: the original',
    [...first, create('a', made('0'), {}, after(7 * HOUR)), create('a', made('0'), {}, after(7 * HOUR))],
    'right',
  ],
  [
    'eight hours after its last use in another template: the original',
    [...first, create('a', mismatch, elsewhere, after(7 * HOUR)), create('a', made('0'), {}, after(1.5 * HOUR))],
    'right',
  ],
  [
    'nine hours after its last use in another template: the original',
    [...first, create('a', mismatch, elsewhere, after(7 * HOUR)), create('a', made('0'), {}, after(9 * HOUR))],
    'token.expired',
  ],
  [
    'nine hours old and not found for its parameters, then the original',
    [...first, create('a', notFound, { majorVersion: '9' }, after(9 * HOUR)), create('a', made('0'))],
    'right',
  ],
  ['lost: new', [parent, create('a', 'lost'), create('a', made('0'))], 'right'],
  [
    'lost: a conflict',
    [...first, create('b', 'lost', { description: 'x' }), create('b', conflict, { description: 'x' })],
    'once.lost-response',
  ],
  [
    'lost and late, so that its age is unknown',
    [...first, create('a', 'lost', {}, after(HOUR)), create('a', made('0'), {}, after(8 * HOUR))],
    'right',
  ],
])('a retry: %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test.each<[string, Line[], string]>([
  ['in another case: a new one', [...first, create(upper, made('1'))], 'right'],
  ['in another case: the original', [...first, create(upper, made('0'))], 'token.case'],
  [
    'that differs in its last character',
    [parent, create(`${long}a`, made('0')), create(`${long}b`, made('0'))],
    'token.whole',
  ],
  ['of its own: the original', [...first, create('b', made('0'))], 'token.distinct'],
  ['of its own: the number of another', [...first, create('b', made('0', { arn: 'arn:x' }))], 'token.distinct'],
  ['of its own: a mismatch', [...first, create('b', mismatch)], 'token.distinct'],
  ['of its own, other parameters: a refusal', [...first, create('b', validation, { description: 'x' })], 'right'],
  [
    'of its own, other parameters: a mismatch',
    [...first, create('b', mismatch, { description: 'x' })],
    'token.distinct',
  ],
  ['too long: refused', [parent, create('x'.repeat(65), validation)], 'right'],
  ['too long: accepted', [parent, create('x'.repeat(65), made('0'))], 'token.length'],
  ['outside ASCII: refused', [parent, create('é', validation)], 'right'],
  ['outside ASCII: accepted', [parent, create('é', made('0'))], 'token.charset'],
  ['outside ASCII: a conflict', [parent, create('é', conflict)], 'token.charset'],
  ['of 64 characters', [parent, create('x'.repeat(64), made('0')), create('x'.repeat(64), made('0'))], 'right'],
  ['with a space', [parent, create('a b', made('0'))], 'right'],
  ['empty, twice', [parent, create('', made('0')), create('', made('1'))], 'right'],
  ['of its own after an empty one: refused', [parent, create('', made('0')), create('b', validation)], 'right'],
  ['empty, taken as one', [parent, create('', made('0')), create('', made('0'))], 'right'],
  ['none, twice', [parent, create(undefined, made('0')), create(undefined, made('1'))], 'right'],
  ['none, and yet the same one', [parent, create(undefined, made('0')), create(undefined, made('0'))], 'token.retry'],
])('a token %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const anew = { createdAt: MADE + 12 };
const at = (minorVersion: string) => ({ ...key, minorVersion });
const removed = (minor: string): Line => line('DeleteEnvironmentTemplateVersion', at(minor), empty);
const registering = (minor: string): Reply => made(minor, { status: 'REGISTRATION_IN_PROGRESS' });
const cleanedAway = (minor: string): Line[] => [
  line('GetEnvironmentTemplateVersion', at(minor), made(minor, { status: 'REGISTRATION_FAILED' })),
  line('GetEnvironmentTemplateVersion', at(minor), notFound),
];
const failedBeside = [...first, create('b', registering('1')), ...cleanedAway('1')];

test.each<[string, Line[], string[]]>([
  [
    'a number given again',
    [
      ...first,
      create('b', made('1')),
      line('DeleteEnvironmentTemplateVersion', { ...key, minorVersion: '1' }, empty),
      create('c', made('1', { createdAt: MADE + 9 })),
    ],
    ['version.minor-reuse=yes'],
  ],
  [
    'a number not given again',
    [
      ...first,
      create('b', made('1')),
      line('DeleteEnvironmentTemplateVersion', { ...key, minorVersion: '1' }, empty),
      create('c', made('2')),
    ],
    ['version.minor-reuse=no'],
  ],
  ['the number of one that failed given again', [...failedBeside, create('c', made('1', anew))], []],
  ['the number of one that failed not given again', [...failedBeside, create('c', made('2'))], []],
  [
    'the number of one that may have failed given again',
    [...first, create('b', registering('1')), removed('1'), create('c', made('1', anew))],
    [],
  ],
  [
    'a number given again that one that failed had been given again',
    [...failedBeside, create('c', made('1', anew)), removed('1'), create('d', made('1', { createdAt: MADE + 20 }))],
    ['version.minor-reuse=yes'],
  ],
  [
    'beside one that failed, the number of one that was deleted',
    [
      ...first,
      create('b', made('1')),
      removed('1'),
      create('c', registering('2')),
      ...cleanedAway('2'),
      create('d', made('1', anew)),
    ],
    ['version.minor-reuse=yes'],
  ],
  ['no number free', [...first, create('b', made('1'))], []],
  [
    'the token of another template',
    [
      parent,
      { ...parent, input: { name: 'ns-u' }, reply: shows(template('ns-u')) },
      create('a', made('0')),
      line('CreateEnvironmentTemplateVersion', { templateName: 'ns-u', clientToken: 'a' }, shows(version('ns-u', '0'))),
    ],
    ['token.other-target=independent'],
  ],
])('a reading: %s', (_, lines, taken) => {
  const seen = walk(lines);
  expect([seen.verdict, seen.taken], seen.story).toEqual(['right', taken]);
});
