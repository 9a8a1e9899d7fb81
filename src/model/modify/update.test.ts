// What an update, a tag, or an update of a part leaves open about the next create: unmodified, modified, or which point says.
import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  type Line,
  line,
  notFound,
  type Reply,
  shows,
  template,
  validation,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const service = (status: string, more: Detail = {}): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: 1, templateName: 'ns-x', status, description: 'd', ...more });
const make = (reply: Reply): Line =>
  line(
    'CreateService',
    { name: 'ns-s', templateName: 'ns-x', templateMajorVersion: '1', spec: 's', description: 'd' },
    reply,
  );
const look = (reply: Reply): Line => line('GetService', { name: 'ns-s' }, reply);
const settled = [make(service('CREATE_IN_PROGRESS')), look(service('ACTIVE'))];
const instance = (reply: Reply): Line =>
  line(
    'UpdateServiceInstance',
    { name: 'i', serviceName: 'ns-s', deploymentType: 'CURRENT_VERSION', spec: 't' },
    reply,
  );
const pipeline = (reply: Reply): Line =>
  line('UpdateServicePipeline', { serviceName: 'ns-s', deploymentType: 'CURRENT_VERSION', spec: 't' }, reply);
const another = (reply: Reply): Line =>
  line('UpdateServicePipeline', { serviceName: 'ns-z', deploymentType: 'NONE', spec: 't' }, reply);

const services: Record<string, Situation> = {
  nothing: [settled, make],
  'an update of its instance': [[...settled, instance(empty)], make],
  'an update of its instance that is in progress': [
    [...settled, instance(empty), look(service('UPDATE_IN_PROGRESS'))],
    make,
  ],
  'an update of its instance that has failed': [
    [...settled, instance(empty), look(service('UPDATE_IN_PROGRESS')), look(service('UPDATE_FAILED_CLEANUP_COMPLETE'))],
    make,
  ],
  'an update of its instance that is over': [
    [...settled, instance(empty), look(service('UPDATE_IN_PROGRESS')), look(service('ACTIVE'))],
    make,
  ],
  'an update of its instance that may begin late': [[...settled, instance(empty), look(service('ACTIVE'))], make],
  'an update of its pipeline': [[...settled, pipeline(empty)], make],
  'a refused update of its pipeline': [[...settled, pipeline(validation)], make],
  'an update of another’s pipeline': [[...settled, another(empty)], make],
  'a lost update of its pipeline': [[...settled, pipeline('lost')], make],
};

const t = (more: Detail = {}): Reply => shows(template('ns-a', { description: 'd', ...more }));
const create = (reply: Reply): Line => line('CreateEnvironmentTemplate', { name: 'ns-a', description: 'd' }, reply);
const tags = [{ key: 'k', value: 'v' }];
const withTag = (reply: Reply): Line => ({ ...create(reply), input: { name: 'ns-a', description: 'd', tags } });
const update = (values: Input, reply: Reply): Line =>
  line('UpdateEnvironmentTemplate', { name: 'ns-a', ...values }, reply);
const tag = (resourceArn: string, reply: Reply): Line => line('TagResource', { resourceArn, tags }, reply);
const untag = (resourceArn: string, reply: Reply): Line =>
  line('UntagResource', { resourceArn, tagKeys: ['k'] }, reply);
const arn = template('ns-a').arn as string;
const made = [create(t())];

const templates: Record<string, Situation> = {
  'an update': [[...made, update({ description: 'u' }, t({ description: 'u' }))], create],
  'an update without detail': [[...made, update({ description: 'u' }, empty)], create],
  'an update that is refused': [[...made, update({ description: 'u' }, validation)], create],
  'an update with what it had that is refused': [[...made, update({ description: 'd' }, validation)], create],
  'an update of two members, one as it was, that is refused': [
    [...made, update({ description: 'd', displayName: 'n' }, validation)],
    create,
  ],
  'an update of another': [
    [...made, { ...update({ description: 'u' }, notFound), input: { name: 'ns-b', description: 'u' } }],
    create,
  ],
  'a tag': [[...made, tag(arn, empty)], create],
  'a tag that is refused': [[...made, tag(arn, validation)], create],
  'a tag of another': [[...made, tag('arn:other', empty)], create],
  'a lost tag': [[...made, tag(arn, 'lost')], create],
  'a tag that is not there taken away': [[...made, untag(arn, empty)], create],
  'a tag given and taken away': [[...made, tag(arn, empty), untag(arn, empty)], create],
  'a tag that it had': [[withTag(t()), tag(arn, empty)], withTag],
  'a tag that it had taken away': [[withTag(t()), untag(arn, empty)], withTag],
};

const serviceTable = `
nothing | validation: breaks create.retry | conflict: breaks create.retry | others: shows create.retry
an update of its instance | validation: breaks create.modified | conflict: takes create.child-updated=modified? | others: takes create.child-updated=unmodified?
an update of its instance that is in progress | validation: breaks create.modified | conflict: takes create.child-updated=modified? | others: takes create.child-updated=unmodified?
an update of its instance that has failed | validation: breaks create.modified | conflict: takes create.child-updated=modified? | others: takes create.child-updated=unmodified?
an update of its instance that is over | validation: breaks create.modified | conflict: takes create.child-updated=modified | working: - | others: takes create.child-updated=unmodified
an update of its instance that may begin late | validation: breaks create.modified | conflict: takes create.child-updated=modified? | others: takes create.child-updated=unmodified?
an update of its pipeline | validation: breaks create.modified | conflict: takes create.child-updated=modified? | others: takes create.child-updated=unmodified?
a refused update of its pipeline | validation: breaks create.retry | conflict: breaks create.retry | others: shows create.retry
an update of another’s pipeline | validation: breaks create.retry | conflict: breaks create.retry | others: shows create.retry
a lost update of its pipeline | validation: breaks once.lost-response | conflict: takes create.child-updated=modified? | others: shows create.retry, takes create.child-updated=unmodified?
`;

const templateTable = `
an update | conflict: shows create.modified | others: breaks create.modified
an update without detail | updated: - | validation: breaks create.modified | conflict: takes create.hidden-update=modified | others: takes create.hidden-update=unmodified, takes detail.snapshot=first
an update that is refused | original: shows create.retry | others: breaks create.retry
an update with what it had that is refused | original: right | conflict: right | others: breaks create.modified
an update of two members, one as it was, that is refused | original: shows create.retry | others: breaks create.retry
an update of another | original: shows create.retry | others: breaks create.retry
a tag | original: takes create.tagged=unmodified | conflict: takes create.tagged=modified | others: breaks create.modified
a tag that is refused | original: shows create.retry | others: breaks create.retry
a tag of another | original: shows create.retry | others: breaks create.retry
a lost tag | original: shows create.retry, takes create.tagged=unmodified | conflict: takes create.tagged=modified | others: breaks create.retry
a tag that is not there taken away | original: right | conflict: right | others: breaks create.modified
a tag given and taken away | original: right | conflict: right | others: breaks create.modified
a tag that it had | original: right | conflict: right | others: breaks create.modified
a tag that it had taken away | original: takes create.tagged=unmodified | conflict: takes create.tagged=modified | others: breaks create.modified
`;

test.each([
  ...decisionTable(
    services,
    { original: service('ACTIVE'), working: service('CREATE_IN_PROGRESS'), validation, conflict },
    serviceTable,
  ),
  ...decisionTable(templates, { original: t(), updated: t({ description: 'u' }), validation, conflict }, templateTable),
])('a create after %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
