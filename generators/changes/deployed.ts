// Ways to change a request for an environment or a service. Names are keys; members that exclude one another don't meet.
import { provisioned, repositoryLink, withPipeline } from '../full.ts';
import { environmentSpec, role, serviceInstance, serviceSpec, specOfTwo } from '../requests.ts';
import { ofAny, segmentChanges, takenRole } from './arns.ts';
import { cutElsewhere, descriptionChanges, exchanged, one, to } from './make.ts';
import { specChanges } from './specs.ts';
import { tagChanges } from './tags.ts';
import type { TextChange } from './text.ts';
import type { Mutation } from './types.ts';

/** `note` lines sit beside `size`, whose indentation the two kinds of spec don't share. */
const flat = (more = '') => more.replaceAll('      ', '  ');

/** Than `main`, as git tells branches apart. */
const otherBranches: readonly TextChange[] = [
  { label: 'another', value: 'next' },
  { label: 'case', value: 'Main' },
  { label: 'as a ref', value: 'refs/heads/main' },
  { label: 'of a remote', value: 'origin/main' },
  { label: 'one character more', value: 'main2' },
];

/** Than `owner/one`. */
const otherRepositories: readonly TextChange[] = [
  { label: 'another', value: 'owner/two' },
  { label: 'another owner', value: 'other/one' },
  { label: 'case', value: 'owner/One' },
  { label: 'case of the owner', value: 'Owner/one' },
  { label: 'with .git', value: 'owner/one.git' },
];

const inRepository = (member: string, to: readonly TextChange[]): Mutation[] =>
  to.map(({ label, value }) => ({
    label: `provisioningRepository: ${member}, ${label}`,
    base: provisioned,
    change: { set: { [`provisioningRepository.${member}`]: value } },
    safe: false,
  }));

export const environmentChanges: readonly Mutation[] = [
  ...descriptionChanges,
  ...specChanges((size, more) => environmentSpec(size, flat(more))),
  ...to('protonServiceRoleArn', [
    { label: 'another', value: role('other') },
    { label: 'last character', value: role('protom') },
    { label: 'case', value: role('Proton') },
    { label: 'a path', value: role('path/proton') },
  ]),
  ...segmentChanges('protonServiceRoleArn', role('proton'), { ...ofAny, type: 'user' }),
  cutElsewhere(['protonServiceRoleArn', role('proton')], ['description', 'one']),
  one('templateName', 'another', '{{fixture:otherEnvTemplate}}'),
  one('templateMajorVersion', 'another', '2'),
  one('templateMinorVersion', 'another', '1', '0'),
  ...tagChanges,
  ...takenRole('codebuildRoleArn', 'build', 'builder'),
  ...takenRole('componentRoleArn', 'component', 'components'),
  exchanged(['codebuildRoleArn', role('build')], ['componentRoleArn', role('component')]),
  exchanged(['protonServiceRoleArn', role('proton')], ['componentRoleArn', role('component')]),
  ...inRepository('provider', [{ label: 'another', value: 'BITBUCKET' }]),
  ...inRepository('branch', otherBranches),
  ...inRepository('name', otherRepositories),
];

const ofPipeline = (mutation: Mutation): Mutation => ({ ...mutation, base: withPipeline, safe: false });

export const serviceChanges: readonly Mutation[] = [
  ...descriptionChanges,
  ...specChanges(serviceSpec),
  one('spec', 'the second instance', serviceSpec('one', serviceInstance('second', 'two')), specOfTwo),
  one('spec', 'the second instance left out', serviceSpec(), specOfTwo),
  one('spec', 'a second instance', specOfTwo),
  one('spec', 'name of the instance', serviceSpec('one', '', 'two')),
  one('templateName', 'another', '{{fixture:otherServiceTemplate}}'),
  one('templateMajorVersion', 'another', '2'),
  one('templateMinorVersion', 'another', '1', '0'),
  ...tagChanges,
  ...[
    ...to('branchName', otherBranches),
    ...to('repositoryId', otherRepositories),
    one('repositoryConnectionArn', 'another', repositoryLink('two')),
    ...segmentChanges('repositoryConnectionArn', repositoryLink('one'), { ...ofAny, type: 'host' }),
  ].map(ofPipeline),
  {
    label: 'repository: left out',
    base: withPipeline,
    change: { drop: Object.keys(withPipeline.set ?? {}) },
    safe: false,
  },
];
