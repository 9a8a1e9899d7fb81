// Mutants that remember by the connection over which a request came, as behind a balancer that shares nothing, or only
// for as long as it is under way.
import type { World } from '../core/world.ts';
import { invalid } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { atOnceDeletes, create, templateCreates, tokenCreates } from './operations.ts';

const shortestMs = 5;

export const connectionMutants: Mutant[] = [
  {
    name: 'token-by-connection',
    breaks: 'token.retry',
    about: 'A token is known only over the connection over which its request came.',
    on: tokenCreates,
    alter({ onMade, tokenKnown }) {
      const over = new Map<number, string>();
      return {
        onMade(world, made) {
          over.set(made.serial, world.connection);
          return onMade(world, made);
        },
        tokenKnown: (world, entry) =>
          tokenKnown(world, entry) && isSame(world, entry.made && over.get(entry.made.serial)),
      };
    },
  },
  {
    name: 'create-retry-by-connection',
    breaks: 'create.retry',
    about: 'A retry of the creation of a template is refused over any other connection.',
    on: templateCreates,
    alter({ onMade, onRetry }) {
      const over = new Map<number, string>();
      return {
        onMade(world, made) {
          over.set(made.serial, world.connection);
          return onMade(world, made);
        },
        onRetry(world, original) {
          if (original.kind.endsWith('-template') && !isSame(world, over.get(original.serial)))
            throw invalid('The name is taken');
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'delete-retry-by-connection',
    breaks: 'delete.retry',
    about: 'A deletion is remembered only over the connection over which it came.',
    on: atOnceDeletes,
    alter({ graveOf, deleteAgain }) {
      const over = new Map<number, string>();
      return {
        graveOf(world, grave) {
          over.set(grave.serial, world.connection);
          return graveOf(world, grave);
        },
        deleteAgain: (world, grave, parentGone) =>
          grave && !isSame(world, over.get(grave.serial)) ? 'not-found' : deleteAgain(world, grave, parentGone),
      };
    },
  },
  {
    name: 'token-while-under-way',
    breaks: 'token.retry',
    about: 'The token of a connection is known only for some milliseconds, while its request is under way.',
    on: [create.connection],
    alter: ({ tokenKnown }) => ({
      tokenKnown: (world, entry) =>
        tokenKnown(world, entry) && (entry.operation !== create.connection || world.now - entry.since < shortestMs),
    }),
  },
];

const isSame = (world: World, connection: string | undefined): boolean =>
  connection === undefined || connection === world.connection;
