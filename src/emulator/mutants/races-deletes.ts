// Mutants of the deletes that go wrong only where requests overlap.
import { kindFacts } from '../core/kinds.ts';
import { removeWithChildren } from '../core/removal.ts';
import type { World } from '../core/world.ts';
import { invalid, notFound } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { atOnceDeletes, inTimeDeletes, siblingsOf } from './operations.ts';
import { lookingFirst, namedIn, type Remember } from './overlaps.ts';

const versions = ['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'];
const templates = ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate'];
const updates = ['UpdateEnvironmentTemplate', 'UpdateServiceTemplate'];
const needs = ['races'] as const;

/** What was there and is deleted in the gap is not found. */
const missing: Remember = (world, input) => (namedIn(world, input) ? { deleteAgain: () => 'not-found' } : undefined);

/** A deletion that was begun in the gap is refused. */
const refusingBegun =
  (refuse: () => Error): Remember =>
  (world, input) =>
    isLive(world, input)
      ? {
          deletionRetried() {
            throw refuse();
          },
        }
      : undefined;

const isLive = (world: World, input: Members): boolean => {
  const seen = namedIn(world, input);
  return seen !== undefined && seen.work?.kind !== 'delete';
};

export const deleteRaceMutants: Mutant[] = [
  {
    name: 'race-delete',
    breaks: 'once',
    about: 'Of racing deletes, the later ones find nothing to delete.',
    on: atOnceDeletes,
    needs,
    alter: lookingFirst({ on: atOnceDeletes, gapMs: 5 }, missing),
  },
  {
    name: 'race-delete-turn',
    breaks: 'once',
    about: 'Of racing deletes of a version, those that come within one turn of the event loop find nothing to delete.',
    on: versions,
    needs,
    alter: lookingFirst({ on: versions, gapMs: 0 }, missing),
  },
  {
    name: 'race-delete-1-in-3',
    breaks: 'once',
    about: 'Of racing deletes of a template, one in three of the later ones finds nothing to delete.',
    on: templates,
    share: 1 / 3,
    needs,
    alter: lookingFirst({ on: templates, gapMs: 1, share: 1 / 3 }, missing),
  },
  {
    name: 'race-delete-invalid',
    breaks: 'once',
    about: 'Of racing deletes of a connection, the later ones are told that its id is invalid.',
    on: ['DeleteEnvironmentAccountConnection'],
    needs,
    alter: lookingFirst({ on: 'DeleteEnvironmentAccountConnection', gapMs: 20 }, (world, input) =>
      namedIn(world, input)
        ? {
            deleteAgain() {
              throw invalid('There is no such id');
            },
          }
        : undefined,
    ),
  },
  {
    name: 'race-delete-shows-another',
    breaks: 'delete.retry',
    about: 'Of racing deletes of a service template, the later ones are shown a template of another name.',
    on: ['DeleteServiceTemplate'],
    needs,
    alter: lookingFirst({ on: 'DeleteServiceTemplate', gapMs: 5 }, (world, input, { structureForm }) => {
      if (!namedIn(world, input)) return undefined;
      let isAgain = false;
      return {
        deleteAgain() {
          isAgain = true;
          return 'metadata';
        },
        structureForm(later, shapeName, rendered) {
          const form = structureForm(later, shapeName, rendered);
          return isAgain && shapeName === 'ServiceTemplate'
            ? { ...form, name: `${form.name}-2`, arn: `${form.arn}-2` }
            : form;
        },
      };
    }),
  },
  {
    name: 'race-delete-takes-sibling',
    breaks: 'delete.only',
    about: 'Of racing deletes of a version, the later ones delete another version of the same template.',
    on: versions,
    needs,
    alter: lookingFirst({ on: versions, gapMs: 5 }, (world, input, { deleteAgain }) => {
      const seen = namedIn(world, input);
      if (!seen) return undefined;
      return {
        deleteAgain(later, grave, parentGone) {
          const sibling = siblingsOf(later, seen).at(-1);
          if (sibling) removeWithChildren(later, sibling, later.now);
          return deleteAgain(later, grave, parentGone);
        },
      };
    }),
  },
  {
    name: 'race-async-delete-not-found',
    breaks: 'once',
    about: 'Of racing deletes of an environment or a service, the later ones do not find it.',
    on: inTimeDeletes,
    needs,
    alter: lookingFirst(
      { on: inTimeDeletes, gapMs: 5 },
      refusingBegun(() => notFound('There is no such resource')),
    ),
  },
  {
    name: 'race-async-delete-invalid',
    breaks: 'once',
    about: 'Of racing deletes of a service, those within one turn of the event loop are refused as invalid.',
    on: ['DeleteService'],
    needs,
    alter: lookingFirst(
      { on: 'DeleteService', gapMs: 0 },
      refusingBegun(() => invalid('The service is being deleted')),
    ),
  },
  {
    name: 'race-async-delete-revives',
    breaks: 'async-delete.in-progress',
    about: 'Of racing deletes of an environment, the second one rolls the first one back: it stays.',
    on: ['DeleteEnvironment'],
    needs,
    alter: lookingFirst({ on: 'DeleteEnvironment', gapMs: 5 }, (world, input) =>
      isLive(world, input)
        ? {
            deletionRetried(later, dying) {
              const { work: _work, ...rest } = dying;
              const { member, created } = kindFacts.environment.statuses ?? {};
              const members = { ...rest.members, ...(member && { [member]: created }) };
              later.store.put({ ...rest, members }, later.now);
              return dying;
            },
          }
        : undefined,
    ),
  },
  {
    name: 'race-update-revives',
    breaks: 'delete.first',
    about: 'An update of a template that is deleted within 5 ms of its arrival writes the template back.',
    on: templates,
    needs,
    alter: ({ proceed }) => ({
      async proceed(passage) {
        const before = passage.look();
        const seen = before && updates.includes(before.world.operation) && namedIn(before.world, before.input);
        if (!seen) return proceed(passage);
        await passage.sleep(5);
        const after = passage.look();
        if (after && !namedIn(after.world, after.input)) after.world.store.put(seen, after.world.now);
        return passage.act();
      },
    }),
  },
];
