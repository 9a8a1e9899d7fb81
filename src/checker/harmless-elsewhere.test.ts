// Histories are judged in parts that have nothing to do with each other, and what must do nothing must do it in all of them.
import { expect, test } from 'vitest';
import { conflict, type Line, line, mismatch, notFound, type Reply, shows, template } from '../model/testing/build.ts';
import { broken, watch } from './testing/watch.ts';

const make = (name: string, reply: Reply = shows(template(name)), more = {}): Line =>
  line('CreateEnvironmentTemplate', { name, ...more }, reply);
const get = (name: string, reply: Reply): Line => line('GetEnvironmentTemplate', { name }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-a' }, reply);
const both = [make('ns-a'), make('ns-b'), get('ns-b', shows(template('ns-b')))];
const gone = get('ns-b', notFound);

test.each<[string, Line[], string]>([
  ['a retry', [...both, make('ns-a'), gone], '4 create.retry'],
  ['a mismatch', [...both, make('ns-a', mismatch, { description: 'x' }), gone], '4 create.rejected-harmless'],
  ['a refused delete', [...both, drop(conflict), gone], '4 delete.only'],
  [
    'none of them, which leave it as it is',
    [...both, make('ns-a'), drop(conflict), get('ns-b', shows(template('ns-b')))],
    '',
  ],
  ['no call at all', [...both, gone], ''],
  ['a retry from before it was made', [make('ns-a'), make('ns-a'), make('ns-b'), gone], ''],
])('what stands in another part is taken away by %s', (_, lines, violations) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe(violations);
});
