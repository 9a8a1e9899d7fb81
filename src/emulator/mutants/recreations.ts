// Mutants of the creates by name: what had the name before, and what else has it.
import type { Kind } from '../core/kinds.ts';
import { conflict } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';

const twins: Partial<Record<Kind, Kind>> = {
  'service-template': 'environment-template',
  environment: 'environment-template',
};

export const recreationMutants: Mutant[] = [
  {
    name: 'recreation-refused',
    breaks: 'create.after-delete',
    about: 'The name of a deleted environment can never be had again.',
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        if (before && made.kind === 'environment') throw conflict('The name was used before');
        return fresh(world, made, before);
      },
    }),
  },
  {
    name: 'recreation-shows-old-description',
    breaks: 'create.after-delete',
    about: 'What is made anew without a description has that of its predecessor.',
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        const description = made.members.description ?? before?.detail.description;
        return fresh(world, { ...made, members: { ...made.members, description } }, before);
      },
    }),
  },
  {
    name: 'recreation-shows-old-tags',
    breaks: 'create.after-delete',
    about: 'What is made anew has the tags of its predecessor too.',
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        const old = before?.tags.filter((tag) => !made.tags.some(({ key }) => key === tag.key)) ?? [];
        return fresh(world, { ...made, tags: [...made.tags, ...old] }, before);
      },
    }),
  },
  {
    name: 'recreation-still-modified',
    breaks: 'create.retry',
    about: 'What was modified before it was deleted counts as modified when it is made anew.',
    alter({ isModified }) {
      const modified = new Set<string>();
      return {
        isModified(world, resource) {
          const name = `${resource.kind}/${resource.key}`;
          return modified.has(name) || isModified(world, resource);
        },
        graveOf(_world, grave) {
          const name = `${grave.kind}/${grave.key}`;
          const resource = _world.store.get(grave.kind, grave.key);
          if (resource && isModified(_world, resource)) modified.add(name);
          return grave;
        },
      };
    },
  },
  {
    name: 'names-shared-between-kinds',
    breaks: 'create.namespace',
    about: 'Service templates and environments share their names with environment templates.',
    alter: ({ findNamed }) => ({
      findNamed(world, kind, name) {
        const twin = twins[kind];
        return findNamed(world, kind, name) ?? (twin && findNamed(world, twin, name));
      },
    }),
  },
];
