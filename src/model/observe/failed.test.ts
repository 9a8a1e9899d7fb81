// What has failed to be made need not stay, and what comes of its name or token then is as open as before.
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

const is = (status: string, createdAt = MADE): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt, templateName: 'ns-x', status });
const create = (reply: Reply): Line =>
  line('CreateService', { name: 'ns-s', templateName: 'ns-x', templateMajorVersion: '1', spec: 's' }, reply);
const look = (reply: Reply): Line => line('GetService', { name: 'ns-s' }, reply);
const drop = (reply: Reply): Line => line('DeleteService', { name: 'ns-s' }, reply);
const listed = line('ListServices', {}, lists([]));
const retried = [create(is('CREATE_IN_PROGRESS')), create(is('CREATE_IN_PROGRESS'))];
const failed = [...retried, look(is('CREATE_FAILED')), create(is('CREATE_FAILED'))];
const gone = [...failed, look(notFound)];
const settled = [...retried, look(is('ACTIVE')), create(is('ACTIVE'))];

const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const addVersion = (reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 't' }, reply);
const lookAtVersion = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const v = (status: string, createdAt = MADE): Reply => shows(version('ns-t', '0', { status, createdAt }));
const versionFailed = [
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  addVersion(v('REGISTRATION_IN_PROGRESS')),
  lookAtVersion(v('REGISTRATION_FAILED')),
  addVersion(validation),
];
const versionGone = [...versionFailed, lookAtVersion(notFound)];

test.each<[string, Line[], string]>([
  ['a service that failed is gone', gone, 'right'],
  [
    'one that is being cleaned away is gone',
    [...retried, look(is('CREATE_FAILED_CLEANUP_IN_PROGRESS')), look(notFound)],
    'right',
  ],
  ['it is being deleted by itself', [...failed, look(is('DELETE_IN_PROGRESS'))], 'right'],
  ['it could not be deleted by itself', [...failed, look(is('DELETE_FAILED')), create(conflict)], 'right'],
  ['a retry shows that', [...failed, create(is('DELETE_IN_PROGRESS')), look(notFound)], 'right'],
  ['it is gone after that', [...failed, look(is('DELETE_IN_PROGRESS')), look(notFound), listed], 'right'],
  ['one that did not fail is being deleted', [...settled, look(is('DELETE_IN_PROGRESS'))], 'create.retry'],
  ['one that nobody saw fail is being deleted', [...retried, look(is('DELETE_IN_PROGRESS'))], 'create.retry'],
  ['it is listed no more', [...failed, listed], 'right'],
  ['it shows after all', [...gone, look(is('CREATE_FAILED'))], 'right'],
  ['its name is free', [...gone, create(is('CREATE_IN_PROGRESS', MADE + 20))], 'right'],
  ['its name is not free', [...gone, create(conflict)], 'right'],
  ['deleted, it is not found', [...gone, drop(notFound)], 'right'],
  ['deleted, it is gone', [...gone, drop(empty)], 'right'],
  [
    'a failure that has passed makes its name no freer',
    [...retried, create(is('CREATE_FAILED')), look(is('ACTIVE')), create(validation)],
    'create.retry',
  ],
  [
    'one that an update has mended may be refused for its failure',
    [
      ...retried,
      create(is('CREATE_FAILED')),
      line('UpdateService', { name: 'ns-s', spec: 'x' }, is('UPDATE_IN_PROGRESS')),
      look(is('ACTIVE')),
      create(validation),
    ],
    'right',
  ],
  ['one that did not fail is gone', [...settled, look(notFound)], 'create.retry'],
  ['one that did not fail is not listed', [...settled, listed], 'create.retry'],
  [
    'one that was deleted is not free',
    [...failed, drop(empty), look(notFound), create(validation)],
    'create.after-delete',
  ],
  ['a version that failed is gone', versionGone, 'right'],
  ['its token is spent', [...versionGone, addVersion(validation)], 'right'],
  ['its token is free', [...versionGone, addVersion(v('REGISTRATION_IN_PROGRESS', MADE + 20))], 'right'],
  [
    'its template is gone, too',
    [...versionGone, line('DeleteEnvironmentTemplate', { name: 'ns-t' }, empty), addVersion(notFound)],
    'right',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
