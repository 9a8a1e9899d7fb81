// Mutants of the creates by name: what a retry does besides answering.
import { childrenOf } from '../core/relations.ts';
import { beginWork } from '../core/work.ts';
import { tokenLifeMs } from '../rules/tokens.ts';
import { conflict } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, meddle, retrying } from './operations.ts';

export const nameEffectMutants: Mutant[] = [
  {
    name: 'create-retry-moves-creation',
    breaks: 'create.retry',
    about: 'A retry moves the creation time of a service template.',
    on: [create.serviceTemplate],
    alter: retrying(create.serviceTemplate, (world, original) => meddle(world, original, { createdAt: world.now })),
  },
  {
    name: 'create-retry-doubles-tags',
    breaks: 'create.retry',
    about: 'A retry adds the tags of its request to those of a service template, which has each of them twice then.',
    on: [create.serviceTemplate],
    alter: retrying(create.serviceTemplate, (world, original) =>
      world.store.put({ ...original, tags: [...original.tags, ...original.tags] }, world.now),
    ),
  },
  {
    name: 'create-retry-listed-twice',
    breaks: 'create.retry',
    about: 'List shows an environment template once more for every retry of its creation.',
    on: [create.environmentTemplate],
    alter({ onRetry, listed }) {
      const retries = new Map<number, number>();
      return {
        onRetry(world, original) {
          if (world.operation === create.environmentTemplate)
            retries.set(original.serial, (retries.get(original.serial) ?? 0) + 1);
          return onRetry(world, original);
        },
        listed: (world, resources, kind) =>
          listed(
            world,
            resources.flatMap((one) => Array.from({ length: 1 + (retries.get(one.serial) ?? 0) }, () => one)),
            kind,
          ),
      };
    },
  },
  {
    name: 'create-retry-second-refused',
    breaks: 'create.retry',
    about: 'The first retry of the creation of an environment succeeds, the second one is a conflict.',
    on: [create.environment],
    alter({ onRetry }) {
      const retried = new Set<number>();
      return {
        onRetry(world, original) {
          if (world.operation !== create.environment) return onRetry(world, original);
          if (retried.has(original.serial)) throw conflict('The environment exists');
          retried.add(original.serial);
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'create-retry-later-refused',
    breaks: 'create.retry',
    about: 'More than eight hours after the creation of a template a retry is a conflict.',
    on: [create.environmentTemplate, create.serviceTemplate],
    only: true,
    alter: retrying([create.environmentTemplate, create.serviceTemplate], (world, original) => {
      if (world.now - Number(original.members.createdAt) > tokenLifeMs) throw conflict('The template exists');
      return original;
    }),
  },
  {
    name: 'create-retry-redeploys-instances',
    breaks: 'create.retry',
    about: 'A retry deploys the instances of a settled service once more.',
    on: [create.service],
    alter: retrying(create.service, (world, original) => {
      if (original.work) return original;
      for (const part of childrenOf(world.store, original)) {
        const members = {
          ...part.members,
          deploymentStatus: 'IN_PROGRESS',
          lastDeploymentAttemptedAt: world.now,
          lastDeploymentSucceededAt: world.now,
        };
        world.store.put({ ...part, members, work: beginWork(world, 'create', part, '') }, world.now);
      }
      return original;
    }),
  },
  {
    name: 'create-retry-updates-again',
    breaks: 'create.retry',
    about: 'A retry puts a settled service into UPDATE_IN_PROGRESS for a while.',
    on: [create.service],
    alter: retrying(create.service, (world, original) => {
      if (original.work) return original;
      const members = { ...original.members, status: 'UPDATE_IN_PROGRESS' };
      return world.store.put({ ...original, members, work: beginWork(world, 'update', original, '') }, world.now);
    }),
  },
  {
    name: 'create-retry-fails-settled',
    breaks: 'create.retry',
    about: 'A retry deploys a settled environment once more, which fails at once, as its stack is there already.',
    on: [create.environment],
    alter: retrying(create.environment, (world, original) => {
      if (!original.work) meddle(world, original, { deploymentStatus: 'FAILED' });
      return original;
    }),
  },
  {
    name: 'create-retry-fills-in',
    breaks: 'create.retry',
    about: 'A retry gives a service template that was made without a key the account’s own.',
    on: [create.serviceTemplate],
    alter: retrying(create.serviceTemplate, (world, original) => {
      const encryptionKey = 'arn:aws:kms:us-east-1:123456789012:key/default';
      if (original.members.encryptionKey === undefined) meddle(world, original, { encryptionKey });
      return original;
    }),
  },
  {
    name: 'create-retry-shows-neighbour',
    breaks: 'create.retry',
    about: 'A retry shows the next longer name, if there is a service template whose name begins alike.',
    on: [create.serviceTemplate],
    alter: retrying(
      create.serviceTemplate,
      (world, original) =>
        world.store.all(original.kind).find(({ key }) => key !== original.key && key.startsWith(original.key)) ??
        original,
    ),
  },
  {
    name: 'create-retry-refused-1-in-10',
    breaks: 'create.retry',
    about: 'One retry in ten is a conflict.',
    share: 0.1,
    alter({ onRetry }) {
      const wrong = die(0.1);
      return {
        onRetry(world, original) {
          if (!goesByToken(world) && wrong(world)) throw conflict('The name is taken');
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'create-retry-touches-1-in-3',
    breaks: 'create.retry',
    about: 'One retry in three moves the modification time of an environment template.',
    on: [create.environmentTemplate],
    share: 1 / 3,
    alter(rules) {
      const wrong = die(1 / 3);
      return retrying(create.environmentTemplate, (world, original) =>
        wrong(world) ? meddle(world, original, { lastModifiedAt: world.now }) : original,
      )(rules);
    },
  },
];
