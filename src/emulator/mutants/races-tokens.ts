// Mutants of the client-token creates that go wrong only where requests overlap.
import { tokenLifeMs } from '../rules/tokens.ts';
import { invalid, notFound } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create, tokenCreates, versionCreates } from './operations.ts';
import { answeringNew, keptOf, lookingFirst, standsFor, withoutNewTokens } from './overlaps.ts';

const needs = ['races'] as const;

export const tokenRaceMutants: Mutant[] = [
  {
    name: 'race-token',
    breaks: 'once',
    about: 'A token is looked up 5 ms before it is kept: racing copies make two resources.',
    on: tokenCreates,
    needs,
    alter: lookingFirst({ on: tokenCreates, gapMs: 5 }, withoutNewTokens),
  },
  {
    name: 'race-token-turn',
    breaks: 'once',
    about: 'The token of an environment template version is looked up one turn of the event loop before it is kept.',
    on: [create.environmentVersion],
    needs,
    alter: lookingFirst({ on: create.environmentVersion, gapMs: 0 }, withoutNewTokens),
  },
  {
    name: 'race-token-1-ms',
    breaks: 'once',
    about: 'The token of a service template version is looked up 1 ms before it is kept.',
    on: [create.serviceVersion],
    needs,
    alter: lookingFirst({ on: create.serviceVersion, gapMs: 1 }, withoutNewTokens),
  },
  {
    name: 'race-token-20-ms',
    breaks: 'once',
    about: 'The token of a connection is looked up 20 ms before it is kept.',
    on: [create.connection],
    needs,
    alter: lookingFirst({ on: create.connection, gapMs: 20 }, withoutNewTokens),
  },
  {
    name: 'race-token-1-in-10',
    breaks: 'once',
    about: 'One token create in ten looks its token up 5 ms before it is kept.',
    on: tokenCreates,
    share: 1 / 10,
    needs,
    alter: lookingFirst({ on: tokenCreates, gapMs: 5, share: 1 / 10 }, withoutNewTokens),
  },
  {
    name: 'race-token-after-delete',
    breaks: 'once',
    about: 'The original is deleted: racing copies of its request then make two resources.',
    on: tokenCreates,
    needs,
    alter: lookingFirst({ on: tokenCreates, gapMs: 5 }, (world, input, rules) => {
      const kept = keptOf(world, input);
      return kept && !standsFor(world, kept) ? withoutNewTokens(world, input, rules) : undefined;
    }),
  },
  {
    name: 'race-token-after-expiry',
    breaks: 'once',
    about: 'The token has expired: racing copies of its request then make two resources.',
    on: tokenCreates,
    needs,
    alter: lookingFirst({ on: tokenCreates, gapMs: 5 }, (world, input, rules) => {
      const kept = keptOf(world, input);
      return kept && world.now - kept.since > tokenLifeMs ? withoutNewTokens(world, input, rules) : undefined;
    }),
  },
  {
    name: 'race-token-not-found',
    breaks: 'once',
    about: 'A copy that races the creation of a version does not find what is being made.',
    on: versionCreates,
    needs,
    alter: lookingFirst(
      { on: versionCreates, gapMs: 5 },
      answeringNew(() => {
        throw notFound('There is no such resource');
      }),
    ),
  },
  {
    name: 'race-token-invalid',
    breaks: 'once',
    about: 'A copy that races the creation of a service template version is told that its token is invalid.',
    on: [create.serviceVersion],
    needs,
    alter: lookingFirst(
      { on: create.serviceVersion, gapMs: 1 },
      answeringNew(() => {
        throw invalid('The token is in use');
      }),
    ),
  },
  {
    name: 'race-token-shows-another',
    breaks: 'once',
    about: 'A copy that races the creation of an environment template version is shown a version that is not there.',
    on: [create.environmentVersion],
    needs,
    alter: lookingFirst(
      { on: create.environmentVersion, gapMs: 5 },
      answeringNew((_world, original) => {
        const minorVersion = String(Number(original.members.minorVersion) + 1);
        const arn = String(original.members.arn).replace(/\d+$/, minorVersion);
        return { ...original, members: { ...original.members, minorVersion, arn } };
      }),
    ),
  },
  {
    name: 'race-token-mismatch',
    breaks: 'token.mismatch',
    about:
      'Of racing requests with one token and different parameters, the later ones are shown what the first one made.',
    on: tokenCreates,
    needs,
    alter: lookingFirst({ on: tokenCreates, gapMs: 5 }, (world, input) =>
      keptOf(world, input) ? undefined : { sameParameters: () => true },
    ),
  },
];
