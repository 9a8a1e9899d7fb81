// Mutants of the client-token creates: what a token stands for once its original was deleted.
import type { Resource } from '../core/state.ts';
import { conflict } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

export const tokenDeletedMutants: Mutant[] = [
  {
    name: 'token-of-deleted-shows-ghost',
    breaks: 'token.deleted-original',
    about: 'A retry after the deletion shows the deleted environment template version, and makes nothing.',
    on: [create.environmentVersion],
    alter({ onDeletedOriginal, afterDeletion }) {
      const deleted = new Map<number, Resource>();
      return {
        afterDeletion(world, resource) {
          deleted.set(resource.serial, resource);
          return afterDeletion(world, resource);
        },
        onDeletedOriginal: (world, entry) =>
          entry.operation === create.environmentVersion
            ? deleted.get(entry.made?.serial ?? 0)
            : onDeletedOriginal(world, entry),
      };
    },
  },
  {
    name: 'token-of-deleted-resurrects',
    breaks: 'token.deleted-original',
    about: 'A retry after the deletion brings the deleted connection back, with the id that it had.',
    on: [create.connection],
    alter({ onDeletedOriginal, afterDeletion }) {
      const deleted = new Map<number, Resource>();
      return {
        afterDeletion(world, resource) {
          deleted.set(resource.serial, resource);
          return afterDeletion(world, resource);
        },
        onDeletedOriginal(world, entry) {
          const old = entry.operation === create.connection ? deleted.get(entry.made?.serial ?? 0) : undefined;
          return old ? world.store.put(old, world.now) : onDeletedOriginal(world, entry);
        },
      };
    },
  },
  {
    name: 'token-of-deleted-template-succeeds',
    breaks: 'token.deleted-original',
    about: 'Where its template was deleted too, a retry shows the deleted service template version.',
    on: [create.serviceVersion],
    alter({ onDeletedOriginal, afterDeletion }) {
      const deleted = new Map<number, Resource>();
      return {
        afterDeletion(world, resource) {
          deleted.set(resource.serial, resource);
          return afterDeletion(world, resource);
        },
        onDeletedOriginal(world, entry) {
          const template = world.store.get('service-template', String(entry.parameters.templateName));
          const old = entry.operation === create.serviceVersion && !template;
          return old ? deleted.get(entry.made?.serial ?? 0) : onDeletedOriginal(world, entry);
        },
      };
    },
  },
  {
    name: 'token-of-deleted-made-again-once',
    breaks: 'token.deleted-original',
    about: 'What was deleted is made again once; when that is deleted too, the token is refused.',
    alter({ onDeletedOriginal }) {
      const recreated = new Set<string>();
      return {
        onDeletedOriginal(world, entry) {
          const request = `${entry.scope} ${world.body}`;
          if (recreated.has(request)) throw conflict('The token was used up');
          recreated.add(request);
          return onDeletedOriginal(world, entry);
        },
      };
    },
  },
];
