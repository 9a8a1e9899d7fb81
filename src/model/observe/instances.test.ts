// What a list of a service's instances may show: each that was deployed as it was, until something is done to the service.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const service = (name: string, more: Detail = {}): Reply =>
  shows({
    name,
    arn: `arn:aws:proton:us-east-1:123456789012:service/${name}`,
    createdAt: MADE,
    lastModifiedAt: MADE,
    templateName: 'ns-t',
    status: 'ACTIVE',
    description: 'd',
    spec: 's',
    ...more,
  });
const instance = (name: string, more: Detail = {}): Detail => ({
  name,
  serviceName: 'ns-a',
  arn: `arn:aws:proton:us-east-1:123456789012:service/ns-a/service-instance/${name}`,
  createdAt: MADE,
  deploymentStatus: 'SUCCEEDED',
  environmentName: 'ns-e',
  lastDeploymentAttemptedAt: MADE,
  lastDeploymentSucceededAt: MADE,
  templateName: 'ns-t',
  templateMajorVersion: '1',
  templateMinorVersion: '0',
  ...more,
});
const one = instance('one');

const create = (reply: Reply = service('ns-a'), description = 'd'): Line =>
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 's', description }, reply);
const other = (reply: Reply): Line =>
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 's two', description: 'd' }, reply);
const get = line('GetService', { name: 'ns-a' }, service('ns-a'));
const instances = (reply: Reply, afterMs = 3000): Line =>
  line('ListServiceInstances', { serviceName: 'ns-a' }, reply, { afterMs });
const soon = (reply: Reply): Line => instances(reply, 500);
const seen = [create(), get, instances(lists([one]))];
const changed = line('UpdateService', { name: 'ns-a', spec: 'x' }, service('ns-a', { spec: 'x' }));
const shownAtWork = { ...changed, reply: service('ns-a', { spec: 'x', status: 'UPDATE_IN_PROGRESS' }) };
const redeployed = line('UpdateServiceInstance', { serviceName: 'ns-a', name: 'one' }, empty);
const tagged = line('TagResource', { resourceArn: 'arn:aws:proton:us-east-1:123456789012:service/ns-a' }, empty);
const remove = (name: string, reply: Reply = empty): Line => line('DeleteService', { name }, reply);
const beside = line('CreateService', { name: 'ns-b', templateName: 'ns-t', spec: 's' }, service('ns-b'));

const situations: Record<string, Situation> = {
  'never seen': [[create(), get, create()], instances],
  'seen at once': [[create(), get, instances(lists([one]), 500), create()], instances],
  'sent again': [[...seen, create()], instances],
  'sent again just now': [[...seen, create()], soon],
  'sent again, and seen right elsewhere': [[...seen, create(), get], instances],
  'refused a change': [[...seen, create(mismatch, 'x')], instances],
  'refused another instance': [[...seen, other(mismatch)], instances],
  'refused another instance, then updated to it': [
    [
      ...seen,
      other(mismatch),
      line('UpdateService', { name: 'ns-a', spec: 's two' }, service('ns-a', { spec: 's two' })),
    ],
    instances,
  ],
  'another one deleted': [[beside, ...seen, remove('ns-b')], instances],
  updated: [[...seen, changed], instances],
  'refused an update': [[...seen, line('UpdateService', { name: 'ns-a', spec: 'x' }, conflict)], instances],
  'perhaps updated': [[...seen, { ...changed, reply: 'lost' }], instances],
  'updated, and then refused': [
    [
      ...seen,
      shownAtWork,
      { ...get, reply: service('ns-a', { spec: 'x' }) },
      instances(lists([one])),
      create(conflict),
    ],
    instances,
  ],
  'updated by what may be to begin, and then refused': [
    [...seen, changed, { ...get, reply: service('ns-a', { spec: 'x' }) }, instances(lists([one])), create(conflict)],
    instances,
  ],
  'its instance updated': [[...seen, redeployed], instances],
  tagged: [[...seen, tagged], instances],
  deleted: [[...seen, remove('ns-a', service('ns-a', { status: 'DELETE_IN_PROGRESS' }))], instances],
  'seen while in progress': [
    [create(), get, instances(lists([instance('one', { deploymentStatus: 'IN_PROGRESS' })])), create()],
    instances,
  ],
};
const answers: Record<string, Reply> = {
  it: lists([one]),
  'with another': lists([one, instance('two', { deploymentStatus: 'IN_PROGRESS' })]),
  'with a foreign one': lists([one, instance('one', { serviceName: 'ns-c', deploymentStatus: 'IN_PROGRESS' })]),
  failed: lists([instance('one', { deploymentStatus: 'FAILED', lastDeploymentAttemptedAt: MADE + 9 })]),
  unknown: lists([instance('one', { deploymentStatus: 'NEW' })]),
  message: lists([instance('one', { deploymentStatusMessage: 'm' })]),
  refused: notFound,
  working: lists([instance('one', { deploymentStatus: 'IN_PROGRESS' })]),
  deleting: lists([instance('one', { deploymentStatus: 'DELETE_IN_PROGRESS' })]),
  gone: lists([]),
  over: lists([instance('one', { deploymentStatus: 'DELETE_COMPLETE' })]),
  'deployed again': lists([
    instance('one', { lastDeploymentAttemptedAt: MADE + 9, lastDeploymentSucceededAt: MADE + 9 }),
  ]),
  'made again': lists([instance('one', { createdAt: MADE + 9 })]),
  elsewhere: lists([instance('one', { environmentName: 'ns-f' })]),
};
const wrong = ['working', 'deleting', 'gone', 'over', 'deployed again', 'made again', 'elsewhere'];
const all = (decision: string, answers = wrong): string =>
  [...answers.map((answer) => `${answer}: ${decision}`), 'others: right'].join(' | ');

