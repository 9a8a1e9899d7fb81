// What a silent point may let fall with a deletion: gone or there, as long as a cascade may take; after that what a look has
// found alive has stayed, and is judged as everything else.
import { expect, test } from 'vitest';
import {
  conflict,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  version,
  walk,
} from '../testing/build.ts';
import { create, first, key, made, parent, removeTemplate } from '../testing/versions.ts';

const MINUTE = 61_000;
const named = (minorVersion: string) => ({ ...key, minorVersion });
const is = (minor: string, status = 'DRAFT'): Reply => made(minor, { status });
const look = (minor: string, reply: Reply, when: Partial<Line> = {}): Line =>
  line('GetEnvironmentTemplateVersion', named(minor), reply, when);
const drop = (minor: string, reply: Reply): Line => line('DeleteEnvironmentTemplateVersion', named(minor), reply);
const publish = line('UpdateEnvironmentTemplateVersion', { ...key, status: 'PUBLISHED' }, is('0', 'PUBLISHED'));
const siblings = [...first, look('0', is('0')), create('b', made('1')), look('1', is('1')), publish];
const dropped = [...siblings, drop('0', empty)];
const stayed = [...dropped, look('1', is('1'))];
const again = (reply: Reply): Line => create('b', reply);
const listed = line(
  'ListEnvironmentTemplateVersions',
  { templateName: 'ns-t', majorVersion: '1' },
  lists([version('ns-t', '1', { description: 'd' })]),
);

const e = { name: 'ns-e' };
const lives = (status: string, when: Partial<Line> = {}): Line =>
  line('GetEnvironment', e, shows(environment('ns-e', status)), when);
const goneNow = line('GetEnvironment', e, notFound);
const deploy = (reply: Reply): Line =>
  line('CreateEnvironment', { ...e, templateName: 'ns-t', templateMajorVersion: '1' }, reply);
const used = [
  ...first,
  look('0', is('0')),
  publish,
  deploy(shows(environment('ns-e', 'IN_PROGRESS'))),
  lives('SUCCEEDED'),
  drop('0', empty),
];
const usedOn = [...used, lives('SUCCEEDED', { afterMs: MINUTE + 2000 })];
const orphans = [...first, look('0', is('0')), removeTemplate];

test.each<[string, Line[], string]>([
  ['a sibling of the deleted version is gone', [...dropped, look('1', notFound)], 'right'],
  ['one that was seen since is not', [...stayed, look('1', notFound)], 'delete.only'],
  ['nor is one that was listed since', [...dropped, listed, look('1', notFound)], 'delete.only'],
  ['its retry makes it again', [...stayed, again(made('2', { createdAt: MADE + 60 }))], 'delete.only'],
  ['its retry returns it', [...stayed, again(made('1'))], 'right'],
  ['its delete finds nothing', [...stayed, drop('1', notFound)], 'delete.only'],
  ['the delete of one not seen since finds nothing', [...dropped, drop('1', notFound)], 'right'],
  ['by a delete it was gone, and shows again', [...dropped, drop('1', notFound), look('1', is('1'))], 'delete.first'],
  ['a version of a deleted template goes late', [...orphans, look('0', is('0')), look('0', notFound)], 'right'],
  ['it is shown by one look and not by another', [...orphans, look('0', notFound), look('0', is('0'))], 'right'],
  [
    'its template is made again, and it shows',
    [...orphans, look('0', notFound), parent, look('0', is('0'))],
    'create.after-delete',
  ],
  ['what uses the deleted version goes after a while', [...used, lives('SUCCEEDED'), goneNow], 'right'],
  ['it goes by and by', [...used, lives('DELETE_IN_PROGRESS', { afterMs: MINUTE * 2 }), goneNow], 'right'],
  ['it goes long after it was seen to have stayed', [...usedOn, goneNow], 'delete.only'],
  ['its retry is a conflict soon after', [...used, lives('SUCCEEDED'), deploy(conflict)], 'right'],
  ['its retry is a conflict long after', [...usedOn, deploy(conflict)], 'delete.only'],
])('%s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
