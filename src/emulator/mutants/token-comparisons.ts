// Mutants of the client-token creates: how parameters are compared.
import { isMembers, type Json, type Members, omit } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { comparing, create, goesByToken, versionCreates } from './operations.ts';

export const tokenComparisonMutants: Mutant[] = [
  {
    name: 'token-mismatch-without-major',
    breaks: 'token.mismatch',
    about: 'The major version asked for is not compared.',
    on: [create.environmentVersion],
    alter: comparing(create.environmentVersion, (parameters) => omit(parameters, ['majorVersion'])),
  },
  {
    name: 'token-mismatch-without-account',
    breaks: 'token.mismatch',
    about: 'The management account of a connection is not compared.',
    on: [create.connection],
    only: true,
    alter: comparing(create.connection, (parameters) => omit(parameters, ['managementAccountId'])),
  },
  {
    name: 'token-mismatch-without-component-role',
    breaks: 'token.mismatch',
    about: 'The component role of a connection is not compared.',
    on: [create.connection],
    alter: comparing(create.connection, (parameters) => omit(parameters, ['componentRoleArn'])),
  },
  {
    name: 'token-mismatch-role-prefix',
    breaks: 'token.mismatch',
    about: 'Of the role of a connection only what stands before the last slash is compared.',
    on: [create.connection],
    alter: comparing(create.connection, (parameters) => ({
      ...parameters,
      roleArn: typeof parameters.roleArn === 'string' ? parameters.roleArn.replace(/\/[^/]*$/, '') : parameters.roleArn,
    })),
  },
  {
    name: 'token-mismatch-roles-exchanged',
    breaks: 'token.mismatch',
    about: 'Of the roles of a connection it is compared which there are, not which is which.',
    on: [create.connection],
    alter: comparing(create.connection, ({ roleArn, componentRoleArn, codebuildRoleArn, ...others }) => ({
      ...others,
      roles: [roleArn, componentRoleArn, codebuildRoleArn].map(String).sort(),
    })),
  },
  {
    name: 'token-mismatch-without-last-tag',
    breaks: 'token.mismatch',
    about: 'The last tag of an environment template version is not compared.',
    on: [create.environmentVersion],
    alter: comparing(create.environmentVersion, (parameters) => {
      const tags = Array.isArray(parameters.tags) ? parameters.tags.slice(0, -1) : [];
      return { ...parameters, tags };
    }),
  },
  {
    name: 'token-mismatch-first-compatible-only',
    breaks: 'token.mismatch',
    about: 'Of the compatible environment templates only the first one is compared.',
    on: [create.serviceVersion],
    alter: comparing(create.serviceVersion, (parameters) => {
      const { compatibleEnvironmentTemplates: all } = parameters;
      return { ...parameters, compatibleEnvironmentTemplates: Array.isArray(all) ? all.slice(0, 1) : all };
    }),
  },
  {
    name: 'token-mismatch-by-length',
    breaks: 'token.mismatch',
    about: 'Of a description only the first character and the length are compared.',
    on: [create.serviceVersion],
    alter: comparing(create.serviceVersion, (parameters) => {
      const { description } = parameters;
      return typeof description === 'string'
        ? { ...parameters, description: `${description.slice(0, 1)}${description.length}` }
        : parameters;
    }),
  },
  {
    name: 'token-mismatch-outer-members-only',
    breaks: 'token.mismatch',
    about: 'Members inside of other members are not compared.',
    on: versionCreates,
    alter: ({ comparable }) => ({
      comparable: (world, parameters, defaults) =>
        comparable(world, goesByToken(world) ? withoutNested(parameters) : parameters, defaults),
    }),
  },
  {
    name: 'token-mismatch-added-member',
    breaks: 'token.mismatch',
    about: 'Only the members that the first request had are compared.',
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        if (!goesByToken(world)) return sameParameters(world, origin, given);
        const known = Object.entries(given).filter(([name]) => origin.parameters[name] !== undefined);
        return sameParameters(world, origin, Object.fromEntries(known));
      },
    }),
  },
  {
    name: 'token-mismatch-left-out-member',
    breaks: 'token.mismatch',
    about: 'What a later request leaves out is not compared.',
    alter: ({ sameParameters }) => ({
      sameParameters: (world, origin, given) =>
        sameParameters(world, origin, goesByToken(world) ? { ...origin.parameters, ...given } : given),
    }),
  },
  {
    name: 'token-mismatch-after-update-unnoticed',
    breaks: 'token.mismatch',
    about: 'Once a version was updated or published, the parameters of later requests are not compared.',
    on: versionCreates,
    alter: ({ sameParameters }) => ({
      sameParameters(world, origin, given) {
        const { made } = origin as { made?: { kind: 'service-template-version'; key: string } };
        const original = made && world.store.get(made.kind, made.key);
        const updated = goesByToken(world) && original?.kind.endsWith('-version') && original.traces.visible > 0;
        return updated || sameParameters(world, origin, given);
      },
    }),
  },
  {
    name: 'token-mismatch-after-retry-unnoticed',
    breaks: 'token.mismatch',
    about: 'After a correct retry the parameters of later requests for connections are not compared.',
    on: [create.connection],
    alter({ sameParameters, onRetry }) {
      const retried = new Set<Members>();
      return {
        onRetry(world, original) {
          if (world.operation === create.connection) retried.add(original.parameters);
          return onRetry(world, original);
        },
        sameParameters: (world, origin, given) =>
          retried.has(origin.parameters) || sameParameters(world, origin, given),
      };
    },
  },
  {
    name: 'token-mismatch-overlooked-1-in-10',
    breaks: 'token.mismatch',
    about: 'One mismatch in ten is taken for a retry.',
    share: 0.1,
    alter({ sameParameters }) {
      const overlooked = die(0.1);
      return {
        sameParameters: (world, origin, given) =>
          sameParameters(world, origin, given) || (goesByToken(world) && overlooked(world)),
      };
    },
  },
  {
    name: 'token-mismatch-major-given-or-not',
    breaks: 'token.mismatch',
    about: 'Of the major version only that one was given is compared.',
    on: versionCreates,
    alter: ({ comparable }) => ({
      comparable: (world, parameters, defaults) =>
        comparable(
          world,
          goesByToken(world) && parameters.majorVersion !== undefined
            ? { ...parameters, majorVersion: 'given' }
            : parameters,
          defaults,
        ),
    }),
  },
];

/** How many elements or members there are is compared, what they are is not. */
function withoutNested(parameters: Members): Members {
  const flat = (value: Json | undefined): Json | undefined =>
    Array.isArray(value) ? value.length : isMembers(value) ? Object.keys(value).length : value;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, flat(value)]));
}
