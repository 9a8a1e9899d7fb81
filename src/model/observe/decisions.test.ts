// What Get may show of a template and of an environment, whatever the calls before it were, and whom a wrong look blames.
import { expect, test } from 'vitest';
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
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const a = { name: 'ns-a' };
const is = (description: string, more: Detail = {}): Reply => shows(template('ns-a', { description, ...more }));
const create = (reply: Reply = is('d'), description = 'd'): Line =>
  line('CreateEnvironmentTemplate', { ...a, description }, reply);
const update = (reply: Reply): Line => line('UpdateEnvironmentTemplate', { ...a, description: 'u' }, reply);
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', a, reply);
const get = (reply: Reply): Line => line('GetEnvironmentTemplate', a, reply);
const soon = (reply: Reply): Line => ({ ...get(reply), afterMs: 500 });
const seen = [create(), get(is('d'))];
const retried = [...seen, create()];
const refused = [...seen, create(mismatch, 'x')];
const later = { createdAt: MADE + 9, lastModifiedAt: MADE + 9 };
const added = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-a', clientToken: 't' },
  shows(version('ns-a', '0')),
);
const other = line('CreateEnvironmentTemplate', { name: 'ns-b' }, shows(template('ns-b')));
const removeOther = line('DeleteEnvironmentTemplate', { name: 'ns-b' }, empty);

const templates: Record<string, Situation> = {
  'never made': [[], get],
  'never made, beside another': [[other], get],
  'made and never seen': [[create()], get],
  'made just now': [[create()], soon],
  'sent again': [retried, get],
  'sent again just now': [retried, soon],
  'asked for with other parameters': [refused, get],
  'asked for with other parameters, then seen': [[...refused, get(is('d'))], get],
  updated: [[...seen, update(is('u'))], get],
  'updated just now': [[...seen, update(is('u'))], soon],
  'updated and seen': [[...seen, update(is('u')), get(is('u')), create(conflict)], get],
  'perhaps updated': [[...seen, update('lost')], get],
  'refused an update': [[...seen, update(validation)], get],
  'beside a deletion': [[other, ...seen, removeOther], get],
  deleted: [[...seen, remove()], get],
  'deleted just now': [[...seen, remove()], soon],
  'deleted twice': [[...seen, remove(), remove()], get],
  'perhaps deleted': [[...seen, remove('lost')], get],
  'made again': [[...seen, remove(), create(is('d', later))], get],
  'made again with another text': [[...seen, remove(), create(is('n', later), 'n')], get],
  'made again just now': [[...seen, remove(), create(is('n', later), 'n')], soon],
  'given a version': [[...seen, added], get],
  'perhaps made': [[create('lost')], get],
};

const answers = {
  same: is('d'),
  touched: is('d', { lastModifiedAt: MADE + 7 }),
  later: is('d', later),
  updated: is('u'),
  refused: is('x'),
  second: is('n', later),
  strange: is('z'),
  recommending: is('d', { recommendedVersion: '1.0' }),
  another: is('d', { arn: 'arn:other' }),
  empty,
  conflict,
  notFound,
};

const table = `
never made | others: right
never made, beside another | others: right
made and never seen | others: right
made just now | later: excused | second: excused | another: excused | empty: excused | notFound: excused | others: right
sent again | same: shows create.retry | recommending: shows create.retry | conflict: right | others: breaks create.retry
sent again just now | same: right | recommending: right | conflict: right | empty: breaks create.retry | notFound: breaks create.retry | others: excused
asked for with other parameters | same: shows create.rejected-harmless | recommending: shows create.rejected-harmless | conflict: right | others: breaks create.rejected-harmless
asked for with other parameters, then seen | same: right | recommending: right | conflict: right | others: breaks create.rejected-harmless
updated | others: right
updated just now | later: excused | second: excused | another: excused | empty: excused | notFound: excused | others: right
updated and seen | updated: shows create.rejected-harmless | conflict: right | others: breaks create.rejected-harmless
perhaps updated | later: breaks once.lost-response | second: breaks once.lost-response | another: breaks once.lost-response | empty: breaks once.lost-response | conflict: right | notFound: breaks once.lost-response | others: shows once.lost-response
refused an update | others: right
beside a deletion | same: shows delete.only | recommending: shows delete.only | conflict: right | others: breaks delete.only
deleted | empty: shows delete.first | notFound: shows delete.first | others: breaks delete.first
deleted just now | empty: right | notFound: right | others: excused
deleted twice | empty: shows delete.first delete.retry | notFound: shows delete.first delete.retry | others: breaks delete.first
perhaps deleted | same: shows once.lost-response | recommending: shows once.lost-response | empty: shows once.lost-response | conflict: right | notFound: shows once.lost-response | others: breaks once.lost-response
made again | later: shows create.after-delete | second: shows create.after-delete | conflict: right | others: breaks create.after-delete
made again with another text | second: shows create.after-delete | conflict: right | others: breaks create.after-delete
made again just now | conflict: right | others: excused
given a version | others: right
perhaps made | empty: right | conflict: right | notFound: right | others: shows once.lost-response
`;

test.each(decisionTable(templates, answers, table))('a template %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
