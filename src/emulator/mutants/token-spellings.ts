// Mutants of the client-token creates: tokens that are taken for one another, or taken though they should not be.
import { conflict, invalid } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

const secondMs = 1000;

export const tokenSpellingMutants: Mutant[] = [
  {
    name: 'token-folds-first-letter',
    breaks: 'token.case',
    about: 'The first character of a token is folded to lower case.',
    only: true,
    alter: () => ({ tokenText: (_world, token) => token.slice(0, 1).toLowerCase() + token.slice(1) }),
  },
  {
    name: 'token-folds-case-of-connections',
    breaks: 'token.case',
    about: 'Tokens of connections that differ in case are one token.',
    on: [create.connection],
    alter: ({ tokenText }) => ({
      tokenText: (world, token) =>
        tokenText(world, world.operation === create.connection ? token.toUpperCase() : token),
    }),
  },
  {
    name: 'token-anagram',
    breaks: 'token.distinct',
    about: 'Tokens of the same characters in another order are one token.',
    only: true,
    alter: () => ({ tokenText: (_world, token) => [...token].sort().join('') }),
  },
  {
    name: 'token-without-punctuation',
    breaks: 'token.distinct',
    about: 'Hyphens, dots and the like at either end of a token do not count.',
    alter: () => ({
      tokenText: (_world, token) => token.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || token,
    }),
  },
  {
    name: 'token-as-number',
    breaks: 'token.distinct',
    about: 'A token of digits is read as a number, so that zeros at its beginning do not count.',
    alter: () => ({
      tokenText: (_world, token) => (/^[0-9]+$/.test(token) ? String(Number(token)) : token),
    }),
  },
  {
    name: 'token-last-16',
    breaks: 'token.distinct',
    about: 'Only the last 16 characters of a token count.',
    alter: () => ({ tokenText: (_world, token) => token.slice(-16) }),
  },
  {
    name: 'token-by-parameters-for-seconds',
    breaks: 'token.distinct',
    about: 'For five seconds equal requests for environment template versions are one, whatever their tokens.',
    on: [create.environmentVersion],
    alter({ tokenText, fresh }) {
      const recent = new Map<string, { token: string; at: number }>();
      const bare = (body: string) => body.replace(/"clientToken"\s*:\s*"[^"]*"\s*,?/, '');
      let asked = '';
      return {
        tokenText(world, token) {
          asked = token;
          const last = world.operation === create.environmentVersion ? recent.get(bare(world.body)) : undefined;
          const isRecent = last !== undefined && world.now - last.at < 5 * secondMs;
          return tokenText(world, isRecent ? last.token : token);
        },
        fresh(world, made, before) {
          if (made.kind === 'environment-template-version')
            recent.set(bare(world.body), { token: asked, at: world.now });
          return fresh(world, made, before);
        },
      };
    },
  },
  {
    name: 'token-128-allowed',
    breaks: 'token.length',
    about: 'Service template versions take tokens of up to 128 characters.',
    on: [create.serviceVersion],
    alter: ({ tokenProblem }) => ({
      tokenProblem: (world, token) =>
        world.operation === create.serviceVersion && (token?.length ?? 0) <= 128
          ? tokenProblem(world, token?.slice(0, 64))
          : tokenProblem(world, token),
    }),
  },
  {
    name: 'token-65-refused-too-late',
    breaks: 'token.length',
    about: 'A token of 65 characters is refused, but only when the resource has been made.',
    alter({ tokenProblem, onMade }) {
      let problem: string | undefined;
      return {
        tokenProblem(world, token) {
          problem = token?.length === 65 ? tokenProblem(world, token) : undefined;
          return problem ? undefined : tokenProblem(world, token);
        },
        onMade(world, made) {
          const late = problem;
          problem = undefined;
          if (late) throw invalid(late);
          return onMade(world, made);
        },
      };
    },
  },
  {
    name: 'token-65-conflict',
    breaks: 'token.length',
    about: 'A token of 65 characters is refused as a conflict.',
    only: true,
    alter: ({ tokenProblem }) => ({
      tokenProblem(world, token) {
        if (token?.length === 65) throw conflict('clientToken is longer than 64 characters');
        return tokenProblem(world, token);
      },
    }),
  },
  {
    name: 'token-latin-letters',
    breaks: 'token.charset',
    about: 'Tokens of service template versions may have letters of Latin-1, such as é.',
    on: [create.serviceVersion],
    only: true,
    alter: ({ tokenProblem }) => ({
      tokenProblem: (world, token) =>
        tokenProblem(world, world.operation === create.serviceVersion ? token?.replace(/[\xa0-\xff]/g, 'e') : token),
    }),
  },
  {
    name: 'token-stripped',
    breaks: 'token.charset',
    about: 'Characters outside ASCII are taken out of the tokens of connections instead of refused.',
    on: [create.connection],
    alter: ({ tokenProblem, tokenText }) => ({
      tokenProblem: (world, token) =>
        tokenProblem(world, world.operation === create.connection ? token?.replace(/[^\0-\x7f]/g, '') : token),
      tokenText: (world, token) => tokenText(world, token.replace(/[^\0-\x7f]/g, '')),
    }),
  },
];
