// Every answer to the create of an environment, which takes time, can fail, and can be on its way out.
import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  environment,
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

const e = { name: 'ns-e' };
const is = (status: string, more: Detail = {}): Reply =>
  shows(environment('ns-e', status, { spec: 's', description: 'd', ...more }));
const again =
  (more: Input = {}) =>
  (reply: Reply): Line =>
    line(
      'CreateEnvironment',
      { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's', description: 'd', ...more },
      reply,
    );
const template_ = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const begun = again()(is('IN_PROGRESS'));
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const update = (reply: Reply): Line =>
  line('UpdateEnvironment', { ...e, description: 'u', deploymentType: 'NONE' }, reply);
const deploy = (reply: Reply): Line =>
  line('UpdateEnvironment', { ...e, description: 'd', deploymentType: 'CURRENT_VERSION' }, reply);
const role = (reply: Reply): Line =>
  line('UpdateEnvironment', { ...e, componentRoleArn: 'arn:r', deploymentType: 'NONE' }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', e, reply);
const settled = [begun, look(is('SUCCEEDED'))];
const updated = { description: 'u' };
const over = [
  ...settled,
  update(is('IN_PROGRESS', updated)),
  look(is('IN_PROGRESS', updated)),
  look(is('SUCCEEDED', updated)),
];
const dying = [...settled, drop(is('DELETE_IN_PROGRESS'))];
const removed = line('DeleteEnvironmentTemplate', { name: 'ns-t' }, empty);
const number = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const stayed = [
  template_,
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: 'a' },
    shows(version('ns-t', '0', { status: 'PUBLISHED' })),
  ),
  ...settled,
  line('DeleteEnvironmentTemplateVersion', number, empty),
  removed,
  { ...look(is('SUCCEEDED')), afterMs: 70_000 },
];
const fallen = [template_, ...settled, removed];

const situations: Record<string, Situation> = {
  first: [[], again()],
  'whose template is gone': [stayed, again()],
  'whose template is gone, changed': [stayed, again({ description: 'x' })],
  'in progress': [[begun], again()],
  'in progress, changed': [[begun], again({ description: 'x' })],
  settled: [settled, again()],
  'in update': [[...settled, update(is('IN_PROGRESS', updated))], again()],
  'in update, a moment ago settled': [
    [...settled, update(is('IN_PROGRESS', updated)), look(is('IN_PROGRESS', updated))],
    again(),
  ],
  updated: [over, again()],
  'updated, changed': [over, again({ description: 'x' })],
  'updated, changed to that': [over, again(updated)],
  'in update, changed to what it will be': [[...settled, update(is('IN_PROGRESS'))], again(updated)],
  'updated, and in update again, changed': [[...over, role(is('IN_PROGRESS', updated))], again({ description: 'x' })],
  'updated, and perhaps rolled back': [
    [...settled, update(is('IN_PROGRESS')), look(is('IN_PROGRESS')), look(is('SUCCEEDED'))],
    again(),
  ],
  'deployed again as it was': [
    [...settled, deploy(is('IN_PROGRESS')), look(is('IN_PROGRESS')), look(is('SUCCEEDED'))],
    again(),
  ],
  'deployed again as it was, which may begin late': [
    [...settled, deploy(is('SUCCEEDED')), look(is('SUCCEEDED'))],
    again(),
  ],
  'with a failed update': [[...settled, update(is('IN_PROGRESS', updated)), look(is('FAILED', updated))], again()],
  failed: [[begun, look(is('FAILED'))], again()],
  'failed, or an update of it has': [[begun, update(is('IN_PROGRESS')), look(is('FAILED'))], again()],
  'failed in its first answer': [[again()(is('FAILED'))], again()],
  'in deletion': [dying, again()],
  'in deletion, changed': [dying, again({ description: 'x' })],
  'with a failed deletion': [[...dying, look(is('DELETE_FAILED'))], again()],
  gone: [[...dying, look(notFound)], again()],
  'gone, changed': [[...dying, look(notFound)], again({ description: 'x' })],
  'perhaps gone with its template': [fallen, again()],
  'seen to go with its template': [[...fallen, look(is('DELETE_IN_PROGRESS'))], again()],
  'seen to have failed to go with its template': [[...fallen, look(is('DELETE_FAILED'))], again()],
  'modified, and perhaps gone with its template': [
    [template_, ...settled, update(is('SUCCEEDED', updated)), look(is('SUCCEEDED', updated)), removed],
    again(),
  ],
  'in deletion, and its template gone': [[template_, ...dying, removed], again()],
  'with a failed deletion, and its template gone': [[template_, ...dying, look(is('DELETE_FAILED')), removed], again()],
  'failed, and changed in its version': [[begun, look(is('FAILED'))], again({ templateMinorVersion: '7' })],
  'gone, and its template': [[template_, ...dying, look(notFound), removed], again()],
};

