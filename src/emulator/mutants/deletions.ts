// Mutants of the deletes that are over at once, and of what else a delete takes along.
import type { Resource } from '../core/state.ts';
import { tokenLifeMs } from '../rules/tokens.ts';
import type { Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';

const retryMutants: Mutant[] = [
  {
    name: 'delete-retry-not-found',
    breaks: 'delete.retry',
    about: 'A retry of the delete of a template finds nothing to delete.',
    on: ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate'],
    only: true,
    alter: ({ deleteAgain }) => ({
      deleteAgain: (world, grave, parentGone) =>
        grave?.kind.endsWith('-template') ? 'not-found' : deleteAgain(world, grave, parentGone),
    }),
  },
  {
    name: 'delete-second-retry-not-found',
    breaks: 'delete.retry',
    about: 'The first retry of a delete succeeds, the second one finds nothing.',
    alter({ deleteAgain }) {
      const retried = new Set<number>();
      return {
        deleteAgain(world, grave, parentGone) {
          if (grave && retried.has(grave.serial)) return 'not-found';
          if (grave) retried.add(grave.serial);
          return deleteAgain(world, grave, parentGone);
        },
      };
    },
  },
  {
    name: 'delete-retry-expires',
    breaks: 'delete.retry',
    about: 'Eight hours after it a deletion is forgotten.',
    alter({ deleteAgain, graveOf }) {
      const buried = new Map<number, number>();
      return {
        graveOf(world, grave) {
          buried.set(grave.serial, world.now);
          return graveOf(world, grave);
        },
        deleteAgain(world, grave, parentGone) {
          const since = buried.get(grave?.serial ?? 0) ?? world.now;
          return world.now - since > tokenLifeMs ? 'not-found' : deleteAgain(world, grave, parentGone);
        },
      };
    },
  },
  {
    name: 'delete-retry-shows-another',
    breaks: 'delete.retry',
    about: 'A retry of a delete shows another resource of that kind, if there is one.',
    alter: ({ deleteAgain }) => ({
      deleteAgain(world, grave, parentGone) {
        const another = grave && world.store.all(grave.kind).at(-1);
        if (!grave || !another) return deleteAgain(world, grave, parentGone);
        grave.detail = another.members;
        return 'metadata';
      },
    }),
  },
];

const effectMutants: Mutant[] = [
  {
    name: 'delete-without-effect',
    breaks: 'delete.first',
    about: 'Deleting a connection changes nothing.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: ({ afterDeletion }) => ({
      afterDeletion: (world, deleted) =>
        deleted.kind === 'environment-account-connection' ? deleted : afterDeletion(world, deleted),
    }),
  },
  {
    name: 'delete-still-listed',
    breaks: 'delete.first',
    about: 'List shows template versions that were deleted.',
    on: ['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'],
    alter({ afterDeletion, listed }) {
      const deletedOnes: Resource[] = [];
      return {
        afterDeletion(world, deleted) {
          if (deleted.kind.endsWith('-version')) deletedOnes.push(deleted);
          return afterDeletion(world, deleted);
        },
        listed(world, resources, kind) {
          const template = resources[0]?.members.templateName;
          const old = deletedOnes.filter((one) => one.kind === kind && one.members.templateName === template);
          return listed(
            world,
            [...old, ...resources].sort((left, right) => left.serial - right.serial),
            kind,
          );
        },
      };
    },
  },
];

const takingMutants: Mutant[] = [
  {
    name: 'delete-takes-longer-names',
    breaks: 'delete.only',
    about: 'A delete takes everything of that kind whose name begins alike, environments and services too.',
    on: ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate', 'DeleteEnvironment', 'DeleteService'],
    alter: ({ alsoDeleted }) => ({
      alsoDeleted(world, resource) {
        const { name } = resource.members;
        const alike = world.store
          .all(resource.kind)
          .filter(({ key }) => name !== undefined && key.startsWith(String(name)));
        return [...alsoDeleted(world, resource), ...alike.filter(({ key }) => key !== resource.key)];
      },
    }),
  },
  {
    name: 'delete-1.1-takes-1.10',
    breaks: 'delete.only',
    about: 'Deleting version 1.1 takes 1.10 to 1.19 along.',
    on: ['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'],
    only: true,
    alter: ({ alsoDeleted }) => ({
      alsoDeleted(world, resource) {
        const versions = resource.kind.endsWith('-version') ? world.store.all(resource.kind) : [];
        const alike = versions.filter(({ key }) => key !== resource.key && key.startsWith(resource.key));
        return [...alsoDeleted(world, resource), ...alike];
      },
    }),
  },
  {
    name: 'delete-takes-other-kind',
    breaks: 'delete.only',
    about: 'Deleting an environment template deletes the service template of that name.',
    on: ['DeleteEnvironmentTemplate'],
    alter: ({ alsoDeleted }) => ({
      alsoDeleted(world, resource) {
        const other = resource.kind === 'environment-template' && world.store.get('service-template', resource.key);
        return [...alsoDeleted(world, resource), ...(other ? [other] : [])];
      },
    }),
  },
  {
    name: 'delete-changes-siblings',
    breaks: 'delete.only',
    about: 'Deleting a connection takes the role of the other connections away.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: ({ afterDeletion }) => ({
      afterDeletion(world, deleted) {
        const siblings = deleted.kind === 'environment-account-connection' ? world.store.all(deleted.kind) : [];
        const members: Members = { roleArn: deleted.members.roleArn, lastModifiedAt: world.now };
        for (const one of siblings) world.store.put({ ...one, members: { ...one.members, ...members } }, world.now);
        return afterDeletion(world, deleted);
      },
    }),
  },
];

export const deletionMutants: Mutant[] = [...retryMutants, ...effectMutants, ...takingMutants];
