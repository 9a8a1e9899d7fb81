// Mutants of the creates by name: what counts as a modification, and what a retry after one does.
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { parameterMismatch } from '../wire/errors.ts';
import { equal, omit } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

const differs = ({ members, parameters }: Resource, name: string) => !equal(members[name], parameters[name]);

/** A retry writes what it asks for into the original, as a create-or-update does. */
const overwrite = (world: World, original: Resource) =>
  world.store.put(
    {
      ...original,
      members: { ...original.members, ...original.parameters, lastModifiedAt: world.now },
      current: original.parameters,
    },
    world.now,
  );

export const nameModificationMutants: Mutant[] = [
  {
    name: 'create-modified-unnoticed',
    breaks: 'create.modified',
    about: 'A retry succeeds though the original was modified.',
    alter: () => ({ isModified: () => false }),
  },
  {
    name: 'create-modified-by-deployment-unnoticed',
    breaks: 'create.modified',
    about: 'The deployment of a new spec does not count as a modification of an environment.',
    on: ['CreateEnvironment'],
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) &&
        !(resource.kind === 'environment' && resource.members.description === resource.parameters.description),
    }),
  },
  {
    name: 'create-modified-emptied-unnoticed',
    breaks: 'create.modified',
    about: 'An update that empties the description does not count as a modification.',
    alter: ({ isModified }) => ({
      isModified: (world, resource) => isModified(world, resource) && resource.members.description !== '',
    }),
  },
  {
    name: 'create-modified-validation',
    breaks: 'create.modified',
    about: 'A retry after a modification of a service template is a ValidationException.',
    on: ['CreateServiceTemplate'],
    alter: ({ modifiedError }) => ({
      modifiedError: (world, original) =>
        original.kind === 'service-template' ? parameterMismatch() : modifiedError(world, original),
    }),
  },
  {
    name: 'create-modified-display-name-unnoticed',
    breaks: 'create.modified',
    about: 'A new display name of an environment template does not count as a modification.',
    on: [create.environmentTemplate],
    only: true,
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) &&
        (resource.kind !== 'environment-template' || differs(resource, 'description') || resource.traces.tagged > 0),
    }),
  },
  {
    name: 'create-modified-spec-unnoticed',
    breaks: 'create.modified',
    about: 'A new spec does not count as a modification of a service.',
    on: [create.service],
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) && (resource.kind !== 'service' || differs(resource, 'description')),
    }),
  },
  {
    name: 'create-modified-role-unnoticed',
    breaks: 'create.modified',
    about: 'An update of the roles alone does not count as a modification of an environment.',
    on: [create.environment],
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) &&
        (resource.kind !== 'environment' ||
          ['description', 'spec', 'templateMajorVersion'].some((name) => differs(resource, name))),
    }),
  },
  {
    name: 'create-modified-minor-version-unnoticed',
    breaks: 'create.modified',
    about: 'An update to another minor version of its template does not count as a modification of an environment.',
    on: [create.environment],
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) &&
        (resource.kind !== 'environment' ||
          !equal(
            omit(resource.current, ['templateMinorVersion']),
            omit(resource.parameters, ['templateMinorVersion']),
          )),
    }),
  },
  {
    name: 'create-modified-forgotten-after-refusal',
    breaks: 'create.modified',
    about: 'The first retry after a modification of a service template is a conflict, the second one succeeds.',
    on: [create.serviceTemplate],
    alter({ isModified, onRefusal }) {
      const refused = new Map<number, number>();
      return {
        onRefusal(world, original, given) {
          if (world.operation === create.serviceTemplate) refused.set(original.serial, original.traces.visible);
          onRefusal(world, original, given);
        },
        isModified: (world, resource) =>
          isModified(world, resource) && refused.get(resource.serial) !== resource.traces.visible,
      };
    },
  },
  {
    name: 'create-modified-forgotten-after-a-while',
    breaks: 'create.modified',
    about: 'An hour after its modification a template counts as unmodified.',
    on: [create.environmentTemplate, create.serviceTemplate],
    alter: ({ isModified }) => ({
      isModified: (world, { members, ...resource }) =>
        isModified(world, { ...resource, members }) &&
        !(resource.kind.endsWith('-template') && world.now - Number(members.lastModifiedAt) > 3_600_000),
    }),
  },
  {
    name: 'create-modified-twice-unnoticed',
    breaks: 'create.modified',
    about: 'A second modification of a service takes the first one back.',
    on: [create.service],
    alter: ({ isModified }) => ({
      isModified: (world, resource) =>
        isModified(world, resource) && !(resource.kind === 'service' && resource.traces.visible % 2 === 0),
    }),
  },
  {
    name: 'create-modified-overwrites',
    breaks: 'create.modified',
    about: 'A retry after a modification succeeds and sets an environment back to what the retry asks for.',
    on: [create.environment],
    alter: ({ isModified, onRetry }) => ({
      isModified: (world, resource) => resource.kind !== 'environment' && isModified(world, resource),
      onRetry: (world, original) =>
        world.operation === create.environment && original.traces.visible > 0
          ? overwrite(world, original)
          : onRetry(world, original),
    }),
  },
  {
    name: 'create-modified-unnoticed-1-in-3',
    breaks: 'create.modified',
    about: 'One retry in three does not see that the original was modified.',
    share: 1 / 3,
    alter({ isModified }) {
      const overlooked = die(1 / 3);
      return { isModified: (world, resource) => isModified(world, resource) && !overlooked(world) };
    },
  },
  {
    name: 'create-retry-after-refused-update-conflict',
    breaks: 'create.retry',
    about: 'An update that is refused as invalid, or for what it names and is not there, counts as a modification.',
    alter({ proceed, isModified }) {
      const marked = new Set<number>();
      const kinds = {
        UpdateEnvironmentTemplate: 'environment-template',
        UpdateServiceTemplate: 'service-template',
        UpdateEnvironment: 'environment',
        UpdateService: 'service',
      } as const;
      return {
        async proceed(passage) {
          const seen = passage.look();
          const response = await proceed(passage);
          const kind = kinds[seen?.world.operation as keyof typeof kinds];
          if (seen && kind && response.status === 400 && /Validation|NotFound/.test(response.body)) {
            const serial = seen.world.store.get(kind, String(seen.input.name))?.serial;
            if (serial !== undefined) marked.add(serial);
          }
          return response;
        },
        isModified: (world, resource) => marked.has(resource.serial) || isModified(world, resource),
      };
    },
  },
];
