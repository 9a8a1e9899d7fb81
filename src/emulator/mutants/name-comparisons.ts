// Mutants of the creates by name: how parameters are compared.
import { invalid } from '../wire/errors.ts';
import { type Json, type Members, omit } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { comparing, create, goesByToken } from './operations.ts';

/** The comparison that sees a text member only as `change` leaves it. */
const seeing = (name: string, change: (text: string) => Json) => (parameters: Members) => {
  const text = parameters[name];
  return typeof text === 'string' ? { ...parameters, [name]: change(text) } : parameters;
};

export const nameComparisonMutants: Mutant[] = [
  {
    name: 'create-mismatch-without-encryption-key',
    breaks: 'create.mismatch',
    about: 'The encryption key of an environment template is not compared.',
    on: [create.environmentTemplate],
    alter: comparing(create.environmentTemplate, (parameters) => omit(parameters, ['encryptionKey'])),
  },
  {
    name: 'create-mismatch-without-pipeline-provisioning',
    breaks: 'create.mismatch',
    about: 'Who provisions the pipeline is not compared.',
    on: [create.serviceTemplate],
    alter: comparing(create.serviceTemplate, (parameters) => omit(parameters, ['pipelineProvisioning'])),
  },
  {
    name: 'create-mismatch-without-codebuild-role',
    breaks: 'create.mismatch',
    about: 'The CodeBuild role of an environment is not compared.',
    on: [create.environment],
    alter: comparing(create.environment, (parameters) => omit(parameters, ['codebuildRoleArn'])),
  },
  {
    name: 'create-mismatch-roles-exchanged',
    breaks: 'create.mismatch',
    about: 'Of the roles of an environment it is compared which there are, not which is which.',
    on: [create.environment],
    alter: comparing(create.environment, ({ protonServiceRoleArn, codebuildRoleArn, componentRoleArn, ...others }) => ({
      ...others,
      roles: [protonServiceRoleArn, codebuildRoleArn, componentRoleArn].map(String).sort(),
    })),
  },
  {
    name: 'create-mismatch-without-minor-version',
    breaks: 'create.mismatch',
    about: 'The minor version of its template is not compared.',
    on: [create.service],
    alter: comparing(create.service, (parameters) => omit(parameters, ['templateMinorVersion'])),
  },
  {
    name: 'create-retry-line-ends-refused',
    breaks: 'create.retry',
    about: 'The lines of a kept spec end in LF: a service asked for again with CR LF is a mismatch.',
    on: [create.service],
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const { spec } = origin.parameters;
        if (typeof spec !== 'string' || world.operation !== create.service) return sameParameters(world, origin, given);
        const parameters = { ...origin.parameters, spec: spec.replaceAll('\r\n', '\n') };
        return sameParameters(world, { ...origin, parameters }, given);
      },
    }),
  },
  {
    name: 'create-mismatch-without-template',
    breaks: 'create.mismatch',
    about: 'Which template an environment is made from is not compared.',
    on: [create.environment],
    alter: comparing(create.environment, (parameters) => omit(parameters, ['templateName'])),
  },
  {
    name: 'create-mismatch-without-added-tag',
    breaks: 'create.mismatch',
    about: 'Tags that come after those of the first request are not compared.',
    on: [create.environmentTemplate],
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const [first, tags] = [origin.parameters.tags, given.tags];
        const cut = Array.isArray(first) && Array.isArray(tags) && world.operation === create.environmentTemplate;
        return sameParameters(world, origin, cut ? { ...given, tags: tags.slice(0, first.length) } : given);
      },
    }),
  },
  {
    name: 'create-mismatch-longer-accepted',
    breaks: 'create.mismatch',
    about: 'A description that begins with that of the first request is the same.',
    on: [create.serviceTemplate],
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const [first, text] = [origin.parameters.description, given.description];
        const cut = typeof first === 'string' && typeof text === 'string' && world.operation === create.serviceTemplate;
        return sameParameters(world, origin, cut ? { ...given, description: text.slice(0, first.length) } : given);
      },
    }),
  },
  {
    name: 'create-mismatch-spec-folds-case',
    breaks: 'create.mismatch',
    about: 'Specs of services that differ in case are the same.',
    on: [create.service],
    alter: comparing(
      create.service,
      seeing('spec', (spec) => spec.toLowerCase()),
    ),
  },
  {
    name: 'create-mismatch-spec-without-digits',
    breaks: 'create.mismatch',
    about: 'Digits in the spec of an environment are not compared.',
    on: [create.environment],
    alter: comparing(
      create.environment,
      seeing('spec', (spec) => spec.replace(/[0-9]/g, '')),
    ),
  },
  {
    name: 'create-mismatch-description-first-200',
    breaks: 'create.mismatch',
    about: 'Only the first 200 characters of the description of a service are compared.',
    on: [create.service],
    alter: comparing(
      create.service,
      seeing('description', (text) => text.slice(0, 200)),
    ),
  },
  {
    name: 'create-mismatch-empty-is-any',
    breaks: 'create.mismatch',
    about: 'What the first request left out may be anything in a later one.',
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        if (goesByToken(world)) return sameParameters(world, origin, given);
        const known = Object.entries(given).filter(([name]) => origin.parameters[name] !== undefined);
        return sameParameters(world, origin, Object.fromEntries(known));
      },
    }),
  },
  {
    name: 'create-mismatch-unnoticed-in-progress',
    breaks: 'create.mismatch',
    about: 'While an environment is being created the parameters of requests are not compared.',
    on: [create.environment],
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const original =
          world.operation === create.environment ? world.store.get('environment', String(given.name)) : undefined;
        return original?.work?.kind === 'create' || sameParameters(world, origin, given);
      },
    }),
  },
  {
    name: 'create-mismatch-overlooked-1-in-3',
    breaks: 'create.mismatch',
    about: 'One mismatch in three is taken for a retry.',
    share: 1 / 3,
    alter({ sameParameters }) {
      const overlooked = die(1 / 3);
      return {
        sameParameters: (world, origin, given) =>
          sameParameters(world, origin, given) || (!goesByToken(world) && overlooked(world)),
      };
    },
  },
  {
    name: 'create-mismatch-unnamed-of-templates',
    breaks: 'create.mismatch-named',
    about: 'The error of a mismatch of templates only says that the name is taken.',
    on: [create.environmentTemplate, create.serviceTemplate],
    only: true,
    alter: ({ mismatchError }) => ({
      mismatchError: (world) =>
        world.operation.endsWith('Template') ? invalid('A template of that name exists') : mismatchError(world),
    }),
  },
  {
    name: 'create-mismatch-unnamed-1-in-3',
    breaks: 'create.mismatch-named',
    about: 'One mismatch in three does not say what it is.',
    share: 1 / 3,
    alter({ mismatchError }) {
      const unnamed = die(1 / 3);
      return {
        mismatchError: (world) =>
          !goesByToken(world) && unnamed(world) ? invalid('The request is not valid') : mismatchError(world),
      };
    },
  },
];