const answers = {
  original: is('SUCCEEDED'),
  working: is('IN_PROGRESS'),
  'made anew': is('IN_PROGRESS', { createdAt: MADE + 9 }),
  failed: is('FAILED'),
  dying: is('DELETE_IN_PROGRESS'),
  'failed to go': is('DELETE_FAILED'),
  empty,
  mismatch,
  validation,
  conflict,
  notFound,
};

const table = `
whose template is gone | original: shows create.retry | working: shows create.retry | failed: shows create.retry | as: same parameters | others: breaks delete.only
whose template is gone, changed | mismatch: shows create.mismatch | validation: shows create.mismatch | conflict: right | notFound: right | as: one parameter changed | others: breaks create.mismatch
first | dying: breaks create.retry | failed to go: breaks create.retry | empty: breaks create.retry | mismatch: ends | validation: ends | conflict: ends | notFound: ends | as: first call | others: right
in progress | original: shows create.retry | working: shows create.retry | failed: shows create.retry | as: being created | others: breaks create.retry
in progress, changed | mismatch: shows create.mismatch create.mismatch-named | validation: breaks create.mismatch-named | as: one parameter changed | others: breaks create.mismatch
settled | original: shows create.retry | working: shows create.retry | failed: - | as: same parameters | others: breaks create.retry
in update | original: takes create.update-unfinished=unmodified | working: takes create.update-unfinished=unmodified | failed: takes create.update-unfinished=unmodified | conflict: takes create.update-unfinished=modified? | as: being created | others: breaks create.modified
in update, a moment ago settled | original: takes create.update-unfinished=unmodified | working: takes create.update-unfinished=unmodified | failed: takes create.update-unfinished=unmodified | conflict: takes create.update-unfinished=modified? | as: being created | others: breaks create.modified
updated | conflict: shows create.modified | as: modified | others: breaks create.modified
updated, changed | mismatch: takes create.modified-and-different=validation | validation: takes create.modified-and-different=validation | conflict: takes create.modified-and-different=conflict | as: modified | others: breaks create.modified
updated, changed to that | original: takes create.equals-modified=success, takes detail.snapshot=first | working: takes create.equals-modified=success, takes detail.snapshot=first | failed: takes create.equals-modified=success, takes detail.snapshot=first | mismatch: takes create.equals-modified=validation | validation: takes create.equals-modified=validation | conflict: takes create.equals-modified=conflict | as: modified | others: breaks create.modified
in update, changed to what it will be | original: takes create.equals-modified=success? | working: takes create.equals-modified=success? | failed: takes create.equals-modified=success? | mismatch: takes create.equals-modified=validation? | validation: takes create.equals-modified=validation? | conflict: takes create.equals-modified=conflict? | as: one parameter changed | others: breaks create.mismatch
updated, and in update again, changed | mismatch: takes create.modified-and-different=validation? | validation: takes create.modified-and-different=validation? | conflict: takes create.modified-and-different=conflict? | as: modified | others: breaks create.modified
updated, and perhaps rolled back | original: right | working: right | failed: right | conflict: right | as: same parameters | others: breaks create.modified
deployed again as it was | original: takes create.noop-update=unmodified | working: takes create.noop-update=unmodified | failed: takes create.noop-update=unmodified | conflict: takes create.noop-update=modified | as: same parameters | others: breaks create.modified
deployed again as it was, which may begin late | original: takes create.noop-update=unmodified? | working: takes create.noop-update=unmodified? | failed: takes create.noop-update=unmodified? | conflict: takes create.noop-update=modified? | as: same parameters | others: breaks create.modified
with a failed update | original: takes create.update-unfinished=unmodified | working: takes create.update-unfinished=unmodified | failed: takes create.update-unfinished=unmodified | conflict: takes create.update-unfinished=modified? | as: same parameters | others: breaks create.modified
failed | original: takes create.failed=anew, takes create.failed=success? | working: takes create.failed=anew, takes create.failed=success? | made anew: takes create.failed=anew | failed: takes create.failed=success | mismatch: takes create.failed=validation | validation: takes create.failed=validation | conflict: takes create.failed=conflict | dying: takes create.failed=success? | failed to go: takes create.failed=success? | as: creation failed | others: breaks create.retry
failed, or an update of it has | original: takes create.failed=anew, takes create.failed=success? | working: takes create.failed=anew, takes create.failed=success? | made anew: takes create.failed=anew | failed: takes create.failed=success? | mismatch: takes create.failed=validation? | validation: takes create.failed=validation? | conflict: right | dying: takes create.failed=success? | failed to go: takes create.failed=success? | as: creation failed | others: breaks create.retry
failed in its first answer | original: takes create.failed=anew, takes create.failed=success? | working: takes create.failed=anew, takes create.failed=success? | made anew: takes create.failed=anew | failed: takes create.failed=success | mismatch: takes create.failed=validation | validation: takes create.failed=validation | conflict: takes create.failed=conflict | dying: takes create.failed=success? | failed to go: takes create.failed=success? | as: creation failed | others: breaks create.retry
in deletion | made anew: right | empty: breaks create.retry | mismatch: takes create.dying=validation? | validation: takes create.dying=validation? | conflict: takes create.dying=conflict? | notFound: breaks create.retry | dying: takes create.dying=success | failed to go: takes create.dying=success? | as: being deleted | others: takes create.dying=success?
in deletion, changed | made anew: breaks create.retry | empty: breaks create.retry | mismatch: right | validation: right | conflict: takes create.dying=conflict? | notFound: breaks create.retry | dying: takes create.dying=success | failed to go: takes create.dying=success? | as: being deleted | others: takes create.dying=success?
with a failed deletion | made anew: breaks create.retry | empty: breaks create.retry | mismatch: takes create.delete-failed=validation | validation: takes create.delete-failed=validation | conflict: takes create.delete-failed=conflict | notFound: breaks create.retry | as: deletion failed | others: takes create.delete-failed=success
gone | original: shows create.after-delete | working: shows create.after-delete | made anew: shows create.after-delete | failed: shows create.after-delete | as: recreated | others: breaks create.after-delete
gone, changed | as: recreated | others: breaks create.after-delete
perhaps gone with its template | made anew: right | empty: breaks delete.only | mismatch: right | validation: right | conflict: right | notFound: right | as: may be gone | others: shows create.retry
seen to go with its template | empty: breaks delete.only | made anew: right | mismatch: right | validation: right | conflict: right | notFound: right | as: may be gone | others: shows create.retry
seen to have failed to go with its template | empty: breaks delete.only | made anew: right | mismatch: right | validation: right | conflict: right | notFound: right | as: may be gone | others: shows create.retry
modified, and perhaps gone with its template | conflict: shows create.modified | empty: breaks create.modified | mismatch: right | validation: right | notFound: right | as: may be gone | others: -
in deletion, and its template gone | empty: breaks create.retry | made anew: right | notFound: right | as: being deleted | others: -
with a failed deletion, and its template gone | empty: breaks create.retry | made anew: breaks create.retry | notFound: right | as: deletion failed | others: -
failed, and changed in its version | mismatch: right | validation: right | conflict: takes create.failed=conflict | notFound: right | made anew: takes create.failed=anew | empty: breaks create.retry | as: creation failed | others: -
gone, and its template | dying: breaks create.after-delete | failed to go: breaks create.after-delete | empty: breaks create.after-delete | mismatch: breaks create.after-delete | validation: right | conflict: right | notFound: right | as: recreated | others: shows create.after-delete
`;

test.each(decisionTable(situations, answers, table))('an environment, %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
