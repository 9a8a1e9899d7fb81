// Mutants of the creates: a retry is checked against what the original refers to, which has changed since or is at work.
import { childrenOf, dependentsOf } from '../core/relations.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { conflict, invalid, notFound } from '../wire/errors.ts';
import { listOf } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { create, retrying, versionCreates } from './operations.ts';

const versionOf = (world: World, { kind, members, parameters }: Resource): Resource | undefined => {
  const number = `${members.templateMajorVersion}.${members.templateMinorVersion}`;
  const of = kind === 'service' ? 'service-template-version' : 'environment-template-version';
  return world.store.get(of, `${parameters.templateName}:${number}`);
};

const instancesOf = (world: World, service: Resource): Resource[] =>
  childrenOf(world.store, service).filter(({ kind }) => kind === 'service-instance');

export const relativeMutants: Mutant[] = [
  {
    name: 'create-retry-while-environment-deploys-refused',
    breaks: 'create.retry',
    about: 'A retry of the creation of a service is a conflict while its environment is being updated.',
    on: [create.service],
    alter: retrying(create.service, (world, original) => {
      for (const { members } of instancesOf(world, original)) {
        const environment = world.store.get('environment', String(members.environmentName));
        if (environment?.work?.kind === 'update') throw conflict('The environment is being updated');
      }
      return original;
    }),
  },
  {
    name: 'create-retry-while-service-deploys-refused',
    breaks: 'create.retry',
    about: 'A retry of the creation of an environment is a conflict while a service in it is being made or updated.',
    on: [create.environment],
    alter: retrying(create.environment, (world, original) => {
      const busy = dependentsOf(world.store, original).some(({ work }) => work !== undefined);
      if (busy) throw conflict('A service is being deployed to the environment');
      return original;
    }),
  },
  {
    name: 'create-retry-incompatible-refused',
    breaks: 'create.retry',
    about:
      'A retry of the creation of a service is invalid once its template version goes with other environment templates.',
    on: [create.service],
    alter: retrying(create.service, (world, original) => {
      const compatible = listOf(versionOf(world, original)?.members ?? {}, 'compatibleEnvironmentTemplates');
      for (const { members } of instancesOf(world, original)) {
        const environment = world.store.get('environment', String(members.environmentName));
        if (compatible.every((one) => one.templateName !== environment?.members.templateName))
          throw invalid('The template version is not compatible with the environment');
      }
      return original;
    }),
  },
  {
    name: 'token-retry-first-minor-gone-refused',
    breaks: 'token.retry',
    about: 'A retry of a minor version does not find its major version once the minor version 0 of that was deleted.',
    on: versionCreates,
    alter: retrying(versionCreates, (world, original) => {
      const { majorVersion, templateName } = original.parameters;
      if (majorVersion !== undefined && !world.store.get(original.kind, `${templateName}:${majorVersion}.0`))
        throw notFound('The major version was not found');
      return original;
    }),
  },
];
