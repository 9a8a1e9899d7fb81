// Ways to change a request for an environment or a service. Names are keys; members that exclude one another don't meet.
import type { Json } from '../../src/program/types.ts';
import { provisioned, repositoryLink, withPipeline } from '../full.ts';
import { environmentSpec, role, serviceInstance, serviceSpec } from '../requests.ts';
import { cutElsewhere, descriptionChanges, exchanged, one, taken, to } from './make.ts';
import { specChanges } from './specs.ts';
import { tagChanges } from './tags.ts';
import type { Mutation } from './types.ts';

/** `note` lines sit beside `size`, whose indentation the two kinds of spec don't share. */
const flat = (more = '') => more.replaceAll('      ', '  ');

const inRepository = (label: string, value: Json, path = label): Mutation => ({
  label: `provisioningRepository: ${label}`,
  base: provisioned,
  change: { set: { [`provisioningRepository.${path}`]: value } },
  safe: false,
});

export const environmentChanges: readonly Mutation[] = [
  ...descriptionChanges,
  ...specChanges((size, more) => environmentSpec(size, flat(more))),
  ...to('protonServiceRoleArn', [
    { label: 'another', value: role('other') },
    { label: 'last character', value: role('protom') },
    { label: 'case', value: role('Proton') },
  ]),
  cutElsewhere(['protonServiceRoleArn', role('proton')], ['description', 'one']),
  one('templateName', 'another', '{{fixture:otherEnvTemplate}}'),
  one('templateMajorVersion', 'another', '2'),
  one('templateMinorVersion', 'another', '1', '0'),
  ...tagChanges,
  ...taken('codebuildRoleArn', role('build'), role('builder')),
  ...taken('componentRoleArn', role('component'), role('components')),
  exchanged(['codebuildRoleArn', role('build')], ['componentRoleArn', role('component')]),
  exchanged(['protonServiceRoleArn', role('proton')], ['componentRoleArn', role('component')]),
  inRepository('branch', 'next'),
  inRepository('name', 'owner/two'),
  inRepository('provider', 'BITBUCKET'),
  inRepository('owner', 'other/one', 'name'),
];

const ofPipeline = (member: string, value: string, label = 'another'): Mutation => ({
  label: `${member}: ${label}`,
  base: withPipeline,
  change: { set: { [member]: value } },
  safe: false,
});

export const serviceChanges: readonly Mutation[] = [
  ...descriptionChanges,
  ...specChanges(serviceSpec),
  one(
    'spec',
    'the second instance',
    serviceSpec('one', serviceInstance('second', 'two')),
    serviceSpec('one', serviceInstance('second', 'one')),
  ),
  one('spec', 'name of the instance', serviceSpec('one', '', 'two')),
  one('templateName', 'another', '{{fixture:otherServiceTemplate}}'),
  one('templateMajorVersion', 'another', '2'),
  one('templateMinorVersion', 'another', '1', '0'),
  ...tagChanges,
  ofPipeline('branchName', 'next'),
  ofPipeline('repositoryId', 'owner/two'),
  ofPipeline('repositoryId', 'other/one', 'another owner'),
  ofPipeline('repositoryConnectionArn', repositoryLink('two')),
  {
    label: 'repository: left out',
    base: withPipeline,
    change: { drop: Object.keys(withPipeline.set ?? {}) },
    safe: false,
  },
];
