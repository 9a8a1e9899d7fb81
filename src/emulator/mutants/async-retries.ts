// Mutants of the deletes that take time: what a retry does while they run, and what it is answered afterwards.
import { kindFacts } from '../core/kinds.ts';
import { tokenLifeMs } from '../rules/tokens.ts';
import { conflict, invalid, notFound } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';

export const asyncRetryMutants: Mutant[] = [
  {
    name: 'async-delete-retry-invalid',
    breaks: 'async-delete.in-progress',
    about: 'A retry while an environment is being deleted is a ValidationException.',
    on: ['DeleteEnvironment'],
    only: true,
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        if (dying.kind === 'environment') throw invalid('The environment is not in a state that can be deleted');
        return deletionRetried(world, dying);
      },
    }),
  },
  {
    name: 'async-delete-retry-not-found',
    breaks: 'async-delete.in-progress',
    about: 'A retry while a service is being deleted does not find it.',
    on: ['DeleteService'],
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        if (dying.kind === 'service') throw notFound('There is no such service');
        return deletionRetried(world, dying);
      },
    }),
  },
  {
    name: 'async-delete-retry-second-refused',
    breaks: 'async-delete.in-progress',
    about: 'The first retry during the deletion of an environment succeeds, the second one is a conflict.',
    on: ['DeleteEnvironment'],
    alter({ deletionRetried }) {
      const retried = new Set<number>();
      return {
        deletionRetried(world, dying) {
          if (dying.kind === 'environment' && retried.has(dying.serial)) throw conflict('It is being deleted');
          retried.add(dying.serial);
          return deletionRetried(world, dying);
        },
      };
    },
  },
  {
    name: 'async-delete-retry-revives',
    breaks: 'async-delete.in-progress',
    about: 'A retry ends the deletion of a service without its being deleted.',
    on: ['DeleteService'],
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        if (dying.kind !== 'service') return deletionRetried(world, dying);
        const { work: _over, ...alive } = dying;
        world.store.put({ ...alive, members: { ...alive.members, status: 'ACTIVE' } }, world.now);
        return dying;
      },
    }),
  },
  {
    name: 'async-delete-retry-shows-it-alive',
    breaks: 'async-delete.in-progress',
    about: 'For half a second after a retry during the deletion of an environment Get shows it as it was before.',
    on: ['DeleteEnvironment'],
    alter({ deletionRetried, looked }) {
      const retriedAt = new Map<number, number>();
      return {
        deletionRetried(world, dying) {
          retriedAt.set(dying.serial, world.now);
          return deletionRetried(world, dying);
        },
        looked(world, kind, key, found) {
          const isSoon = found?.kind === 'environment' && world.now - (retriedAt.get(found.serial) ?? 0) < 500;
          const shown = isSoon ? { ...found, members: { ...found.members, deploymentStatus: 'SUCCEEDED' } } : found;
          return looked(world, kind, key, shown);
        },
      };
    },
  },
  {
    name: 'async-delete-retry-shows-nothing',
    breaks: 'async-delete.in-progress',
    about: 'A retry during the deletion of a service is answered with nothing, as if it were complete.',
    on: ['DeleteService'],
    alter({ deletionRetried, structureForm }) {
      let isRetry = false;
      return {
        deletionRetried(world, dying) {
          isRetry = dying.kind === 'service';
          return deletionRetried(world, dying);
        },
        structureForm(world, shapeName, rendered) {
          const form = structureForm(world, shapeName, rendered);
          if (!isRetry || shapeName !== 'DeleteServiceOutput') return form;
          isRetry = false;
          return {};
        },
      };
    },
  },
  {
    name: 'async-delete-retry-shows-another',
    breaks: 'async-delete.in-progress',
    about: 'A retry during the deletion of an environment shows the environment made last.',
    on: ['DeleteEnvironment'],
    alter: ({ deletionRetried }) => ({
      deletionRetried: (world, dying) =>
        (dying.kind === 'environment' && world.store.all(dying.kind).at(-1)) || deletionRetried(world, dying),
    }),
  },
  {
    name: 'async-delete-retry-refused-1-in-3',
    breaks: 'async-delete.in-progress',
    about: 'One retry during a deletion in three is a conflict.',
    share: 1 / 3,
    alter({ deletionRetried }) {
      const wrong = die(1 / 3);
      return {
        deletionRetried(world, dying) {
          if (wrong(world)) throw conflict(`${kindFacts[dying.kind].label} is being deleted`);
          return deletionRetried(world, dying);
        },
      };
    },
  },
  {
    name: 'async-delete-complete-second-not-found',
    breaks: 'async-delete.complete',
    about: 'The first retry after the deletion of an environment succeeds, the second one finds nothing.',
    on: ['DeleteEnvironment'],
    alter({ asyncDeleteAgain }) {
      const retried = new Set<number>();
      return {
        asyncDeleteAgain(world, grave) {
          if (grave?.kind === 'environment' && retried.has(grave.serial)) return 'not-found';
          if (grave) retried.add(grave.serial);
          return asyncDeleteAgain(world, grave);
        },
      };
    },
  },
  {
    name: 'async-delete-complete-conflict',
    breaks: 'async-delete.complete',
    about: 'A retry after the deletion of an environment or a service is a conflict.',
    alter: ({ asyncDeleteAgain }) => ({
      asyncDeleteAgain(world, grave) {
        if (grave) throw conflict('It was deleted already');
        return asyncDeleteAgain(world, grave);
      },
    }),
  },
  {
    name: 'async-delete-complete-forgotten',
    breaks: 'async-delete.complete',
    about: 'Eight hours after it the deletion of a service is forgotten.',
    on: ['DeleteService'],
    only: true,
    alter({ asyncDeleteAgain, graveOf }) {
      const buried = new Map<number, number>();
      return {
        graveOf(world, grave) {
          buried.set(grave.serial, world.now);
          return graveOf(world, grave);
        },
        asyncDeleteAgain(world, grave) {
          const since = grave?.kind === 'service' ? buried.get(grave.serial) : undefined;
          return world.now - (since ?? world.now) > tokenLifeMs ? 'not-found' : asyncDeleteAgain(world, grave);
        },
      };
    },
  },
];
