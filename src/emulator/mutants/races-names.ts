// Mutants of the creates by name that go wrong only where requests overlap.
import type { Kind } from '../core/kinds.ts';
import { invalid } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { create, namedCreates, templateCreates } from './operations.ts';
import { answeringNew, lookingFirst, namedIn, withoutNewNames } from './overlaps.ts';

const needs = ['races'] as const;

export const nameRaceMutants: Mutant[] = [
  {
    name: 'race-name',
    breaks: 'once',
    about: 'A name is looked up 5 ms before it is taken: of racing creates the last one wins.',
    on: namedCreates,
    needs,
    alter: lookingFirst({ on: namedCreates, gapMs: 5 }, withoutNewNames),
  },
  {
    name: 'race-name-turn',
    breaks: 'once',
    about: 'The name of a service is looked up one turn of the event loop before it is taken.',
    on: [create.service],
    needs,
    alter: lookingFirst({ on: create.service, gapMs: 0 }, withoutNewNames),
  },
  {
    name: 'race-name-20-ms',
    breaks: 'once',
    about: 'The name of an environment template is looked up 20 ms before it is taken.',
    on: [create.environmentTemplate],
    needs,
    alter: lookingFirst({ on: create.environmentTemplate, gapMs: 20 }, withoutNewNames),
  },
  {
    name: 'race-name-1-in-10',
    breaks: 'once',
    about: 'One create by name in ten looks its name up 5 ms before it is taken.',
    on: namedCreates,
    share: 1 / 10,
    needs,
    alter: lookingFirst({ on: namedCreates, gapMs: 5, share: 1 / 10 }, withoutNewNames),
  },
  {
    name: 'race-name-after-delete',
    breaks: 'once',
    about: 'The name of a deleted template or service is free: of racing creates the last one wins.',
    on: [...templateCreates, create.service],
    needs,
    alter: lookingFirst({ on: [...templateCreates, create.service], gapMs: 5 }, (world, input, rules) => {
      const kind: Kind = world.operation === create.service ? 'service' : templateKind(world.operation);
      const wasThere = world.store.grave(kind, String(input.name));
      return wasThere && !namedIn(world, input) ? withoutNewNames(world, input, rules) : undefined;
    }),
  },
  {
    name: 'race-name-invalid',
    breaks: 'once',
    about: 'A copy that races the creation of an environment or a service is told that the name is invalid.',
    on: [create.environment, create.service],
    needs,
    alter: lookingFirst(
      { on: [create.environment, create.service], gapMs: 1 },
      answeringNew(() => {
        throw invalid('The name is in use');
      }),
    ),
  },
  {
    name: 'race-name-shows-nothing',
    breaks: 'wire.response',
    about: 'A copy that races the creation of a template is answered with nothing.',
    on: templateCreates,
    needs,
    alter: lookingFirst({ on: templateCreates, gapMs: 5 }, (world, input, rules) => {
      let isNew = false;
      const answered = answeringNew((_world, original) => {
        isNew = true;
        return original;
      });
      return {
        ...answered(world, input, rules),
        structureForm: (later, shapeName, rendered) =>
          isNew && /^Create\w+TemplateOutput$/.test(shapeName) ? {} : rules.structureForm(later, shapeName, rendered),
      };
    }),
  },
  {
    name: 'race-name-mismatch',
    breaks: 'create.mismatch',
    about: 'Of racing creates of one name with different parameters, the later ones are shown what the first one made.',
    on: namedCreates,
    needs,
    alter: lookingFirst({ on: namedCreates, gapMs: 5 }, (world, input) =>
      namedIn(world, input) ? undefined : { sameParameters: () => true },
    ),
  },
  {
    name: 'race-name-retry-undoes-update',
    breaks: 'create.modified',
    about: 'A retry of the creation of a template writes back what it saw 5 ms before: an update between is undone.',
    on: templateCreates,
    needs,
    alter: lookingFirst({ on: templateCreates, gapMs: 5 }, (world, input, { onRetry, isModified }) => {
      const seen = namedIn(world, input);
      if (!seen || isModified(world, seen)) return undefined;
      return {
        isModified: (later, original) => original.serial !== seen.serial && isModified(later, original),
        onRetry: (later, original) =>
          onRetry(later, original.serial === seen.serial ? later.store.put(seen, later.now) : original),
      };
    }),
  },
  {
    name: 'race-name-retry-clears-modified',
    breaks: 'create.modified',
    about: 'An update of a template that comes while its creation is retried does not count as a modification.',
    on: templateCreates,
    needs,
    alter: lookingFirst({ on: templateCreates, gapMs: 5 }, (world, input, { onRetry, isModified }) => {
      const seen = namedIn(world, input);
      if (!seen || isModified(world, seen)) return undefined;
      return {
        isModified: (later, original) => original.serial !== seen.serial && isModified(later, original),
        onRetry: (later, original) =>
          onRetry(
            later,
            original.serial === seen.serial
              ? later.store.put({ ...original, traces: seen.traces }, later.now)
              : original,
          ),
      };
    }),
  },
];

const templateKind = (operation: string): Kind =>
  operation === create.environmentTemplate ? 'environment-template' : 'service-template';
