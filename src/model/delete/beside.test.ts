// What a deletion of a version may leave of the status of another one.
import { expect, test } from 'vitest';
import { type Line, line, shows, version, walk } from '../testing/build.ts';
import { create, first, key, made, remove } from '../testing/versions.ts';

const second = (status: string) => shows(version('ns-t', '1', { description: 'e', status }));
const named = { ...key, minorVersion: '1' };
const get = (status: string, afterMs: number): Line =>
  line('GetEnvironmentTemplateVersion', named, second(status), { afterMs });
const publish = line('UpdateEnvironmentTemplateVersion', { ...named, status: 'PUBLISHED' }, second('PUBLISHED'));
const before: Line[] = [
  ...first,
  line('GetEnvironmentTemplateVersion', key, made('0', { status: 'DRAFT' }), { afterMs: 5000 }),
  create('b', second('REGISTRATION_IN_PROGRESS'), { description: 'e' }),
  get('DRAFT', 5000),
];
const published: Line[] = [...before, publish, get('PUBLISHED', 5000)];

test.each<[string, Line[], string]>([
  ['a published one stays published', [...published, remove, get('PUBLISHED', 5000)], 'right'],
  ['a published one becomes a draft', [...published, remove, get('DRAFT', 5000)], 'delete.only'],
  ['a draft becomes published', [...before, remove, get('PUBLISHED', 5000)], 'right'],
])('%s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
