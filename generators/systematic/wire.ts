// wire.response and wire.error of all fourteen operations: plain answers and refusals, values at the edges of what the
// wire model allows, and the silent details (tag order, spec format, Unicode forms, …) whose readings are recorded.
import type { Change, Json } from '../../src/program/types.ts';
import { grouped } from '../changes/grouped.ts';
import { labels, silentChanges } from '../changes/index.ts';
import { longText } from '../changes/text.ts';
import {
  allCreates,
  type CreateOperation,
  changed,
  standardRequest,
  type Update,
  update,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { updates } from '../updates.ts';
import { asFirst, begunAlone, deletionOf, isVersion, otherRequest } from './start.ts';

/** The most tags that the wire model allows. */
const mostTags = 50;

/** Silent changes sent to one original. */
const mostSilent = 6;

const tags: Json = Array.from({ length: mostTags }, (_, n) => ({
  key: `key ${n} ${longText(100, 'k')}`.slice(0, 128).trim(),
  value: n === 0 ? '' : longText(256, `v${n}-`),
}));

/** Each text as long as it may be. */
export function widest(operation: CreateOperation): Change {
  const request = standardRequest(operation);
  const texts = {
    ...(request.description === undefined ? {} : { description: longText(500, 'd') }),
    ...(request.displayName === undefined ? {} : { displayName: longText(100, 'n') }),
  };
  return { set: { ...texts, tags } };
}

/** Characters that careless encoding breaks. */
function awkward(operation: CreateOperation): Change {
  const text = 'é "quoted" \\ <&> \u{1f9ea} 漢字 {}';
  const request = standardRequest(operation);
  return {
    set: {
      ...(request.description === undefined ? {} : { description: text }),
      ...(request.displayName === undefined ? {} : { displayName: text }),
      tags: [{ key: 'a:b/c=d+e-f@g', value: 'x y_z' }],
    },
  };
}

const responses = (operation: CreateOperation): Draft[] => [
  begunAlone(operation, widest(operation))
    .retry('first')
    .settle('first')
    .get('first')
    .listTags('first')
    .list('first')
    .aimedAt('wire.response', operation, 'first call', 'values as long as they may be'),
  begunAlone(operation, awkward(operation))
    .retry('first', { reordered: true })
    .get('first')
    .listTags('first')
    .settle('first')
    .delete('first')
    .settle('first')
    .delete('first')
    .aimedAt('wire.response', deletionOf(operation), 'deleted', 'awkward characters'),
];

const oneOfEach = (all: readonly Update[]): Iterable<Update> =>
  new Map(all.map((each) => [each.operation, each])).values();

const errors = (operation: CreateOperation): Draft[] => [
  begunAlone(operation)
    .retry('first', { change: changed(operation) })
    .get('first')
    .aimedAt('wire.error', operation, 'one parameter changed'),
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .settle('first')
    .get('first')
    .delete('first')
    .also(
      (script) =>
        isVersion(operation) && script.delete('first', { change: { set: { templateName: '{{name:never}}' } } }),
    )
    .listTags('first')
    .also((script) => {
      for (const { operation: updated, input } of oneOfEach([update(operation), ...updates[operation]]))
        script.modify('first', updated, input);
    })
    .aimedAt('wire.error', deletionOf(operation), 'deleted', 'what is not there'),
];

const silent = (operation: CreateOperation): Draft[] =>
  grouped(silentChanges(operation), mostSilent).map(({ base, members }) => {
    const script = begunAlone(operation, base).settle('first');
    for (const { change } of members) script.retry('first', { change });
    const guarantee = standardRequest(operation).clientToken === undefined ? 'create.retry' : 'token.retry';
    return script.retry('first').get('first').aimedAt(guarantee, operation, 'same parameters', labels(members));
  });

const noParent = (operation: (typeof versionCreates)[number]): Draft =>
  new Script()
    .create('first', operation, otherRequest(operation, asFirst(operation)))
    .retry('first')
    .aimedAt('wire.error', operation, 'first call', 'a version of a template that is not there');

export const wire: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [...responses(operation), ...errors(operation), ...silent(operation)]),
  ...versionCreates.map(noParent),
];
