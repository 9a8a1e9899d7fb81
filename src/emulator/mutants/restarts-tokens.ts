// Mutants that go wrong only where the endpoint restarts: what becomes of tokens, and of what was written last.
import { nextRandom } from '../core/random.ts';
import type { State, TokenEntry } from '../core/state.ts';
import { tokenLifeMs } from '../rules/tokens.ts';
import type { Mutant } from './mutant.ts';
import { allCreates, create, tokenCreates, versionCreates } from './operations.ts';

const needs = ['restart'] as const;
/** What was written so shortly before the end is lost, by those that write late. */
const unwrittenMs = 50;

/** The state with every token's entry changed; one that is undefined is forgotten. */
function keeping(state: State, change: (entry: TokenEntry) => TokenEntry | undefined): State {
  const kept = [...state.tokens].map(([token, entries]): [string, TokenEntry[]] => [
    token,
    entries.flatMap((entry) => change(entry) ?? []),
  ]);
  return { ...state, tokens: new Map(kept) };
}

export const tokenRestartMutants: Mutant[] = [
  {
    name: 'restart-forgets-tokens',
    breaks: 'durable',
    about: 'After a restart no token is known.',
    on: tokenCreates,
    needs,
    alter: () => ({ remembered: (state) => ({ ...state, tokens: new Map() }) }),
  },
  {
    name: 'restart-forgets-tokens-of-connections',
    breaks: 'durable',
    about: 'After a restart the tokens of connections are not known.',
    on: [create.connection],
    needs,
    alter: () => ({
      remembered: (state) => keeping(state, (entry) => (entry.operation === create.connection ? undefined : entry)),
    }),
  },
  {
    name: 'restart-forgets-tokens-unused-since-the-last',
    breaks: 'durable',
    about: 'A restart forgets the tokens that nobody has used since the restart before.',
    on: tokenCreates,
    needs,
    alter({ onRetry }) {
      let before = new Set<number>();
      return {
        onRetry(world, original) {
          before.delete(original.serial);
          return onRetry(world, original);
        },
        remembered(state) {
          const unused = before;
          const kept = keeping(state, (entry) => (unused.has(entry.made?.serial ?? 0) ? undefined : entry));
          before = new Set([...kept.tokens.values()].flat().flatMap(({ made }) => made?.serial ?? []));
          return kept;
        },
      };
    },
  },
  {
    name: 'restart-forgets-tokens-1-in-3',
    breaks: 'durable',
    about: 'After a restart one token in three is not known.',
    on: tokenCreates,
    share: 1 / 3,
    needs,
    alter: () => ({
      remembered(state) {
        const chance = { random: state.random };
        return keeping(state, (entry) => (nextRandom(chance) < 1 / 3 ? undefined : entry));
      },
    }),
  },
  {
    name: 'restart-forgets-new-tokens',
    breaks: 'durable',
    about: 'Tokens are written 50 ms after what they stand for: a restart between forgets them.',
    on: tokenCreates,
    needs,
    alter: () => ({
      remembered: (state, now) => keeping(state, (entry) => (now - entry.since < unwrittenMs ? undefined : entry)),
    }),
  },
  {
    name: 'restart-loses-last-creations',
    breaks: 'durable',
    about: 'What was made in the last 50 ms before a restart is lost, with its tokens.',
    on: allCreates,
    needs,
    alter: () => ({
      remembered(state, now) {
        for (const resources of Object.values(state.resources))
          for (const [key, { members }] of resources) {
            if (now - Number(members.createdAt ?? members.requestedAt) < unwrittenMs) resources.delete(key);
          }
        return keeping(state, (entry) => (now - entry.since < unwrittenMs ? undefined : entry));
      },
    }),
  },
  {
    name: 'restart-forgets-parameters',
    breaks: 'durable',
    about: 'After a restart a token of before is good for whatever parameters.',
    on: tokenCreates,
    needs,
    alter({ sameParameters }) {
      const before = new Set<number>();
      return {
        remembered(state) {
          for (const { made } of [...state.tokens.values()].flat()) if (made) before.add(made.serial);
          return state;
        },
        sameParameters: (world, origin, given) =>
          ('made' in origin && before.has((origin as TokenEntry).made?.serial ?? 0)) ||
          sameParameters(world, origin, given),
      };
    },
  },
  {
    name: 'restart-renews-tokens',
    breaks: 'durable',
    about: 'At a restart all tokens begin another eight hours.',
    on: tokenCreates,
    needs,
    alter: () => ({ remembered: (state, now) => keeping(state, (entry) => ({ ...entry, since: now })) }),
  },
  {
    name: 'restart-ages-tokens',
    breaks: 'durable',
    about: 'A restart takes four hours of their time from all tokens.',
    on: tokenCreates,
    needs,
    alter: () => ({
      remembered: (state) => keeping(state, (entry) => ({ ...entry, since: entry.since - tokenLifeMs / 2 })),
    }),
  },
  {
    name: 'restart-tokens-endless',
    breaks: 'durable',
    about: 'Tokens of versions that a restart has seen never expire.',
    on: versionCreates,
    needs,
    alter: () => ({
      remembered: (state) =>
        keeping(state, (entry) => (entry.operation === create.connection ? entry : { ...entry, since: 1e15 })),
    }),
  },
];
