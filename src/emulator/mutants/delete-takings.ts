// Mutants of the deletes: what else disappears or changes with what was deleted.
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { meddle, siblingsOf } from './operations.ts';

/** The alteration that lets `more` disappear too. */
const taking =
  (more: (world: World, deleted: Resource) => Resource[]) =>
  ({ alsoDeleted }: Rules): Partial<Rules> => ({
    alsoDeleted(world, deleted) {
      const also = alsoDeleted(world, deleted);
      const others = more(world, deleted).filter((one) => one.serial !== deleted.serial && !also.includes(one));
      return [...also, ...others];
    },
  });

const minorOf = (version: Resource) => Number(version.members.minorVersion);

export const deleteTakingMutants: Mutant[] = [
  {
    name: 'delete-takes-older-versions',
    breaks: 'delete.only',
    about: 'Deleting a service template version deletes the drafts of lower minor versions.',
    on: ['DeleteServiceTemplateVersion'],
    alter: taking((world, deleted) =>
      deleted.kind === 'service-template-version'
        ? siblingsOf(world, deleted).filter(
            (one) =>
              one.members.majorVersion === deleted.members.majorVersion &&
              one.members.status === 'DRAFT' &&
              minorOf(one) < minorOf(deleted),
          )
        : [],
    ),
  },
  {
    name: 'async-delete-takes-instances-alike',
    breaks: 'delete.only',
    about: 'Deleting a service deletes the instances of other services that are called like one of its own.',
    on: ['DeleteService'],
    alter: taking((world, deleted) => {
      if (deleted.kind !== 'service') return [];
      const all = world.store.all('service-instance');
      const own = all.filter(({ members }) => members.serviceName === deleted.key).map(({ members }) => members.name);
      return all.filter(({ members }) => members.serviceName !== deleted.key && own.includes(members.name));
    }),
  },
  {
    name: 'delete-takes-same-minor',
    breaks: 'delete.only',
    about: 'Deleting an environment template version deletes drafts of that minor version in other major versions.',
    on: ['DeleteEnvironmentTemplateVersion'],
    alter: taking((world, deleted) =>
      deleted.kind === 'environment-template-version'
        ? siblingsOf(world, deleted).filter(
            (one) => one.members.status === 'DRAFT' && minorOf(one) === minorOf(deleted),
          )
        : [],
    ),
  },
  {
    name: 'delete-takes-connections-of-environment',
    breaks: 'delete.only',
    about: 'Deleting a connection deletes all pending ones for environments whose name begins alike.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: taking((world, deleted) =>
      deleted.kind === 'environment-account-connection'
        ? world.store
            .all(deleted.kind)
            .filter(
              ({ members }) =>
                members.status === 'PENDING' &&
                String(members.environmentName).startsWith(String(deleted.members.environmentName)),
            )
        : [],
    ),
  },
  {
    name: 'delete-service-takes-environment',
    breaks: 'delete.only',
    about: 'Deleting a service deletes the environment that has its name.',
    on: ['DeleteService'],
    alter: taking((world, deleted) => {
      const other = deleted.kind === 'service' ? world.store.get('environment', deleted.key) : undefined;
      return other ? [other] : [];
    }),
  },
  {
    name: 'delete-environment-takes-siblings',
    breaks: 'delete.only',
    about: 'Deleting an environment deletes those of the same template that were made within the same second.',
    on: ['DeleteEnvironment'],
    alter: taking((world, deleted) =>
      deleted.kind === 'environment'
        ? world.store
            .where('environment', 'templateName', deleted.members.templateName)
            .filter(({ members }) => Math.abs(Number(members.createdAt) - Number(deleted.members.createdAt)) < 1000)
        : [],
    ),
  },
  {
    name: 'delete-clears-template',
    breaks: 'delete.only',
    about: 'Deleting an environment template version empties the description of its template.',
    on: ['DeleteEnvironmentTemplateVersion'],
    alter: ({ afterDeletion }) => ({
      afterDeletion(world, deleted) {
        const template =
          deleted.kind === 'environment-template-version' &&
          world.store.get('environment-template', String(deleted.members.templateName));
        if (template) meddle(world, template, { description: '' });
        return afterDeletion(world, deleted);
      },
    }),
  },
  {
    name: 'delete-rejects-others',
    breaks: 'delete.only',
    about: 'Deleting a connection rejects those that are pending.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: ({ afterDeletion }) => ({
      afterDeletion(world, deleted) {
        const others = deleted.kind === 'environment-account-connection' ? world.store.all(deleted.kind) : [];
        for (const one of others)
          if (one.members.status === 'PENDING') meddle(world, one, { status: 'REJECTED', lastModifiedAt: world.now });
        return afterDeletion(world, deleted);
      },
    }),
  },
  {
    name: 'delete-retry-takes-sibling',
    breaks: 'delete.only',
    about: 'A retry of the delete of an environment template version deletes the last draft of its template.',
    on: ['DeleteEnvironmentTemplateVersion'],
    alter: ({ deleteAgain }) => ({
      deleteAgain(world, grave, parentGone) {
        const { templateName } = grave?.detail ?? {};
        const drafts =
          grave?.kind === 'environment-template-version'
            ? world.store.where(grave.kind, 'templateName', templateName)
            : [];
        const last = drafts.filter(({ members }) => members.status === 'DRAFT').at(-1);
        if (last) world.store.remove(last, world.now);
        return deleteAgain(world, grave, parentGone);
      },
    }),
  },
  {
    name: 'delete-takes-neighbour-1-in-3',
    breaks: 'delete.only',
    about: 'One delete of a service template in three takes the one made after it along, unless that has versions.',
    on: ['DeleteServiceTemplate'],
    share: 1 / 3,
    alter(rules) {
      const wrong = die(1 / 3);
      return taking((world, deleted) => {
        if (deleted.kind !== 'service-template' || !wrong(world)) return [];
        const isBare = (one: Resource) =>
          world.store.where('service-template-version', 'templateName', one.key).length === 0;
        return world.store
          .all(deleted.kind)
          .filter((one) => one.serial > deleted.serial && isBare(one))
          .slice(0, 1);
      })(rules);
    },
  },
  {
    name: 'async-delete-takes-instances-joined-alike',
    breaks: 'delete.only',
    about: 'Deleting a service deletes the instances of others whose service and name, joined by -, read as its own.',
    on: ['DeleteService'],
    alter: ({ alsoDeleted }) => ({
      alsoDeleted(world, resource) {
        const also = alsoDeleted(world, resource);
        if (resource.kind !== 'service') return also;
        const joined = ({ members }: Resource) => `${members.serviceName}-${members.name}`;
        const own = also.filter(({ kind }) => kind === 'service-instance').map(joined);
        const alike = world.store.all('service-instance').filter((one) => own.includes(joined(one)));
        return [...new Set([...also, ...alike])];
      },
    }),
  },
];
