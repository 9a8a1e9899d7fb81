// The versions of a template that was deleted with them and made anew: none of them shows in the new one.
import { expect, test } from 'vitest';
import {
  conflict,
  empty,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
  walk,
} from '../testing/build.ts';

const t = { name: 'ns-t' };
const at = (seconds: number) => ({ createdAt: MADE + seconds, lastModifiedAt: MADE + seconds });
const create = (reply: Reply): Line => line('CreateEnvironmentTemplate', t, reply);
const first = create(shows(template('ns-t')));
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', t, reply);
const again = create(shows(template('ns-t', at(12))));
const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const zero = (seconds = 0): Reply => shows(version('ns-t', '0', at(seconds)));
const add = (reply: Reply, clientToken = 'a'): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken }, reply);
const get = (reply: Reply, when: Partial<Line> = {}): Line => line('GetEnvironmentTemplateVersion', key, reply, when);
const list = (...seconds: number[]): Line =>
  line(
    'ListEnvironmentTemplateVersions',
    { templateName: 'ns-t', majorVersion: '1' },
    lists(seconds.map((s) => version('ns-t', '0', at(s)))),
  );
const removeVersion = (reply: Reply): Line => line('DeleteEnvironmentTemplateVersion', key, reply);
const made = [first, add(zero()), get(zero())];
const anew = [...made, remove(), again];

test.each<[string, Line[], string]>([
  ['Get shows an old one', [...anew, get(zero())], 'create.after-delete'],
  [
    'Get shows an old one that it had not found',
    [...made, remove(), get(notFound), again, get(zero())],
    'create.after-delete',
  ],
  ['Get shows an old one, soon', [...anew, get(zero(), { afterMs: 500 })], 'excused'],
  ['List shows an old one', [...anew, list(0)], 'create.after-delete'],
  ['Get finds none', [...anew, get(notFound)], 'right'],
  ['List shows none', [...anew, list()], 'right'],
  ['one is made with that number', [...anew, add(zero(13)), get(zero(13))], 'right'],
  ['one is made with that number and, by a coarse clock, that time', [...anew, add(zero()), get(zero())], 'right'],
  ['such a one is listed', [...anew, add(zero()), list(0)], 'right'],
  ['an old one is listed beside it', [...anew, add(zero(13)), list(0, 13)], 'create.after-delete'],
  ['one is made by a request that nobody saw answered', [...anew, add('lost', 'b'), get(zero(13))], 'right'],
  ['the deletion of an old one finds none', [...anew, removeVersion(notFound)], 'right'],
  ['the deletion of an old one is invalid', [...anew, removeVersion(validation)], 'right'],
  ['the deletion of an old one succeeds', [...anew, removeVersion(empty)], 'right'],
  ['Get shows an old one, for the template was not deleted', [...made, remove(conflict), first, get(zero())], 'right'],
  ['Get shows an old one, for nobody knows of the deletion', [...made, remove('lost'), first, get(zero())], 'right'],
  ['Get shows an old one before that', [...made, remove(), get(zero())], 'right'],
])('a template made anew after a deletion with its versions: %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
