// Mutants of the client-token creates: how long a token lives, and how often it can be had anew.
import { tokenLifeMs } from '../rules/tokens.ts';
import { conflict, invalid } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create, siblingsOf } from './operations.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const tokenLifeMutants: Mutant[] = [
  {
    name: 'token-expires-after-an-hour',
    breaks: 'token.alive',
    about: 'Tokens of connections live for one hour.',
    on: [create.connection],
    alter: ({ tokenAlive }) => ({
      tokenAlive: (world, entry) =>
        tokenAlive(world, entry) && (world.operation !== create.connection || world.now - entry.since <= hourMs),
    }),
  },
  {
    name: 'token-expires-at-midnight',
    breaks: 'token.alive',
    about: 'A token is good for the day, by UTC, on which it was used first, if that is the shorter time.',
    alter: ({ tokenAlive }) => ({
      tokenAlive: (world, entry) =>
        tokenAlive(world, entry) && Math.floor(world.now / dayMs) === Math.floor(entry.since / dayMs),
    }),
  },
  {
    name: 'token-life-halved-by-retry',
    breaks: 'token.alive',
    about: 'A retry leaves a token half of the time that it had left.',
    alter: ({ sinceAfterRetry }) => ({
      sinceAfterRetry: (world, entry) =>
        sinceAfterRetry(world, entry) - (tokenLifeMs - Math.min(tokenLifeMs, world.now - entry.since)) / 2,
    }),
  },
  {
    name: 'token-last-of-template-only',
    breaks: 'token.alive',
    about: 'Of each service template only the token used last is remembered.',
    on: [create.serviceVersion],
    alter: ({ tokenKnown }) => ({
      tokenKnown(world, entry) {
        const made = entry.made && world.store.get(entry.made.kind, entry.made.key);
        const newer = made?.kind === 'service-template-version' ? siblingsOf(world, made) : [];
        return tokenKnown(world, entry) && !newer.some(({ serial }) => serial > (made?.serial ?? 0));
      },
    }),
  },
  {
    name: 'token-expired-refused',
    breaks: 'token.expired',
    about: 'Once its token has expired, the request for a service template version is refused.',
    on: [create.serviceVersion],
    alter: ({ tokenAlive }) => ({
      tokenAlive(world, entry) {
        const alive = tokenAlive(world, entry);
        if (!alive && world.operation === create.serviceVersion) throw invalid('The client token has expired');
        return alive;
      },
    }),
  },
  {
    name: 'token-expired-conflict-while-original',
    breaks: 'token.expired',
    about: 'Once its token has expired, the request for a connection is a conflict as long as the first one exists.',
    on: [create.connection],
    alter: ({ tokenAlive }) => ({
      tokenAlive(world, entry) {
        const alive = tokenAlive(world, entry);
        const isThere = entry.made && world.store.get(entry.made.kind, entry.made.key);
        if (!alive && isThere && world.operation === create.connection) throw conflict('The connection exists');
        return alive;
      },
    }),
  },
  {
    name: 'token-second-life-short',
    breaks: 'token.expired',
    about: 'When a token has expired and stands for a new resource, it lives for four hours only.',
    alter: ({ otherEntries }) => ({
      otherEntries(world, entries, made) {
        const before = entries.find((entry) => entry.scope === made.scope);
        if (before && world.now - before.since > tokenLifeMs) made.since = world.now - tokenLifeMs / 2;
        return otherEntries(world, entries, made);
      },
    }),
  },
  {
    name: 'token-second-life-endless',
    breaks: 'token.expired',
    about: 'A token expires once; what it stands for then it stands for ever.',
    alter({ tokenAlive, otherEntries }) {
      const renewed = new Set<number>();
      return {
        tokenAlive: (world, entry) => tokenAlive(world, entry) || renewed.has(entry.made?.serial ?? 0),
        otherEntries(world, entries, made) {
          const before = entries.find((entry) => entry.scope === made.scope);
          if (before && made.made && world.now - before.since > tokenLifeMs) renewed.add(made.made.serial);
          return otherEntries(world, entries, made);
        },
      };
    },
  },
  {
    name: 'token-kept-alive-by-reads',
    breaks: 'token.expired',
    about: 'Every look at a connection with Get makes its token live longer.',
    on: [create.connection],
    alter({ tokenAlive, looked }) {
      const seen = new Map<string, number>();
      return {
        looked(world, kind, key, found) {
          seen.set(`${kind}/${key}`, world.now);
          return looked(world, kind, key, found);
        },
        tokenAlive(world, entry) {
          const since = seen.get(`environment-account-connection/${entry.made?.key}`) ?? entry.since;
          return tokenAlive(world, { ...entry, since: Math.max(entry.since, since) });
        },
      };
    },
  },
];
