// Get operations, and the lists of everything.
import { listedDeleted, shownDeleted } from '../core/deleted.ts';
import { showDetail } from '../core/detail.ts';
import { type Kind, kindFacts, templateKindOf, type VersionKind } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { type Json, listOf, type Members, requiredText } from '../wire/json.ts';
import { found, type Operate } from './answers.ts';
import { instanceFilter, instanceOrder } from './instance-filters.ts';
import { page } from './paging.ts';

/** Get of a kind, by the key that the input names. */
export function getOperation(kind: Kind, key: (input: Members) => string): Operate {
  return (world, input) => {
    const name = key(input);
    const complete = shownDeleted(world, kind, name);
    const resource = world.rules.looked(world, kind, name, world.view.get(kind, name));
    return {
      [kindFacts[kind].detail]:
        complete ?? showDetail(world, resource ?? found(world, world.view, kind, name), world.view),
    };
  };
}

export const byName = (input: Members) => requiredText(input, 'name');
export const byId = (input: Members) => requiredText(input, 'id');
export const byInstance = (input: Members) => `${requiredText(input, 'serviceName')}/${requiredText(input, 'name')}`;

/** List of a kind of resource that has no filter. */
export function listOperation(kind: Kind, name: string): Operate {
  return (world, input) => pageOf(world, input, kind, world.view.all(kind), name);
}

/** The minor versions of a major version, or one line for each major version (the contract's "Lists of versions"). */
export function listVersions(kind: VersionKind): Operate {
  return (world, input) => {
    const template = found(world, world.view, templateKindOf(kind), requiredText(input, 'templateName'));
    const versions = world.view.where(kind, 'templateName', template.key);
    if (world.settings.habits.allMajors) return pageOf(world, input, kind, versions, 'templateVersions');
    const { majorVersion } = input;
    const firsts = new Map(versions.toReversed().map((version) => [version.members.majorVersion, version]));
    const wanted =
      majorVersion === undefined
        ? versions.filter((version) => firsts.get(version.members.majorVersion) === version)
        : versions.filter(({ members }) => members.majorVersion === majorVersion);
    return pageOf(world, input, kind, wanted, 'templateVersions');
  };
}

export const listEnvironments: Operate = (world, input) => {
  const filters = listOf(input, 'environmentTemplates');
  const isWanted = ({ members }: { members: Members }) =>
    filters.length === 0 ||
    filters.some(
      (one) => one.templateName === members.templateName && one.majorVersion === members.templateMajorVersion,
    );
  const deleted = listedDeleted(world, 'environment').filter(isWanted);
  return pageOf(world, input, 'environment', world.view.all('environment').filter(isWanted), 'environments', deleted);
};

export const listConnections: Operate = (world, input) => {
  const side = input.requestedBy === 'MANAGEMENT_ACCOUNT' ? 'managementAccountId' : 'environmentAccountId';
  const statuses = Array.isArray(input.statuses) && input.statuses.length > 0 ? input.statuses : undefined;
  const wanted = world.view
    .all('environment-account-connection')
    .filter(
      ({ members }) =>
        members[side] === world.account &&
        (input.environmentName === undefined || members.environmentName === input.environmentName) &&
        (!statuses || statuses.includes(members.status as Json)),
    );
  return pageOf(world, input, 'environment-account-connection', wanted, 'environmentAccountConnections');
};

export const listInstances: Operate = (world, input) => {
  if (input.serviceName !== undefined) found(world, world.view, 'service', requiredText(input, 'serviceName'));
  const wanted = [...world.view.all('service-instance'), ...listedDeleted(world, 'service-instance')]
    .filter((instance) => input.serviceName === undefined || instance.members.serviceName === input.serviceName)
    .filter((instance) => listOf(input, 'filters').every((filter) => instanceFilter(world, instance, filter)))
    .sort(instanceOrder(input));
  const rows = wanted.map((instance, n) => ({ serial: n + 1, row: () => instance.members }));
  return page(world, input, rows, { name: 'serviceInstances', scope: String(input.serviceName ?? '') });
};

function pageOf(
  world: World,
  input: Members,
  kind: Kind,
  resources: Resource[],
  name: string,
  deleted: ReturnType<typeof listedDeleted> = [],
): Members {
  const there = world.rules
    .listed(world, resources, kind)
    .map((resource) => ({ serial: resource.serial, row: () => showDetail(world, resource, world.view) }));
  const rows = [...there, ...deleted.map(({ serial, members }) => ({ serial, row: () => members }))];
  if (deleted.length > 0) rows.sort((left, right) => left.serial - right.serial);
  const filter = JSON.stringify(
    Object.entries(input).filter(([member]) => !['maxResults', 'nextToken'].includes(member)),
  );
  return page(world, input, rows, { name, scope: filter });
}
