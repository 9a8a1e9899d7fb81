// Mutants of the client-token creates: what a retry does besides answering, and whom it answers about.
import { beginWork } from '../core/work.ts';
import type { World } from '../core/world.ts';
import type { Members } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, meddle, retrying, siblingsOf, versionCreates } from './operations.ts';

export const tokenEffectMutants: Mutant[] = [
  {
    name: 'token-retry-registers-again',
    breaks: 'token.retry',
    about: 'A retry registers a draft of an environment template once more.',
    on: [create.environmentVersion],
    alter: retrying(create.environmentVersion, (world, original) => {
      if (original.members.status !== 'DRAFT') return original;
      const members = { ...original.members, status: 'REGISTRATION_IN_PROGRESS' };
      const work = beginWork(world, 'create', original, '');
      return world.store.put({ ...original, members, work }, world.now);
    }),
  },
  {
    name: 'token-retry-unpublishes',
    breaks: 'token.retry',
    about: 'A retry makes a published service template version a draft again.',
    on: [create.serviceVersion],
    alter: retrying(create.serviceVersion, (world, original) =>
      original.members.status === 'PUBLISHED' ? meddle(world, original, { status: 'DRAFT' }) : original,
    ),
  },
  {
    name: 'token-retry-undoes-update',
    breaks: 'token.retry',
    about: 'A retry sets the description of a version back to that of the request.',
    on: versionCreates,
    alter: retrying(versionCreates, (world, original) =>
      meddle(world, original, { description: original.parameters.description }),
    ),
  },
  {
    name: 'token-retry-reopens-connection',
    breaks: 'token.retry',
    about: 'A retry makes a connection that was accepted or rejected pending again.',
    on: [create.connection],
    alter: retrying(create.connection, (world, original) => meddle(world, original, { status: 'PENDING' })),
  },
  {
    name: 'token-retry-listed-twice',
    breaks: 'token.retry',
    about: 'List shows a service template version once more for every retry of its creation.',
    on: [create.serviceVersion],
    alter({ onRetry, listed }) {
      const retries = new Map<number, number>();
      return {
        onRetry(world, original) {
          if (world.operation === create.serviceVersion)
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
    name: 'token-retry-shows-newest',
    breaks: 'token.retry',
    about: 'A retry shows the newest version of the service template instead of the one that it made.',
    on: [create.serviceVersion],
    alter: retrying(create.serviceVersion, (world, original) => {
      const newest = siblingsOf(world, original).at(-1);
      return newest && newest.serial > original.serial ? newest : original;
    }),
  },
  {
    name: 'token-retry-second-makes',
    breaks: 'token.retry',
    about: 'The first retry is answered with the original, the second one makes a new environment template version.',
    on: [create.environmentVersion],
    alter({ tokenKnown, onRetry }) {
      const answered = new Set<number>();
      return {
        tokenKnown: (world, entry) => tokenKnown(world, entry) && !answered.has(entry.made?.serial ?? 0),
        onRetry(world, original) {
          if (world.operation === create.environmentVersion) answered.add(original.serial);
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'token-retry-after-sibling-deleted',
    breaks: 'token.retry',
    about: 'When a version is deleted, the tokens of all versions of its template are forgotten.',
    on: versionCreates,
    alter({ tokenKnown, graveOf }) {
      const deletions = new Map<unknown, number>();
      return {
        graveOf(world, grave) {
          deletions.set(grave.detail.templateName, world.store.state.serial);
          return graveOf(world, grave);
        },
        tokenKnown: (world, entry) =>
          tokenKnown(world, entry) &&
          (entry.made?.serial ?? 0) > (deletions.get(entry.parameters.templateName ?? '') ?? -1),
      };
    },
  },
  {
    name: 'token-retry-by-bytes',
    breaks: 'token.retry',
    about: 'Requests of connections are compared byte by byte, so that another order of members is a mismatch.',
    on: [create.connection],
    alter({ sameParameters, fresh }) {
      const bodies = new WeakMap<Members, string>();
      return {
        fresh(world, made, before) {
          bodies.set(made.parameters, world.body);
          return fresh(world, made, before);
        },
        sameParameters: (world, origin, given) =>
          world.operation === create.connection
            ? bodies.get(origin.parameters) === world.body
            : sameParameters(world, origin, given),
      };
    },
  },
  {
    name: 'token-retry-makes-1-in-10',
    breaks: 'token.retry',
    about: 'One retry in ten does not find its token and makes a new resource.',
    share: 0.1,
    alter({ tokenKnown }) {
      const lost = die(0.1);
      return { tokenKnown: (world, entry) => tokenKnown(world, entry) && !lost(world) };
    },
  },
  {
    name: 'token-retry-shows-another-connection',
    breaks: 'token.scope',
    about: 'A retry shows the newest connection of the account, whichever token made it.',
    on: [create.connection],
    alter: retrying(create.connection, (world, original) => newestConnection(world) ?? original),
  },
];

const newestConnection = (world: World) => world.store.all('environment-account-connection').at(-1);
