// Ways to change a request for an environment or a service. Names are keys; members that exclude one another don't meet.
import type { Json } from '../../src/program/types.ts';
import { environmentSpec, role, serviceSpec } from '../requests.ts';
import { descriptionChanges, one, taken, to } from './make.ts';
import { specChanges } from './specs.ts';
import { tagChanges } from './tags.ts';
import type { Mutation } from './types.ts';

export interface ChangeOptions {
  /** Whether the endpoint takes repositories that nobody registered (default false: none are sent). */
  readonly repositories?: boolean;
}

/** `note` lines sit beside `size`, whose indentation the two kinds of spec don't share. */
const flat = (more = '') => more.replaceAll('      ', '  ');

const repository = (name: string, branch: string): Json => ({ provider: 'GITHUB', name, branch });

export function environmentChanges({ repositories }: ChangeOptions): Mutation[] {
  const provisioned = {
    drop: ['protonServiceRoleArn'],
    set: { provisioningRepository: repository('owner/one', 'main') },
  };
  const inRepository = (label: string, set: Record<string, Json>): Mutation => ({
    label: `provisioningRepository: ${label}`,
    base: provisioned,
    change: { set },
    safe: false,
  });
  return [
    ...descriptionChanges,
    ...specChanges((size, more) => environmentSpec(size, flat(more))),
    ...to('protonServiceRoleArn', [
      { label: 'another', value: role('other') },
      { label: 'last character', value: role('protom') },
      { label: 'case', value: role('Proton') },
    ]),
    one('templateName', 'another', '{{fixture:otherEnvTemplate}}'),
    one('templateMajorVersion', 'another', '2'),
    one('templateMinorVersion', 'another', '1', '0'),
    ...tagChanges,
    ...taken('codebuildRoleArn', role('build'), role('builder')),
    ...taken('componentRoleArn', role('component'), role('components')),
    ...(repositories
      ? [
          inRepository('branch', { 'provisioningRepository.branch': 'next' }),
          inRepository('name', { 'provisioningRepository.name': 'owner/two' }),
          inRepository('provider', { 'provisioningRepository.provider': 'BITBUCKET' }),
        ]
      : []),
  ];
}

export function serviceChanges({ repositories }: ChangeOptions): Mutation[] {
  const source = { branchName: 'main', repositoryId: 'owner/one', repositoryConnectionArn: link('one') };
  const inRepository = (member: string, value: string): Mutation => ({
    label: `${member}: another`,
    base: { set: source },
    change: { set: { [member]: value } },
    safe: false,
  });
  return [
    ...descriptionChanges,
    ...specChanges(serviceSpec),
    one('spec', 'name of the instance', serviceSpec('one', '', 'two')),
    one('templateName', 'another', '{{fixture:otherServiceTemplate}}'),
    one('templateMajorVersion', 'another', '2'),
    one('templateMinorVersion', 'another', '1', '0'),
    ...tagChanges,
    ...(repositories
      ? [
          inRepository('branchName', 'next'),
          inRepository('repositoryId', 'owner/two'),
          inRepository('repositoryConnectionArn', link('two')),
          { label: 'repository: left out', base: { set: source }, change: { drop: Object.keys(source) }, safe: false },
        ]
      : []),
  ];
}

const link = (name: string) => `arn:aws:codestar-connections:us-east-1:{{account}}:connection/${name}`;
