// Mutants of the client-token creates: which parameters are compared, and what a mismatch does.

import { conflict, invalid } from '../wire/errors.ts';
import { isMembers, omit } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { comparing, goesByToken } from './operations.ts';

export const tokenMismatchMutants: Mutant[] = [
  {
    name: 'token-mismatch-unnoticed',
    breaks: 'token.mismatch',
    about: 'The token alone decides; other parameters are not looked at.',
    alter: ({ sameParameters }) => ({
      sameParameters: (world, origin, given) => goesByToken(world) || sameParameters(world, origin, given),
    }),
  },
  {
    name: 'token-mismatch-conflict',
    breaks: 'token.mismatch',
    about: 'A mismatch is a ConflictException.',
    alter: ({ mismatchError }) => ({
      mismatchError: (world) => (goesByToken(world) ? conflict('Idempotent parameter mismatch') : mismatchError(world)),
    }),
  },
  {
    name: 'token-mismatch-without-tags',
    breaks: 'token.mismatch',
    about: 'The tags of service template versions are not compared.',
    on: ['CreateServiceTemplateVersion'],
    alter: comparing('CreateServiceTemplateVersion', (parameters) => omit(parameters, ['tags'])),
  },
  {
    name: 'token-mismatch-without-key',
    breaks: 'token.mismatch',
    about: 'Of the source of an environment template version only the bucket is compared.',
    on: ['CreateEnvironmentTemplateVersion'],
    alter: comparing('CreateEnvironmentTemplateVersion', (parameters) => {
      const s3 = isMembers(parameters.source) && isMembers(parameters.source.s3) ? parameters.source.s3 : {};
      return { ...parameters, source: { s3: omit(s3, ['key']) } };
    }),
  },
  {
    name: 'token-mismatch-compatible-name-only',
    breaks: 'token.mismatch',
    about: 'Compatible environment templates are compared by name, without their major version.',
    on: ['CreateServiceTemplateVersion'],
    alter: comparing('CreateServiceTemplateVersion', (parameters) => {
      const compatible = parameters.compatibleEnvironmentTemplates;
      const names = Array.isArray(compatible) ? compatible.map((one) => (isMembers(one) ? one.templateName : one)) : [];
      return { ...parameters, compatibleEnvironmentTemplates: names.map((name) => name ?? null) };
    }),
  },
  {
    name: 'token-mismatch-first-100',
    breaks: 'token.mismatch',
    about: 'Only the first 100 characters of a description are compared.',
    on: ['CreateEnvironmentTemplateVersion'],
    alter: comparing('CreateEnvironmentTemplateVersion', (parameters) => {
      const { description } = parameters;
      return { ...parameters, description: typeof description === 'string' ? description.slice(0, 100) : description };
    }),
  },
  {
    name: 'token-mismatch-folds-case',
    breaks: 'token.mismatch',
    about: 'Descriptions that differ in case are the same.',
    on: ['CreateServiceTemplateVersion'],
    alter: comparing('CreateServiceTemplateVersion', (parameters) => {
      const { description } = parameters;
      return { ...parameters, description: typeof description === 'string' ? description.toLowerCase() : description };
    }),
  },
  {
    name: 'token-mismatch-equals-updated',
    breaks: 'token.mismatch',
    about: 'A request that equals the original as it was updated is taken for a retry.',
    on: ['CreateEnvironmentTemplateVersion', 'CreateServiceTemplateVersion', 'CreateEnvironmentAccountConnection'],
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const made =
          'made' in origin ? (origin.made as { kind: 'environment-template-version'; key: string }) : undefined;
        const current = made && world.store.get(made.kind, made.key)?.current;
        return (
          sameParameters(world, origin, given) ||
          (current !== undefined && sameParameters(world, { ...origin, parameters: current }, given))
        );
      },
    }),
  },
  {
    name: 'token-mismatch-unnamed',
    breaks: 'token.mismatch-named',
    about: 'The error of a mismatch does not say what it is.',
    only: true,
    alter: ({ mismatchError }) => ({
      mismatchError: (world) => (goesByToken(world) ? invalid('The request is not valid') : mismatchError(world)),
    }),
  },
  {
    name: 'token-mismatch-writes',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch leaves its description in the original.',
    on: ['CreateEnvironmentTemplateVersion', 'CreateServiceTemplateVersion'],
    alter: () => ({
      onRefusal(world, original, given) {
        if (!goesByToken(world)) return;
        const members = { ...original.members, description: given.description, lastModifiedAt: world.now };
        world.store.put({ ...original, members }, world.now);
      },
    }),
  },
  {
    name: 'token-mismatch-rebinds',
    breaks: 'token.mismatch-harmless',
    about: 'After a refused mismatch the token expects the parameters that were refused.',
    alter: () => ({
      onRefusal(world, original, given) {
        for (const entries of world.store.state.tokens.values()) {
          for (const entry of entries) if (entry.made?.serial === original.serial) entry.parameters = given;
        }
      },
    }),
  },
];
