// Mutants of the client-token creates: retries, deleted originals, how long and for what a token stands.
import { tokenLifeMs } from '../rules/tokens.ts';
import { conflict } from '../wire/errors.ts';
import { canonical, omit, textOf } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { goesByToken } from './operations.ts';

const minuteMs = 60_000;
const evictedAfter = 50;

export const tokenRetryMutants: Mutant[] = [
  {
    name: 'token-ignored',
    breaks: 'token.retry',
    about: 'Every request makes a resource, whatever its token.',
    alter: () => ({ tokenGiven: () => undefined }),
  },
  {
    name: 'token-retry-refused',
    breaks: 'token.retry',
    about: 'A retry with a known token is a conflict.',
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (goesByToken(world)) throw conflict('The token was used already');
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'token-retry-touches',
    breaks: 'token.retry',
    about: 'A retry moves the modification time of an environment template version.',
    on: ['CreateEnvironmentTemplateVersion'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (world.operation !== 'CreateEnvironmentTemplateVersion') return onRetry(world, original);
        const members = { ...original.members, lastModifiedAt: world.now };
        return world.store.put({ ...original, members }, world.now);
      },
    }),
  },
  {
    name: 'token-retry-after-update-refused',
    breaks: 'token.retry',
    about: 'Once a version was updated, a retry of its creation is a mismatch.',
    on: ['CreateEnvironmentTemplateVersion', 'CreateServiceTemplateVersion'],
    alter: ({ onRetry, mismatchError }) => ({
      onRetry(world, original) {
        if (goesByToken(world) && original.traces.visible > 0) throw mismatchError(world);
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'token-retry-after-reject-refused',
    breaks: 'token.retry',
    about: 'Once a connection was rejected, a retry of its creation is a conflict.',
    on: ['CreateEnvironmentAccountConnection'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        if (original.members.status === 'REJECTED') throw conflict('The connection was rejected');
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'token-evicted',
    breaks: 'token.alive',
    about: `A token is forgotten after ${evictedAfter} other creations.`,
    alter: () => ({
      tokenKnown(world, entry) {
        const newer = [...world.store.state.tokens.values()].flat().filter((other) => {
          return (other.made?.serial ?? 0) > (entry.made?.serial ?? 0);
        });
        return newer.length < evictedAfter;
      },
    }),
  },
  {
    name: 'token-expires-at-7h50',
    breaks: 'token.alive',
    about: 'Tokens live for 7 hours 50 minutes.',
    only: true,
    alter: () => ({ tokenAlive: (world, entry) => world.now - entry.since <= tokenLifeMs - 10 * minuteMs }),
  },
  {
    name: 'token-expires-at-8h10',
    breaks: 'token.expired',
    about: 'Tokens live for 8 hours 10 minutes.',
    alter: () => ({ tokenAlive: (world, entry) => world.now - entry.since <= tokenLifeMs + 10 * minuteMs }),
  },
  {
    name: 'token-never-expires',
    breaks: 'token.expired',
    about: 'The token of a connection lives for ever.',
    on: ['CreateEnvironmentAccountConnection'],
    only: true,
    alter: ({ tokenAlive }) => ({
      tokenAlive: (world, entry) =>
        world.operation === 'CreateEnvironmentAccountConnection' || tokenAlive(world, entry),
    }),
  },
  {
    name: 'token-kept-alive-by-updates',
    breaks: 'token.expired',
    about: 'An update of the original makes its token live longer.',
    alter: ({ tokenAlive }) => ({
      tokenAlive(world, entry) {
        const made = entry.made && world.store.get(entry.made.kind, entry.made.key);
        const since = Math.max(entry.since, Number(made?.members.lastModifiedAt ?? 0));
        return tokenAlive(world, { ...entry, since });
      },
    }),
  },
  {
    name: 'token-not-renewed',
    breaks: 'token.expired',
    about: 'A token that has expired never stands for the new resource.',
    alter: ({ otherEntries, tokenAlive }) => ({
      otherEntries: (world, entries, made) => [
        ...entries.filter((entry) => entry.scope === made.scope && !tokenAlive(world, entry)),
        ...otherEntries(world, entries, made),
      ],
    }),
  },
  {
    name: 'token-of-deleted-refused',
    breaks: 'token.deleted-original',
    about: 'When the original is deleted, its token is good for nothing.',
    only: true,
    alter: () => ({
      onDeletedOriginal() {
        throw conflict('The original of this token was deleted');
      },
    }),
  },
  {
    name: 'token-of-deleted-not-renewed',
    breaks: 'token.deleted-original',
    about: 'What is made again after a deletion is not tied to the token.',
    alter: ({ otherEntries }) => ({
      otherEntries(world, entries, made) {
        const dead = entries.filter((entry) => entry.made && !world.store.get(entry.made.kind, entry.made.key));
        return [...dead.filter((entry) => entry.scope === made.scope), ...otherEntries(world, entries, made)];
      },
    }),
  },
  {
    name: 'token-by-parameters',
    breaks: 'token.distinct',
    about: 'Requests with the same parameters are taken for retries, whatever their tokens.',
    alter: () => ({
      tokenGiven: (_world, input) => textOf(input, 'clientToken') && canonical(omit(input, ['clientToken'])),
    }),
  },
  {
    name: 'token-shared-between-templates',
    breaks: 'token.scope',
    about: 'A token used on one template answers with its version on another one too.',
    on: ['CreateEnvironmentTemplateVersion', 'CreateServiceTemplateVersion'],
    only: true,
    alter: ({ comparable }) => ({
      tokenScope: (world) => world.operation,
      comparable: (world, parameters, defaults) =>
        comparable(world, goesByToken(world) ? omit(parameters, ['templateName']) : parameters, defaults),
    }),
  },
];