/** Made again so many seconds after the first one. */
const madeAgain = (seconds: number): Line[] => {
  const anew = { createdAt: MADE + seconds };
  return [
    ...seen,
    remove('ns-a', service('ns-a', { status: 'DELETE_IN_PROGRESS' })),
    { ...get, reply: notFound },
    create(service('ns-a', anew)),
    { ...get, reply: service('ns-a', anew) },
  ];
};
const ofOld = ['it', 'with another', 'with a foreign one', 'failed', 'unknown', 'message', ...wrong]
  .filter((answer) => !['gone', 'over', 'made again'].includes(answer))
  .map((answer) => `${answer}: breaks create.after-delete`)
  .join(' | ');
const recreated: Record<string, Situation> = {
  'made again': [madeAgain(9), instances],
  'made again within the second': [madeAgain(0.9), instances],
};

const table = `
  never seen | others: right
  seen at once | ${all('breaks create.retry')}
  sent again | ${all('breaks create.retry')}
  sent again just now | ${all('excused')}
  sent again, and seen right elsewhere | ${all('breaks create.retry')}
  refused a change | ${all('breaks create.rejected-harmless')}
  refused another instance | ${all('breaks create.rejected-harmless', ['with another', ...wrong])}
  refused another instance, then updated to it | others: right
  another one deleted | ${all('breaks delete.only')}
  updated | others: right
  refused an update | others: right
  perhaps updated | others: right
  updated, and then refused | with another: breaks create.rejected-harmless | others: right
  updated by what may be to begin, and then refused | others: right
  its instance updated | others: right
  tagged | others: right
  deleted | others: right
  seen while in progress | others: right
`;

const recreatedTable = `
  made again | ${ofOld} | others: right
  made again within the second | others: right
`;

