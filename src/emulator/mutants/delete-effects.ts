// Mutants of the deletes: a resource that is not gone, or not everywhere, or not for long.
import { kindFacts } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { isVersion } from './operations.ts';

export const deleteEffectMutants: Mutant[] = [
  {
    name: 'delete-still-got',
    breaks: 'delete.first',
    about: 'Get shows an environment template that was deleted.',
    on: ['DeleteEnvironmentTemplate'],
    alter({ afterDeletion, looked }) {
      const deleted = new Map<string, Resource>();
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'environment-template') deleted.set(resource.key, resource);
          return afterDeletion(world, resource);
        },
        looked: (world, kind, key, found) =>
          looked(world, kind, key, found) ?? (kind === 'environment-template' ? deleted.get(key) : undefined),
      };
    },
  },
  {
    name: 'delete-got-as-invalid',
    breaks: 'delete.first',
    about: 'Get of what is not there is a ValidationException.',
    alter: ({ looked }) => ({
      looked(world, kind, key, found) {
        const shown = looked(world, kind, key, found);
        if (shown === undefined) throw invalid(`There is no ${key}`);
        return shown;
      },
    }),
  },
  {
    name: 'delete-connection-still-listed',
    breaks: 'delete.first',
    about: 'List shows connections that were deleted while others are there.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter({ afterDeletion, listed }) {
      const deleted: Resource[] = [];
      const kind = 'environment-account-connection';
      return {
        afterDeletion(world, resource) {
          if (resource.kind === kind) deleted.push(resource);
          return afterDeletion(world, resource);
        },
        listed(world, resources, what) {
          const old = what === kind && resources.length > 0 ? deleted : [];
          const all = [...old, ...resources].sort((left, right) => left.serial - right.serial);
          return listed(world, all, what);
        },
      };
    },
  },
  {
    name: 'delete-undone-by-next-version',
    breaks: 'delete.first',
    about: 'A new version brings the deleted versions of its environment template back.',
    on: ['DeleteEnvironmentTemplateVersion'],
    only: true,
    alter({ afterDeletion, onMade }) {
      const deleted: Resource[] = [];
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'environment-template-version') deleted.push(resource);
          return afterDeletion(world, resource);
        },
        onMade(world, made) {
          const { templateName } = made.members;
          const old = made.kind === 'environment-template-version' ? deleted : [];
          for (const one of old)
            if (one.members.templateName === templateName && !world.store.get(one.kind, one.key))
              world.store.put(one, world.now);
          return onMade(world, made);
        },
      };
    },
  },
  {
    name: 'delete-shows-sibling',
    breaks: 'delete.first',
    about: 'The delete of a service template answers with another service template, if there is one.',
    on: ['DeleteServiceTemplate'],
    alter: ({ structureForm }) => ({
      structureForm(world, shapeName, rendered) {
        const form = structureForm(world, shapeName, rendered);
        const sibling = world.store.all('service-template').at(-1);
        const isMeant = world.operation === 'DeleteServiceTemplate' && shapeName === 'ServiceTemplate';
        return isMeant && sibling ? { ...form, name: sibling.key, arn: sibling.members.arn } : form;
      },
    }),
  },
  {
    name: 'delete-without-effect-1-in-3',
    breaks: 'delete.first',
    about: 'One delete of a version in three says that it succeeded and changes nothing.',
    on: ['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'],
    share: 1 / 3,
    alter({ afterDeletion }) {
      const skipped = die(1 / 3);
      return {
        afterDeletion: (world, resource) =>
          isVersion(resource) && skipped(world) ? resource : afterDeletion(world, resource),
      };
    },
  },
  {
    name: 'async-delete-still-listed',
    breaks: 'async-delete.effect',
    about: 'List shows an environment whose deletion is complete.',
    on: ['DeleteEnvironment'],
    only: true,
    alter({ afterDeletion, listed }) {
      const deleted: Resource[] = [];
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'environment') deleted.push(resource);
          return afterDeletion(world, resource);
        },
        listed(world, resources, kind) {
          const old = kind === 'environment' ? deleted : [];
          const all = [...old, ...resources].sort((left, right) => left.serial - right.serial);
          return listed(world, all, kind);
        },
      };
    },
  },
  {
    name: 'async-delete-given-up',
    breaks: 'async-delete.effect',
    about: 'A deletion that began within two seconds of the end of another one is forgotten: the resource stays.',
    alter({ afterDeletion }) {
      let lastMs = Number.NEGATIVE_INFINITY;
      return {
        afterDeletion(world, resource) {
          const { statuses } = kindFacts[resource.kind];
          if (resource.kind !== 'environment' && resource.kind !== 'service') return afterDeletion(world, resource);
          const early = world.now - lastMs < 2000;
          lastMs = world.now;
          if (!early || !statuses) return afterDeletion(world, resource);
          return { ...resource, members: { ...resource.members, [statuses.member]: statuses.created } };
        },
      };
    },
  },
  {
    name: 'async-delete-with-pipeline-stays',
    breaks: 'async-delete.effect',
    about: 'A service that had a pipeline is there again once its deletion is over.',
    on: ['DeleteService'],
    alter({ afterDeletion }) {
      const piped = new Set<string>();
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'service-pipeline') piped.add(String(resource.members.serviceName));
          const stays = resource.kind === 'service' && piped.delete(resource.key);
          if (!stays) return afterDeletion(world, resource);
          return { ...resource, members: { ...resource.members, status: 'ACTIVE' } };
        },
      };
    },
  },
  {
    name: 'async-delete-sticks-1-in-3',
    breaks: 'async-delete.effect',
    about: 'One deletion in three stays in progress for ever.',
    share: 1 / 3,
    alter({ workMs }) {
      const stuck = die(1 / 3);
      return { workMs: (world, kind) => (kind === 'delete' && stuck(world) ? 1e15 : workMs(world, kind)) };
    },
  },
  {
    name: 'delete-refused-leaves-mark',
    breaks: 'delete.only',
    about:
      'A deletion that is refused marks a connection or an environment: a retry of its creation is a conflict then.',
    on: ['DeleteEnvironmentAccountConnection', 'DeleteEnvironment'],
    alter({ deletionRefused, asyncDeletionRefused, onRetry }) {
      const marked = new Set<number>();
      return {
        deletionRefused(world, resource) {
          const refused = deletionRefused(world, resource);
          if (refused && resource.kind === 'environment-account-connection') marked.add(resource.serial);
          return refused;
        },
        asyncDeletionRefused(world, resource) {
          const refused = asyncDeletionRefused(world, resource);
          if (refused && !resource.work) marked.add(resource.serial);
          return refused;
        },
        onRetry(world, original) {
          if (marked.has(original.serial)) throw conflict('It is marked for deletion');
          return onRetry(world, original);
        },
      };
    },
  },
];
