// Mutants of the creates by name: what else has the name.
import type { Kind } from '../core/kinds.ts';
import { conflict, parameterMismatch } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

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
];