const two = instance('two');
/** Made with two instances, of which an update has left one. */
const cut = (...status: string[]): Line[] => [
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 'one two' }, service('ns-a', { spec: 'one two' })),
  { ...get, reply: service('ns-a', { spec: 'one two' }) },
  instances(lists([one, two])),
  line('UpdateService', { name: 'ns-a', spec: 'one' }, service('ns-a', { status: 'UPDATE_IN_PROGRESS' })),
  ...status.map((shown) => ({ ...get, reply: service('ns-a', { spec: 'one', status: shown }) })),
];
const retried: Line = line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 'one two' }, conflict);
const cutAway: Record<string, Situation> = {
  'left out by an update': [[...cut('ACTIVE'), instances(lists([one])), retried], instances],
  'left out, when the rest was at work': [
    [...cut('ACTIVE'), instances(lists([instance('one', { deploymentStatus: 'IN_PROGRESS' })])), retried],
    instances,
  ],
  'left out, which nobody has seen': [[...cut('ACTIVE'), retried], instances],
  'left out by an update that may be to begin': [
    [
      ...cut('ACTIVE').map((l) => (l.operation === 'UpdateService' ? { ...l, reply: service('ns-a') } : l)),
      instances(lists([one])),
      retried,
    ],
    instances,
  ],
  'left out by an update that failed': [
    [...cut('UPDATE_FAILED', 'ACTIVE'), instances(lists([one])), retried],
    instances,
  ],
  'in the spec, and late': [
    [
      line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 'one two' }, service('ns-a')),
      get,
      instances(lists([one])),
      line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: 'one two' }, service('ns-a')),
    ],
    instances,
  ],
};
const cutTable = `
  left out by an update | both: breaks create.rejected-harmless | others: right
  left out, when the rest was at work | others: right
  left out, which nobody has seen | others: right
  left out by an update that may be to begin | others: right
  left out by an update that failed | others: right
  in the spec, and late | others: right
`;
test.each(decisionTable(cutAway, { left: lists([one]), both: lists([one, two]) }, cutTable))(
  'an instance %s',
  (_, row) => {
    const { decided, expected } = row();
    expect(decided).toEqual(expected);
  },
);

const doubledAnswers = {
  once: lists([one]),
  twice: lists([one, one]),
  'twice, one of another service': lists([one, instance('one', { serviceName: 'ns-c' })]),
  stray: lists([one, instance('stray')]),
  late: lists([one, two]),
};
const made = (names: string): Line =>
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: names }, service('ns-a', { spec: names }));
const doubles: Record<string, Situation> = {
  'sent again, named by its spec': [[made('one two'), get, instances(lists([one])), made('one two')], instances],
  'that goes by a name of the endpoint’s own': [[made('two'), get, instances(lists([one])), made('two')], instances],
  'there twice from the first': [[made('one two'), get, instances(lists([one, one])), made('one two')], instances],
  'of which one is at work': [
    [
      made('one two'),
      get,
      instances(lists([one, instance('two', { deploymentStatus: 'IN_PROGRESS' })])),
      made('one two'),
    ],
    instances,
  ],
};
const doublesTable = `
  sent again, named by its spec | twice: breaks create.retry | stray: breaks create.retry | others: right
  that goes by a name of the endpoint’s own | twice: breaks create.retry | others: right
  there twice from the first | others: right
  of which one is at work | twice: breaks create.retry | others: right
`;
test.each(decisionTable(doubles, doubledAnswers, doublesTable))('an instance %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

const spec = 'instances:\n- environment: ns-e\n';
const place = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const makePlace = (reply = shows(environment('ns-e', 'SUCCEEDED', { spec: 's' }))): Line =>
  line('CreateEnvironment', place, reply);
const changePlace = line(
  'UpdateEnvironment',
  { name: 'ns-e', spec: 'u', deploymentType: 'CURRENT_VERSION' },
  shows(environment('ns-e', 'SUCCEEDED', { spec: 'u' })),
);
const placed = [
  makePlace(),
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec }, service('ns-a', { spec })),
  { ...get, reply: service('ns-a', { spec }) },
  instances(lists([one])),
];
const inPlace: Record<string, Situation> = {
  'sent again': [[...placed, makePlace()], instances],
  'refused a change': [[...placed, { ...makePlace(mismatch), input: { ...place, description: 'x' } }], instances],
  updated: [[...placed, changePlace], instances],
  'updated, and refused a retry': [[...placed, changePlace, makePlace(conflict)], instances],
};
const inPlaceTable = `
  sent again | ${all('breaks create.retry')}
  refused a change | ${all('breaks create.rejected-harmless')}
  updated | others: right
  updated, and refused a retry | others: right
`;
test.each(decisionTable(inPlace, answers, inPlaceTable))('a service in an environment %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

test.each(decisionTable(recreated, answers, recreatedTable))('a service %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

test.each(decisionTable(situations, answers, table))('a service %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
