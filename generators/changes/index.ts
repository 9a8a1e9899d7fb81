// Every way to change exactly one parameter of a create request. A strict change must leave a request that would have
// succeeded as a first one; what the contract leaves open stands apart, in silent.ts.
import type { Change } from '../../src/program/types.ts';
import type { CreateOperation } from '../requests.ts';
import { connectionChanges } from './connections.ts';
import { environmentChanges, serviceChanges } from './deployed.ts';
import { templateChanges } from './templates.ts';
import type { Mutation } from './types.ts';
import { compatibilityChanges, versionChanges } from './versions.ts';

const members: Readonly<Record<CreateOperation, readonly Mutation[]>> = {
  CreateEnvironmentTemplate: templateChanges('provisioning'),
  CreateServiceTemplate: templateChanges('pipelineProvisioning'),
  CreateEnvironmentTemplateVersion: versionChanges,
  CreateServiceTemplateVersion: [...versionChanges, ...compatibilityChanges],
  CreateEnvironmentAccountConnection: connectionChanges,
  CreateEnvironment: environmentChanges,
  CreateService: serviceChanges,
};

/** Every way to change exactly one parameter of the standard request of `operation`; labels are unique within it. */
export const changes = (operation: CreateOperation): readonly Mutation[] => members[operation];

/** The top-level members that the change is about. */
export const membersOf = ({ set = {}, drop = [] }: Change): readonly string[] => [
  ...new Set([...Object.keys(set), ...drop].map((path) => path.split('.')[0]!)),
];

/** The one top-level member that the change is about; undefined if there are several. */
export function memberOf(change: Change): string | undefined {
  const members = membersOf(change);
  return members.length === 1 ? members[0] : undefined;
}

/** Of each member one change: one that sets it, if there is one, else one that leaves it out. */
export function oneOfEach(all: readonly Mutation[]): Mutation[] {
  const setting = ({ change }: Mutation): number => (change.set === undefined ? 0 : 1);
  const best = all.toReversed().toSorted((a, b) => setting(a) - setting(b));
  return [...new Map(best.map((mutation) => [memberOf(mutation.change), mutation])).values()];
}

/** One change of each member of the standard request that needs no other original, nor several members. */
export const plainChanges = (operation: CreateOperation): Mutation[] =>
  oneOfEach(
    changes(operation).filter(
      ({ safe, base, change }) => safe && membersOf(base).length === 0 && memberOf(change) !== undefined,
    ),
  );

/** The changes in words, for a person. */
export const labels = (of: readonly { readonly label: string }[]): string => of.map(({ label }) => label).join('; ');

export { silentChanges } from './silent.ts';
export type { Mutation, SilentChange } from './types.ts';
