// Mutants of the creates by name.

import { conflict, invalid } from '../wire/errors.ts';
import { isMembers, omit } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { comparing, goesByToken } from './operations.ts';

const retryMutants: Mutant[] = [
  {
    name: 'create-retry-refused',
    breaks: 'create.retry',
    about: 'A retry is a conflict with what is there.',
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (!goesByToken(world)) throw conflict('The name is taken');
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'create-retry-in-progress-refused',
    breaks: 'create.retry',
    about: 'A retry while a service is being created is a conflict.',
    on: ['CreateService'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (original.kind === 'service' && original.work?.kind === 'create')
          throw conflict('The service is being created');
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'create-retry-deploys',
    breaks: 'create.retry',
    about: 'A retry deploys a settled environment once more.',
    on: ['CreateEnvironment'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (original.kind !== 'environment' || original.work) return onRetry(world, original);
        const members = { ...original.members, deploymentStatus: 'IN_PROGRESS', lastDeploymentAttemptedAt: world.now };
        const work = {
          kind: 'create',
          startedAt: world.now,
          endsAt: world.now + world.settings.asyncMs,
          fails: false,
        } as const;
        return world.store.put({ ...original, members, work }, world.now);
      },
    }),
  },
  {
    name: 'create-retry-touches',
    breaks: 'create.retry',
    about: 'A retry moves the modification time of a service.',
    on: ['CreateService'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (original.kind !== 'service') return onRetry(world, original);
        return world.store.put({ ...original, members: { ...original.members, lastModifiedAt: world.now } }, world.now);
      },
    }),
  },
  {
    name: 'create-retry-resets-tags',
    breaks: 'create.retry',
    about: 'A retry sets the tags of an environment template back to those of the request.',
    on: ['CreateEnvironmentTemplate'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (original.kind !== 'environment-template') return onRetry(world, original);
        const tags = (original.parameters.tags ?? []) as typeof original.tags;
        return world.store.put({ ...original, tags }, world.now);
      },
    }),
  },
];

const mismatchMutants: Mutant[] = [
  {
    name: 'create-mismatch-conflict',
    breaks: 'create.mismatch',
    about: 'Other parameters for a name that is taken are a ConflictException.',
    alter: ({ mismatchError }) => ({
      mismatchError: (world) => (goesByToken(world) ? mismatchError(world) : conflict('Idempotent parameter mismatch')),
    }),
  },
  {
    name: 'create-mismatch-without-display-name',
    breaks: 'create.mismatch',
    about: 'The display name of a service template is not compared.',
    on: ['CreateServiceTemplate'],
    alter: comparing('CreateServiceTemplate', (parameters) => omit(parameters, ['displayName'])),
  },
  {
    name: 'create-mismatch-without-branch',
    breaks: 'create.mismatch',
    about: 'The branch of a service is not compared.',
    on: ['CreateService'],
    only: true,
    alter: comparing('CreateService', (parameters) => omit(parameters, ['branchName'])),
  },
  {
    name: 'create-mismatch-without-tag-values',
    breaks: 'create.mismatch',
    about: 'Of the tags of an environment only the keys are compared.',
    on: ['CreateEnvironment'],
    alter: comparing('CreateEnvironment', (parameters) => {
      const { tags } = parameters;
      const keys = Array.isArray(tags) ? tags.map((tag) => (isMembers(tag) ? (tag.key ?? null) : tag)) : tags;
      return { ...parameters, tags: keys };
    }),
  },
  {
    name: 'create-mismatch-spec-first-200',
    breaks: 'create.mismatch',
    about: 'Only the first 200 characters of the spec of an environment are compared.',
    on: ['CreateEnvironment'],
    alter: comparing('CreateEnvironment', (parameters) => ({
      ...parameters,
      spec: String(parameters.spec).slice(0, 200),
    })),
  },
  {
    name: 'create-mismatch-trimmed',
    breaks: 'create.mismatch',
    about: 'White space at the end of a description of an environment template is not compared.',
    on: ['CreateEnvironmentTemplate'],
    alter: comparing('CreateEnvironmentTemplate', (parameters) => {
      const { description } = parameters;
      return { ...parameters, description: typeof description === 'string' ? description.trim() : description };
    }),
  },
  {
    name: 'create-mismatch-unnamed',
    breaks: 'create.mismatch-named',
    about: 'The error of a mismatch of services does not say what it is.',
    on: ['CreateService'],
    alter: ({ mismatchError }) => ({
      mismatchError: (world) =>
        world.operation === 'CreateService' ? invalid('The name is taken') : mismatchError(world),
    }),
  },
  {
    name: 'create-mismatch-writes',
    breaks: 'create.rejected-harmless',
    about: 'A refused mismatch leaves its description in the original.',
    alter: () => ({
      onRefusal(world, original, given) {
        if (goesByToken(world) || original.traces.visible > 0) return;
        world.store.put({ ...original, members: { ...original.members, description: given.description } }, world.now);
      },
    }),
  },
  {
    name: 'create-conflict-undoes',
    breaks: 'create.rejected-harmless',
    about: 'A retry refused as a conflict sets the description back to that of the request.',
    alter: () => ({
      onRefusal(world, original, given) {
        if (goesByToken(world) || original.traces.visible === 0) return;
        world.store.put({ ...original, members: { ...original.members, description: given.description } }, world.now);
      },
    }),
  },
];

export const nameMutants: Mutant[] = [...retryMutants, ...mismatchMutants];
