// Mutants of the creates by name: what had the name before.
import type { Resource } from '../core/state.ts';
import { conflict, parameterMismatch } from '../wire/errors.ts';
import { equal, type Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { create } from './operations.ts';

export const recreationMutants: Mutant[] = [
  {
    name: 'recreation-refused',
    breaks: 'create.after-delete',
    about: 'The name of a deleted environment can never be had again.',
    on: ['CreateEnvironment'],
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
    name: 'recreation-different-refused',
    breaks: 'create.after-delete',
    about: 'The name of a deleted environment template can be had again with the same parameters only.',
    on: [create.environmentTemplate],
    alter({ afterDeletion, fresh }) {
      const deleted = new Map<string, Members>();
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'environment-template') deleted.set(resource.key, resource.parameters);
          return afterDeletion(world, resource);
        },
        fresh(world, made, before) {
          const old = made.kind === 'environment-template' ? deleted.get(made.key) : undefined;
          if (old && !equal(old, made.parameters)) throw parameterMismatch();
          return fresh(world, made, before);
        },
      };
    },
  },
  {
    name: 'recreation-second-refused',
    breaks: 'create.after-delete',
    about: 'The name of a deleted service template can be had again once, but not twice.',
    on: [create.serviceTemplate],
    only: true,
    alter({ fresh }) {
      const recreated = new Set<string>();
      return {
        fresh(world, made, before) {
          const again = before !== undefined && made.kind === 'service-template';
          if (again && recreated.has(made.key)) throw conflict('The name was used too often');
          if (again) recreated.add(made.key);
          return fresh(world, made, before);
        },
      };
    },
  },
  {
    name: 'recreation-refused-for-minutes',
    breaks: 'create.after-delete',
    about: 'For ten minutes after its deletion the name of a service cannot be had again.',
    on: [create.service],
    alter({ fresh, graveOf }) {
      const buried = new Map<string, number>();
      return {
        graveOf(world, grave) {
          if (grave.kind === 'service') buried.set(grave.key, world.now);
          return graveOf(world, grave);
        },
        fresh(world, made, before) {
          const since = made.kind === 'service' ? buried.get(made.key) : undefined;
          if (since !== undefined && world.now - since < 600_000) throw conflict('The name was used just now');
          return fresh(world, made, before);
        },
      };
    },
  },
  {
    name: 'recreation-different-later-refused',
    breaks: 'create.after-delete',
    about:
      'Half an hour after its deletion the name of an environment template can be had with the same parameters only.',
    on: [create.environmentTemplate],
    alter({ afterDeletion, fresh }) {
      const deleted = new Map<string, { at: number; parameters: Members }>();
      return {
        afterDeletion(world, resource) {
          const { kind, key, parameters } = resource;
          if (kind === 'environment-template') deleted.set(key, { at: world.now, parameters });
          return afterDeletion(world, resource);
        },
        fresh(world, made, before) {
          const old = made.kind === 'environment-template' ? deleted.get(made.key) : undefined;
          if (old && world.now - old.at > 1_800_000 && !equal(old.parameters, made.parameters))
            throw parameterMismatch();
          return fresh(world, made, before);
        },
      };
    },
  },
  {
    name: 'recreation-created-before',
    breaks: 'create.after-delete',
    about: 'A service that is made anew has the creation time of its predecessor.',
    on: [create.service],
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        const createdAt = before?.detail.createdAt ?? made.members.createdAt;
        return fresh(
          world,
          made.kind === 'service' ? { ...made, members: { ...made.members, createdAt } } : made,
          before,
        );
      },
    }),
  },
  {
    name: 'recreation-with-old-versions',
    breaks: 'create.after-delete',
    about: 'A service template that is made anew has the versions of its predecessor again.',
    on: [create.serviceTemplate],
    alter({ afterDeletion, onMade }) {
      const deleted: Resource[] = [];
      return {
        afterDeletion(world, resource) {
          if (resource.kind === 'service-template-version') deleted.push(resource);
          return afterDeletion(world, resource);
        },
        onMade(world, made) {
          const old = made.kind === 'service-template' ? deleted : [];
          for (const one of old) if (one.members.templateName === made.key) world.store.put(one, world.now);
          return onMade(world, made);
        },
      };
    },
  },
  {
    name: 'recreation-with-fallen-versions',
    breaks: 'create.after-delete',
    about: 'A template can be deleted with its versions, which stay, and show when it is made anew.',
    on: [create.environmentTemplate, create.serviceTemplate],
    alter({ deletionRefused, alsoDeleted, onMade }) {
      const fallen = new Map<string, Resource[]>();
      const isTemplate = ({ kind }: Resource) => kind.endsWith('-template');
      return {
        deletionRefused: (world, resource) => (isTemplate(resource) ? undefined : deletionRefused(world, resource)),
        alsoDeleted(world, resource) {
          const also = alsoDeleted(world, resource);
          if (isTemplate(resource)) fallen.set(`${resource.kind}/${resource.key}`, also);
          return also;
        },
        onMade(world, made) {
          for (const one of fallen.get(`${made.kind}/${made.key}`) ?? []) world.store.put(one, world.now);
          return onMade(world, made);
        },
      };
    },
  },
  {
    name: 'recreation-keeps-late-tags',
    breaks: 'create.after-delete',
    about: 'What is made anew has the tags that were added to its predecessor by TagResource.',
    alter({ fresh, afterDeletion }) {
      const late = new Map<string, Resource['tags']>();
      return {
        afterDeletion(world, resource) {
          const { kind, key, tags, parameters } = resource;
          const given = Array.isArray(parameters.tags) ? parameters.tags : [];
          const added = tags.filter((tag) => !given.some((one) => equal(one, { ...tag })));
          late.set(`${kind}/${key}`, added);
          return afterDeletion(world, resource);
        },
        fresh(world, made, before) {
          const old = late.get(`${made.kind}/${made.key}`) ?? [];
          const left = old.filter((tag) => !made.tags.some(({ key }) => key === tag.key));
          return fresh(world, { ...made, tags: [...made.tags, ...left] }, before);
        },
      };
    },
  },
  {
    name: 'recreation-dies',
    breaks: 'create.after-delete',
    about: 'A service that is made anew is deleted by the rest of the deletion of its predecessor.',
    on: [create.service],
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        if (!before || made.kind !== 'service') return fresh(world, made, before);
        const endsAt = world.now + 5 * world.settings.asyncMs;
        return fresh(world, { ...made, work: { kind: 'delete', startedAt: world.now, endsAt, fails: false } }, before);
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
    name: 'recreation-keeps-upgrade',
    breaks: 'create.after-delete',
    about: 'An environment that is made anew has the major version to which its predecessor was brought.',
    on: [create.environment],
    alter: ({ fresh }) => ({
      fresh(world, made, before) {
        const major = before?.detail.templateMajorVersion;
        const isOlder = made.kind === 'environment' && Number(major) > Number(made.members.templateMajorVersion);
        const members = isOlder ? { ...made.members, templateMajorVersion: major } : made.members;
        return fresh(world, { ...made, members }, before);
      },
    }),
  },
];
