// Mutants of the deletes that take time.
import { conflict } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';

const neverMs = 1e15;
/** Longer than anybody waits between two polls, so that polling with retries never sees the end. */
const restartMs = 5000;

export const asyncDeletionMutants: Mutant[] = [
  {
    name: 'async-delete-retry-refused',
    breaks: 'async-delete.in-progress',
    about: 'A retry while a service is being deleted is a conflict.',
    on: ['DeleteService'],
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        if (dying.kind === 'service') throw conflict('The service is being deleted');
        return deletionRetried(world, dying);
      },
    }),
  },
  {
    name: 'async-delete-retry-restarts',
    breaks: 'async-delete.in-progress',
    about: 'Every retry begins the deletion anew, so that it never ends under retries.',
    alter: () => ({
      deletionRetried(world, dying) {
        if (!dying.work) return dying;
        const work = { ...dying.work, endsAt: world.now + restartMs };
        return world.store.put({ ...dying, work }, world.now);
      },
    }),
  },
  {
    name: 'async-delete-retry-queued',
    breaks: 'async-delete.in-progress',
    about: 'A retry during the deletion waits and deletes what is made of the name afterwards.',
    alter({ deletionRetried, fresh }) {
      const queued = new Set<string>();
      return {
        deletionRetried(world, dying) {
          queued.add(`${dying.kind}/${dying.key}`);
          return deletionRetried(world, dying);
        },
        fresh(world, made, before) {
          if (!queued.delete(`${made.kind}/${made.key}`)) return fresh(world, made, before);
          const work = { startedAt: world.now, endsAt: world.now + 3 * world.settings.asyncMs, fails: false };
          return fresh(world, { ...made, work: { ...work, kind: 'delete' } }, before);
        },
      };
    },
  },
  {
    name: 'async-delete-retry-says-live',
    breaks: 'async-delete.in-progress',
    about: 'A retry shows an environment that is being deleted as if it were not.',
    on: ['DeleteEnvironment'],
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        const shown = deletionRetried(world, dying);
        if (dying.kind !== 'environment') return shown;
        return { ...shown, members: { ...shown.members, deploymentStatus: 'SUCCEEDED' } };
      },
    }),
  },
  {
    name: 'async-delete-complete-not-found',
    breaks: 'async-delete.complete',
    about: 'A retry after the deletion of a service finds nothing.',
    on: ['DeleteService'],
    alter: ({ asyncDeleteAgain }) => ({
      asyncDeleteAgain: (world, grave) => (grave?.kind === 'service' ? 'not-found' : asyncDeleteAgain(world, grave)),
    }),
  },
  {
    name: 'async-delete-complete-shows-detail',
    breaks: 'async-delete.complete',
    about: 'A retry after the deletion of an environment shows what was deleted.',
    on: ['DeleteEnvironment'],
    only: true,
    alter: ({ asyncDeleteAgain }) => ({
      asyncDeleteAgain: (world, grave) => (grave?.kind === 'environment' ? 'metadata' : asyncDeleteAgain(world, grave)),
    }),
  },
  {
    name: 'async-delete-never-ends',
    breaks: 'async-delete.effect',
    about: 'Deletions stay in progress for ever.',
    alter: ({ workMs }) => ({ workMs: (world, kind) => (kind === 'delete' ? neverMs : workMs(world, kind)) }),
  },
  {
    name: 'async-delete-comes-back',
    breaks: 'async-delete.effect',
    about: 'When its deletion is over, a service is active again.',
    on: ['DeleteService'],
    alter: ({ afterDeletion }) => ({
      afterDeletion: (world, deleted) =>
        deleted.kind === 'service'
          ? { ...deleted, members: { ...deleted.members, status: 'ACTIVE' } }
          : afterDeletion(world, deleted),
    }),
  },
];
