// Mutants of the client-token creates: right retries that are refused.
import { conflict } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, retrying, versionCreates } from './operations.ts';

const minuteMs = 60_000;

export const refusedTokenRetryMutants: Mutant[] = [
  {
    name: 'token-retry-in-progress-refused',
    breaks: 'token.retry',
    about: 'A retry while a version is being registered is a conflict.',
    on: versionCreates,
    alter: retrying(versionCreates, (_world, original) => {
      if (original.work) throw conflict('The version is being registered');
      return original;
    }),
  },
  {
    name: 'token-retry-after-accept-refused',
    breaks: 'token.retry',
    about: 'Once a connection was accepted, a retry of its creation is a conflict.',
    on: [create.connection],
    alter: retrying(create.connection, (_world, original) => {
      if (original.members.status === 'CONNECTED') throw conflict('The connection was accepted');
      return original;
    }),
  },
  {
    name: 'token-retry-accepted-then-updated-refused',
    breaks: 'token.retry',
    about: 'Once a connection was accepted and then updated, a retry of its creation is a conflict.',
    on: [create.connection],
    alter: retrying(create.connection, (_world, original) => {
      const { status, roleArn } = original.members;
      if (status === 'CONNECTED' && roleArn !== original.parameters.roleArn)
        throw conflict('The connection was updated');
      return original;
    }),
  },
  {
    name: 'token-retry-first-after-update-refused',
    breaks: 'token.retry',
    about: 'A first retry that comes within a minute, after an update, and where nothing was deleted, is a conflict.',
    on: versionCreates,
    alter({ onRetry, onRefusal, graveOf }) {
      const met = new Set<number>();
      const cleared = new Set<unknown>();
      return {
        graveOf(world, grave) {
          cleared.add(grave.detail.templateName);
          return graveOf(world, grave);
        },
        onRefusal(world, original, given) {
          met.add(original.serial);
          onRefusal(world, original, given);
        },
        onRetry(world, original) {
          const { templateName, createdAt } = original.members;
          const isFirst = !met.has(original.serial) && !cleared.has(templateName);
          met.add(original.serial);
          const isMeant = goesByToken(world) && original.traces.visible > 0 && world.now - Number(createdAt) < minuteMs;
          if (isFirst && isMeant) throw conflict('The version was updated');
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'token-retry-refused-1-in-3',
    breaks: 'token.retry',
    about: 'One retry in three is a mismatch with itself.',
    share: 1 / 3,
    alter({ onRetry, mismatchError }) {
      const wrong = die(1 / 3);
      return {
        onRetry(world, original) {
          if (goesByToken(world) && wrong(world)) throw mismatchError(world);
          return onRetry(world, original);
        },
      };
    },
  },
];
