// Mutants that go wrong only where the endpoint restarts: what they forget of resources and deletions.
import { kindFacts } from '../core/kinds.ts';
import { noTraces, type Resource, type State } from '../core/state.ts';
import type { Mutant } from './mutant.ts';
import { allCreates, atOnceDeletes, create, inTimeDeletes, namedCreates, versionCreates } from './operations.ts';

const needs = ['restart'] as const;
/** What was written so shortly before the end is lost, by those that write late. */
const unwrittenMs = 50;

/** The state with every resource changed. */
function changing(state: State, change: (resource: Resource) => Resource): State {
  for (const resources of Object.values(state.resources))
    for (const [key, resource] of resources) resources.set(key, change(resource));
  return state;
}

export const restartMutants: Mutant[] = [
  {
    name: 'restart-forgets-deletions',
    breaks: 'durable',
    about: 'After a restart no deletion is remembered.',
    on: [...atOnceDeletes, ...inTimeDeletes],
    needs,
    alter: () => ({ remembered: (state) => ({ ...state, graves: new Map() }) }),
  },
  {
    name: 'restart-forgets-modifications',
    breaks: 'durable',
    about: 'After a restart nothing counts as modified.',
    on: namedCreates,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, (resource) => ({ ...resource, traces: { ...resource.traces, visible: 0 } })),
    }),
  },
  {
    name: 'restart-drops-work',
    breaks: 'durable',
    about: 'Deletions that are in progress at a restart stay in progress for ever.',
    on: inTimeDeletes,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, ({ work, ...resource }) => {
          if (!work) return resource;
          return { ...resource, work: work.kind === 'delete' ? { ...work, endsAt: 1e15 } : work };
        }),
    }),
  },
  {
    name: 'restart-revives-deletions',
    breaks: 'durable',
    about: 'Deletions that are in progress at a restart are forgotten: what was being deleted stays.',
    on: inTimeDeletes,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, ({ work, ...resource }) => {
          if (work?.kind !== 'delete') return work ? { ...resource, work } : resource;
          const { member = '', created } = kindFacts[resource.kind].statuses ?? {};
          return { ...resource, members: { ...resource.members, [member]: created } };
        }),
    }),
  },
  {
    name: 'restart-drops-creations',
    breaks: 'durable',
    about: 'What is being made at a restart is not there any more.',
    on: [...versionCreates, create.environment, create.service],
    needs,
    alter: () => ({
      remembered(state) {
        for (const resources of Object.values(state.resources))
          for (const [key, { work }] of resources) if (work?.kind === 'create') resources.delete(key);
        return state;
      },
    }),
  },
  {
    name: 'restart-loses-last-deletions',
    breaks: 'durable',
    about: 'What was deleted in the last 50 ms before a restart is there again.',
    on: atOnceDeletes,
    needs,
    alter({ afterDeletion }) {
      let deleted: { at: number; resource: Resource }[] = [];
      return {
        afterDeletion(world, resource) {
          deleted = [...deleted.filter(({ at }) => world.now - at < unwrittenMs), { at: world.now, resource }];
          return afterDeletion(world, resource);
        },
        remembered(state, now) {
          for (const { at, resource } of deleted) {
            const { kind, key } = resource;
            if (now - at >= unwrittenMs || state.resources[kind].has(key)) continue;
            state.resources[kind].set(key, resource);
            state.graves.delete(`${kind}/${key}`);
          }
          return state;
        },
      };
    },
  },
  {
    name: 'restart-brings-back-deleted',
    breaks: 'durable',
    about: 'After a restart deleted templates are there again.',
    on: ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate'],
    needs,
    alter: () => ({
      remembered(state) {
        for (const { kind, key, serial, detail, tags } of state.graves.values()) {
          if (!kind.endsWith('-template') || state.resources[kind].has(key)) continue;
          const plain = { parameters: {}, current: {}, defaults: {}, traces: noTraces, deletions: 0 };
          state.resources[kind].set(key, { kind, key, serial, members: detail, first: detail, tags, ...plain });
        }
        return state;
      },
    }),
  },
  {
    name: 'restart-all-modified',
    breaks: 'durable',
    about: 'After a restart everything counts as modified.',
    on: namedCreates,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, (resource) => ({ ...resource, traces: { ...resource.traces, visible: 1 } })),
    }),
  },
  {
    name: 'restart-moves-creation',
    breaks: 'durable',
    about: 'After a restart everything was created a minute later.',
    on: allCreates,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, (resource) => {
          const times = ['createdAt', 'requestedAt'].filter((name) => resource.members[name] !== undefined);
          const moved = times.map((name) => [name, Number(resource.members[name]) + 60_000]);
          return { ...resource, members: { ...resource.members, ...Object.fromEntries(moved) } };
        }),
    }),
  },
  {
    name: 'restart-numbers-again',
    breaks: 'durable',
    about: 'After a restart minor versions are counted from 0 again, over what is there.',
    on: versionCreates,
    needs,
    alter: () => ({
      remembered: (state) =>
        changing(state, ({ numbering, ...resource }) => {
          if (!numbering) return resource;
          const nextMinor = Object.fromEntries(Object.keys(numbering.nextMinor).map((major) => [major, 0]));
          return { ...resource, numbering: { ...numbering, nextMinor } };
        }),
    }),
  },
];
