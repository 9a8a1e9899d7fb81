// Mutants of the deletes that are over at once: what a retry is answered.
import { conflict } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';

const remembered = 20;

export const deleteRetryMutants: Mutant[] = [
  {
    name: 'delete-retry-conflict',
    breaks: 'delete.retry',
    about: 'A retry of the delete of a connection is a conflict.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: ({ deleteAgain }) => ({
      deleteAgain(world, grave, parentGone) {
        if (grave?.kind === 'environment-account-connection') throw conflict('The connection was deleted');
        return deleteAgain(world, grave, parentGone);
      },
    }),
  },
  {
    name: 'delete-retry-of-version-not-found',
    breaks: 'delete.retry',
    about: 'A retry of the delete of an environment template version finds nothing to delete.',
    on: ['DeleteEnvironmentTemplateVersion'],
    alter: ({ deleteAgain }) => ({
      deleteAgain: (world, grave, parentGone) =>
        grave?.kind === 'environment-template-version' ? 'not-found' : deleteAgain(world, grave, parentGone),
    }),
  },
  {
    name: 'delete-retry-forgotten-by-count',
    breaks: 'delete.retry',
    about: `Only the last ${remembered} deletions are remembered.`,
    on: ['DeleteServiceTemplateVersion', 'DeleteEnvironmentTemplateVersion', 'DeleteEnvironmentAccountConnection'],
    alter({ deleteAgain, graveOf }) {
      const order: number[] = [];
      return {
        graveOf(world, grave) {
          order.push(grave.serial);
          return graveOf(world, grave);
        },
        deleteAgain: (world, grave, parentGone) =>
          grave && !grave.kind.endsWith('-template') && !order.slice(-remembered).includes(grave.serial)
            ? 'not-found'
            : deleteAgain(world, grave, parentGone),
      };
    },
  },
  {
    name: 'delete-retry-after-second-life-not-found',
    breaks: 'delete.retry',
    about: 'The deletion of a template that had been deleted before is not remembered.',
    on: ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate'],
    alter({ deleteAgain, graveOf }) {
      const second = new Set<number>();
      return {
        graveOf(world, grave) {
          if (grave.kind.endsWith('-template') && world.store.grave(grave.kind, grave.key)) second.add(grave.serial);
          return graveOf(world, grave);
        },
        deleteAgain: (world, grave, parentGone) =>
          second.has(grave?.serial ?? 0) ? 'not-found' : deleteAgain(world, grave, parentGone),
      };
    },
  },
  {
    name: 'delete-retry-after-next-create-not-found',
    breaks: 'delete.retry',
    about: 'When another version is made in its template, the deletion of a service template version is forgotten.',
    on: ['DeleteServiceTemplateVersion'],
    alter({ deleteAgain, onMade }) {
      const last = new Map<unknown, number>();
      return {
        onMade(world, made) {
          if (made.kind === 'service-template-version') last.set(made.members.templateName, made.serial);
          return onMade(world, made);
        },
        deleteAgain: (world, grave, parentGone) =>
          grave && grave.serial < (last.get(grave.detail.templateName) ?? 0)
            ? 'not-found'
            : deleteAgain(world, grave, parentGone),
      };
    },
  },
  {
    name: 'delete-retry-not-found-1-in-3',
    breaks: 'delete.retry',
    about: 'One retry of a delete in three finds nothing.',
    share: 1 / 3,
    alter({ deleteAgain }) {
      const wrong = die(1 / 3);
      return {
        deleteAgain: (world, grave, parentGone) =>
          grave && wrong(world) ? 'not-found' : deleteAgain(world, grave, parentGone),
      };
    },
  },
];
