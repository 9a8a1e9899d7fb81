// Mutants that go wrong only where the very same bytes come again: an old copy of a request, late.
import { removeWithChildren } from '../core/removal.ts';
import type { Resource } from '../core/state.ts';
import type { WireRequest } from '../http/message.ts';
import type { Rules } from '../rules/index.ts';
import type { Sight } from '../rules/proceeding.ts';
import { notFound } from '../wire/errors.ts';
import type { Mutant } from './mutant.ts';
import { atOnceDeletes, isOn, isVersion, type On, siblingsOf, tokenCreates, versionCreates } from './operations.ts';
import { keptOf, namedIn, standsFor } from './overlaps.ts';

const needs = ['faults'] as const;

/** What is told of a request when it comes for the first time. */
interface Remembered {
  /** What it named, or what its token stood for, once it had been answered. */
  resource: Resource | undefined;
}

/** The alteration that decides otherwise for a copy of an earlier request. */
function onCopy(on: On, act: (sight: Sight, first: Remembered, rules: Rules) => Partial<Rules> | undefined) {
  return (rules: Rules): Partial<Rules> => {
    const seen = new Map<string, Remembered>();
    return {
      async proceed(passage) {
        const sight = passage.look();
        if (!sight || !isOn(sight.world, on)) return rules.proceed(passage);
        const signed = signatureOf(passage.request);
        const first = seen.get(signed);
        if (first) return passage.act(act(sight, first, rules));
        const before = subjectOf(sight);
        const answer = await rules.proceed(passage);
        if (answer.status === 200) seen.set(signed, { resource: before ?? subjectOf(sight) });
        return answer;
      },
    };
  };
}

/** A retry is signed anew, a copy is not. */
const signatureOf = ({ headers, body }: WireRequest): string => `${headers.authorization} ${body}`;

function subjectOf({ world, input }: Sight): Resource | undefined {
  if (!isOn(world, tokenCreates)) return namedIn(world, input);
  const kept = keptOf(world, input);
  return kept && standsFor(world, kept);
}

export const copyMutants: Mutant[] = [
  {
    name: 'copy-undoes-update',
    breaks: 'token.retry',
    about: 'A late copy of a token create writes what it made first once more: updates since are undone.',
    on: tokenCreates,
    needs,
    alter: onCopy(tokenCreates, (_sight, { resource }, { onRetry }) => ({
      onRetry(world, original) {
        if (original.serial !== resource?.serial) return onRetry(world, original);
        const members = { ...original.members, ...resource.members, status: original.members.status };
        return onRetry(world, world.store.put({ ...original, members }, world.now));
      },
    })),
  },
  {
    name: 'copy-shows-deleted',
    breaks: 'token.deleted-original',
    about: 'A late copy of the creation of a version is shown the version, though that was deleted since.',
    on: versionCreates,
    needs,
    alter: onCopy(versionCreates, (_sight, { resource }, { onDeletedOriginal }) => ({
      onDeletedOriginal: (world, entry) => resource ?? onDeletedOriginal(world, entry),
    })),
  },
  {
    name: 'copy-of-update-revives',
    breaks: 'delete.first',
    about: 'A late copy of an update of a template writes back the template, though that was deleted since.',
    on: ['DeleteEnvironmentTemplate', 'DeleteServiceTemplate'],
    needs,
    alter: onCopy(['UpdateEnvironmentTemplate', 'UpdateServiceTemplate'], ({ world, input }, { resource }) => {
      if (resource && !namedIn(world, input)) world.store.put(resource, world.now);
      return undefined;
    }),
  },
  {
    name: 'copy-of-delete-takes-another',
    breaks: 'delete.only',
    about: 'A late copy of the deletion of a version deletes another version of the template.',
    on: ['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'],
    needs,
    alter: onCopy(['DeleteEnvironmentTemplateVersion', 'DeleteServiceTemplateVersion'], ({ world }, { resource }) => {
      const sibling = resource && isVersion(resource) ? siblingsOf(world, resource).at(-1) : undefined;
      if (sibling) removeWithChildren(world, sibling, world.now);
      return undefined;
    }),
  },
  {
    name: 'copy-of-delete-not-found',
    breaks: 'delete.retry',
    about: 'A late copy of a deletion finds nothing to delete.',
    on: atOnceDeletes,
    needs,
    alter: onCopy(atOnceDeletes, () => ({
      deleteAgain() {
        throw notFound('There is no such resource');
      },
    })),
  },
];
