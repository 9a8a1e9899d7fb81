// Versions of every shape: their token lives eight hours and may have 64 characters, whatever the request is like. Of
// connections there may be too few at a time for that.
import type { Input } from '../../src/program/types.ts';
import { labels } from '../changes/index.ts';
import { longText } from '../changes/text.ts';
import { type Full, fullRequests } from '../full.ts';
import { optionalMembers, standardRequest, teamTag, type VersionCreate, versionCreates } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { createEach, otherRequest, prepared } from './start.ts';
import { afterEightHours } from './token-time.ts';

const shapes = (operation: VersionCreate): readonly Full[] => [
  { label: 'nothing optional', change: { drop: optionalMembers(standardRequest(operation)) } },
  { label: 'two tags', change: { set: { tags: [teamTag, { key: 'late', value: 'x' }] } } },
  { label: 'a long description', change: { set: { description: longText(500) } } },
  ...fullRequests[operation],
];

/** What is provisioned otherwise may have its versions registered by code of its own. */
const ofCustomers: Readonly<Record<VersionCreate, Input>> = {
  CreateEnvironmentTemplateVersion: { provisioning: 'CUSTOMER_MANAGED' },
  CreateServiceTemplateVersion: { pipelineProvisioning: 'CUSTOMER_MANAGED' },
};

/** One original of each shape beside another, by tokens of their own; `form`: what the tokens are like. */
const madeIn = (operation: VersionCreate, form = ''): { names: readonly string[]; script: Script } => {
  const script = prepared(operation, ofCustomers[operation]);
  const inputs = shapes(operation).map(({ change }) => otherRequest(operation, change));
  const names = createEach(script, operation, inputs, form);
  return { names, script: script.settle(...names) };
};

const inWords = (operation: VersionCreate): string => labels(shapes(operation));

const eightHours = (operation: VersionCreate): Draft => {
  const { names, script } = madeIn(operation);
  script.advance(afterEightHours[0]);
  for (const name of names) script.retry(name, { as: `${name} again` });
  script.settle(...names.map((name) => `${name} again`)).advance(afterEightHours[1]);
  for (const name of names) script.retry(name);
  return script.list('v0').aimedAt('token.expired', operation, 'expired', inWords(operation));
};

const longest = (operation: VersionCreate): Draft => {
  const { names, script } = madeIn(operation, ' length=64');
  for (const name of names) script.retry(name);
  return script
    .list('v0')
    .aimedAt('token.length', operation, 'same parameters', `64 characters; ${inWords(operation)}`);
};

export const tokenShapes: readonly Draft[] = versionCreates.flatMap((operation) => [
  eightHours(operation),
  longest(operation),
]);
