// Mutants of requests that take away what they are not about: a new resource takes another's place, a delete is refused
// too late.
import { childrenOf } from '../core/relations.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

/** The alteration by which what is made puts others out. */
const replacing =
  (others: (world: World, made: Resource) => readonly Resource[]) =>
  ({ onMade }: Rules): Partial<Rules> => ({
    onMade(world, made) {
      for (const one of others(world, made)) world.store.remove(one, world.now);
      return onMade(world, made);
    },
  });

export const replacementMutants: Mutant[] = [
  {
    name: 'connection-replaces-pair',
    breaks: 'token.distinct',
    about: 'A second connection for an environment and an account takes the place of the first, if that is pending.',
    on: [create.connection],
    alter: replacing((world, made) =>
      made.kind === 'environment-account-connection'
        ? world.store
            .where(made.kind, 'environmentName', made.members.environmentName)
            .filter(({ serial, members }) => serial !== made.serial && members.status === 'PENDING')
        : [],
    ),
  },
  {
    name: 'service-template-replaces-namesake',
    breaks: 'create.namespace',
    about: 'A service template takes the place of the environment template of its name, if that has no versions.',
    on: [create.serviceTemplate],
    alter: replacing((world, made) => {
      const other = made.kind === 'service-template' ? world.store.get('environment-template', made.key) : undefined;
      return other && childrenOf(world.store, other).length === 0 ? [other] : [];
    }),
  },
  {
    name: 'delete-refused-takes-versions',
    breaks: 'delete.only',
    about: 'The delete of an environment template that is refused for its versions has deleted those that are drafts.',
    on: ['DeleteEnvironmentTemplate'],
    alter: ({ deletionRefused }) => ({
      deletionRefused(world, resource) {
        const refusal = deletionRefused(world, resource);
        if (refusal === undefined || resource.kind !== 'environment-template') return refusal;
        for (const one of childrenOf(world.store, resource))
          if (one.members.status === 'DRAFT') world.store.remove(one, world.now);
        return refusal;
      },
    }),
  },
];
