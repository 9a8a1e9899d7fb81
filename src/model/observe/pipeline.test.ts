// What a Get of a service may show of its pipeline: one that was deployed as it was, until something is done to the service,
// and none that only a refused request or an earlier service has asked for.
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
  walk,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const pipeline = (more: Detail = {}): Detail => ({
  pipeline: {
    arn: 'arn:aws:proton:us-east-1:123456789012:service/ns-a/pipeline',
    createdAt: MADE,
    deploymentStatus: 'SUCCEEDED',
    lastDeploymentAttemptedAt: MADE,
    lastDeploymentSucceededAt: MADE,
    templateName: 'ns-t',
    templateMajorVersion: '1',
    templateMinorVersion: '0',
    ...more,
  },
});
const service = (more: Detail = {}): Reply =>
  shows({ name: 'ns-a', arn: 'arn:a', createdAt: MADE, lastModifiedAt: MADE, status: 'ACTIVE', spec: 's', ...more });
const own: Input = { name: 'ns-a', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const inRepository = { ...own, repositoryId: 'o/r', branchName: 'main', repositoryConnectionArn: 'arn:r' };

const create = (reply: Reply, input: Input = inRepository): Line => line('CreateService', input, reply);
const look = (reply: Reply): Line => line('GetService', { name: 'ns-a' }, reply);
const get = (more: Detail = {}): Line => look(service(more));
const remove = [
  line('DeleteService', { name: 'ns-a' }, service({ status: 'DELETE_IN_PROGRESS' })),
  line('GetService', { name: 'ns-a' }, notFound),
];
const update = (operation: string, input: Input): Line => line(operation, { spec: 's', ...input }, empty);
const again = create(service());
const seen = [again, get(pipeline())];
const without = [create(service(), own), get()];

const situations: Record<string, Situation> = {
  'never seen': [[again, again], look],
  'sent again': [[...seen, again], look],
  'sent again just now': [[...seen, again], (reply) => ({ ...look(reply), afterMs: 500 })],
  'refused a change': [[...seen, create(mismatch, { ...inRepository, description: 'x' })], look],
  'seen at work': [[again, get(pipeline({ deploymentStatus: 'IN_PROGRESS' })), again], look],
  'seen without, and sent again': [[again, get(), again], look],
  updated: [[...seen, update('UpdateService', { name: 'ns-a', description: 'u' }), again], look],
  'updated in its pipeline': [
    [...seen, update('UpdateServicePipeline', { serviceName: 'ns-a', deploymentType: 'CURRENT_VERSION' }), again],
    look,
  ],
  'updated in its pipeline, and seen since': [
    [
      ...seen,
      update('UpdateServicePipeline', { serviceName: 'ns-a', deploymentType: 'CURRENT_VERSION' }),
      get(pipeline()),
      again,
    ],
    look,
  ],
  'refused an update': [[...seen, line('UpdateService', { name: 'ns-a', spec: 'x' }, conflict), again], look],
  'without a repository': [[...without, create(service(), own)], look],
  'without a repository, refused one': [[...without, create(mismatch)], look],
  'without a repository, never seen, refused one': [[create(service(), own), create(mismatch)], look],
};
const answers: Record<string, Reply> = {
  it: service(pipeline()),
  failed: service(pipeline({ deploymentStatus: 'FAILED', lastDeploymentAttemptedAt: MADE + 9 })),
  'of half the members': service({ pipeline: { arn: (pipeline().pipeline as Detail).arn!, createdAt: null } }),
  'at work': service(pipeline({ deploymentStatus: 'IN_PROGRESS' })),
  'deployed again': service(pipeline({ lastDeploymentAttemptedAt: MADE + 9, lastDeploymentSucceededAt: MADE + 9 })),
  'made again': service(pipeline({ createdAt: MADE + 9 })),
  gone: service(),
  over: service(pipeline({ deploymentStatus: 'DELETE_COMPLETE' })),
};
const wrong = ['at work', 'deployed again', 'made again', 'gone', 'over'];
const shown = ['it', 'failed', 'of half the members', 'at work', 'deployed again', 'made again'];
const each = (decision: string, which = wrong): string => which.map((answer) => `${answer}: ${decision}`).join(' | ');

const table = `
  never seen | others: right
  sent again | ${each('breaks create.retry')} | others: shows create.retry
  sent again just now | ${each('excused')} | others: right
  refused a change | ${each('breaks create.rejected-harmless')} | others: shows create.rejected-harmless
  seen at work | others: shows create.retry
  seen without, and sent again | others: shows create.retry
  updated | others: right
  updated in its pipeline | others: right
  updated in its pipeline, and seen since | others: shows create.retry
  refused an update | others: shows create.retry
  without a repository | others: shows create.retry
  without a repository, refused one | ${each('breaks create.rejected-harmless', shown)} | others: shows create.rejected-harmless
  without a repository, never seen, refused one | others: right
`;

test.each(decisionTable(situations, answers, table))('a service %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

/** Deleted, and made anew without a repository so many seconds after the first. */
const madeAgain = (seconds: number, first: Detail = {}): Line[] => [
  again,
  get(pipeline(first)),
  ...remove,
  create(service({ createdAt: MADE + seconds }), own),
];
test.each<[string, readonly Line[], Detail, number, string]>([
  ['of before', madeAgain(9), pipeline(), 9, 'create.after-delete'],
  ['of about then', madeAgain(0.9), pipeline(), 0.9, 'right'],
  [
    'of that very instant',
    madeAgain(0.9, { createdAt: MADE + 0.1 }),
    pipeline({ createdAt: MADE + 0.1 }),
    0.9,
    'create.after-delete',
  ],
  ['of its own', madeAgain(9), pipeline({ createdAt: MADE + 9 }), 9, 'right'],
  ['none', madeAgain(9), {}, 9, 'right'],
])('a service made again shows a pipeline %s', (_, lines, detail, seconds, verdict) => {
  const { verdict: told, story } = walk([...lines, get({ createdAt: MADE + seconds, ...detail })]);
  expect(told, story).toBe(verdict);
});
