// Mutants of the client-token creates: when exactly the eight hours are over.
import { tokenLifeMs } from '../rules/tokens.ts';
import type { Mutant } from './mutant.ts';
import { create, versionCreates } from './operations.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const tokenWindowMutants: Mutant[] = [
  {
    name: 'token-expires-on-the-hour',
    breaks: 'token.alive',
    about: 'Tokens expire when the clock strikes for the eighth time: some after hardly more than seven hours.',
    alter: ({ tokenAlive }) => ({
      tokenAlive: (world, entry) =>
        tokenAlive(world, entry) && Math.floor(world.now / hourMs) - Math.floor(entry.since / hourMs) < 8,
    }),
  },
  {
    name: 'token-swept-every-half-hour',
    breaks: 'token.expired',
    about: 'Expired tokens are forgotten every half hour: till then they are good.',
    alter: () => ({
      tokenAlive(world, entry) {
        const swept = world.now - (world.now % (30 * minuteMs));
        return swept - entry.since <= tokenLifeMs;
      },
    }),
  },
  {
    name: 'token-life-doubled-by-retry',
    breaks: 'token.expired',
    about: 'From a retry on a token of a version lives for sixteen hours.',
    on: versionCreates,
    alter: ({ sinceAfterRetry }) => ({
      sinceAfterRetry: (world, entry) =>
        entry.operation === create.connection ? sinceAfterRetry(world, entry) : world.now + tokenLifeMs,
    }),
  },
  {
    name: 'token-slides-past-retry',
    breaks: 'token.expired',
    about: 'Each retry with a token prolongs it to ten minutes more than eight hours.',
    alter: () => ({ sinceAfterRetry: (world) => world.now + 10 * minuteMs }),
  },
  {
    name: 'token-worn-out',
    breaks: 'token.alive',
    about: 'A token is good for four retries.',
    alter({ sinceAfterRetry }) {
      const retries = new Map<number, number>();
      return {
        sinceAfterRetry(world, entry) {
          const serial = entry.made?.serial ?? 0;
          retries.set(serial, (retries.get(serial) ?? 0) + 1);
          return (retries.get(serial) ?? 0) < 4 ? sinceAfterRetry(world, entry) : world.now - 2 * tokenLifeMs;
        },
      };
    },
  },
];
