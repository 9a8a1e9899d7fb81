// Mutants of the creates by name: what else has the name, and how it is spelt.
import type { Kind } from '../core/kinds.ts';
import { conflict, parameterMismatch } from '../wire/errors.ts';
import { omit } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, retrying } from './operations.ts';

const twins: Partial<Record<Kind, Kind>> = {
  'service-template': 'environment-template',
  environment: 'environment-template',
};

export const sharedNameMutants: Mutant[] = [
  {
    name: 'names-shared-between-kinds',
    breaks: 'create.namespace',
    about: 'Service templates and environments share their names with environment templates.',
    on: ['CreateServiceTemplate', 'CreateEnvironment'],
    alter: ({ findNamed }) => ({
      findNamed(world, kind, name) {
        const twin = twins[kind];
        return findNamed(world, kind, name) ?? (twin && findNamed(world, twin, name));
      },
    }),
  },
  {
    name: 'names-shared-by-service-and-environment',
    breaks: 'create.namespace',
    about: 'The name of an environment is a conflict for a service, and the other way round.',
    on: [create.environment, create.service],
    only: true,
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        const other = made.kind === 'service' ? 'environment' : made.kind === 'environment' ? 'service' : undefined;
        if (other && world.store.get(other, made.key)) throw conflict('The name is taken');
        return fresh(world, made, before);
      },
    }),
  },
  {
    name: 'names-blocked-by-service-templates',
    breaks: 'create.namespace',
    about: 'The name of a service template is a mismatch for an environment template.',
    on: [create.environmentTemplate],
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        if (made.kind === 'environment-template' && world.store.get('service-template', made.key))
          throw parameterMismatch();
        return fresh(world, made, before);
      },
    }),
  },
  {
    name: 'names-cut-at-90',
    breaks: 'create.retry',
    about: 'Only the first 90 characters of a name count.',
    alter: ({ findNamed, comparable }) => ({
      comparable: (world, parameters, defaults) =>
        comparable(world, goesByToken(world) ? parameters : omit(parameters, ['name']), defaults),
      findNamed: (world, kind, name) =>
        findNamed(world, kind, name) ?? world.store.all(kind).find(({ key }) => key.slice(0, 90) === name.slice(0, 90)),
    }),
  },
  {
    name: 'create-retry-of-capitals-refused',
    breaks: 'create.retry',
    about: 'Names of environments and services are kept in small letters: a retry with a capital one is a mismatch.',
    on: [create.environment, create.service],
    alter: retrying([create.environment, create.service], (_world, original) => {
      if (/[A-Z]/.test(original.key)) throw parameterMismatch();
      return original;
    }),
  },
];
