// token.deleted-original: the original, its template, or others beside it were deleted, and the request comes again.
// Also the silent points about what a token stands for then.
import {
  besideIt,
  type CreateOperation,
  changed,
  ownTemplate,
  tokenCreates,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { asFirst, begun, begunAlone, nextSecondMs, otherRequest, prepared, templateOf } from './start.ts';
import { into, stages, states } from './states.ts';

const deletions = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .retry('first')
    .retry('first', { change: changed(operation) })
    .modify('second', update(operation).operation, update(operation).input)
    .retry('first')
    .list('second')
    .delete('second')
    .retry('first', { as: 'third' })
    .retry('first', { reordered: true })
    .get('third')
    .aimedAt('token.deleted-original', operation, 'recreated', 'deleted and made again, twice'),
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .retry('first', { change: changed(operation), as: 'second' })
    .retry('second')
    .get('second')
    .aimedAt('token.deleted-original', operation, 'deleted', 'other parameters then'),
  begun(operation)
    .settle('first')
    .create('beside', operation, otherRequest(operation, besideIt(operation)))
    .wait(nextSecondMs)
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .retry('first')
    .aimedAt('token.deleted-original', operation, 'deleted', 'some seconds later, another being there'),
  ...states(operation).map((state) =>
    into(begun(operation).settle('first'), state)
      .delete('first')
      .delete('first')
      .retry('first', { as: 'second' })
      .settle('second')
      .retry('first')
      .get('second')
      .aimedAt('token.deleted-original', operation, 'deleted', `${state[0]} before`),
  ),
];

/** The old request comes again when the version `taken` may have its number. */
const afterTaken =
  (taken: string) =>
  (script: Script): Script =>
    script.settle(taken).retry('first', { as: 'again' }).get('again').retry(taken);

const ofVersions = (operation: VersionCreate): Draft[] => [
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .delete('template')
    .retry('first')
    .retry('first', { reordered: true })
    .get('template', 'first')
    .retry('template')
    .get('first')
    .list('first')
    .aimedAt('token.deleted-original', operation, 'deleted', 'its template deleted too, and made again then'),
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .delete('template')
    .retry('template')
    .retry('first', { as: 'second' })
    .retry('first')
    .settle('second')
    .get('second')
    .list('second')
    .delete('second')
    .delete('template')
    .retry('template')
    .retry('first', { change: besideIt(operation), as: 'other' })
    .also(afterTaken('other'))
    .aimedAt(
      'token.deleted-original',
      operation,
      'recreated',
      'its template deleted and made again, then once more with another version before it',
    ),
  new Script()
    .create('first', operation, otherRequest(operation, asFirst(operation)))
    .create('template', templateOf(operation), { name: ownTemplate })
    .retry('first', { change: { set: { description: 'two' } }, as: 'second' })
    .get('second')
    .retry('second')
    .retry('first')
    .aimedAt('token.retry', operation, 'same parameters', 'a token whose first request failed'),
  begun(operation)
    .settle('first')
    .delete('first')
    .retry('first', { change: besideIt(operation), as: 'minor' })
    .get('minor')
    .list('minor')
    .also(afterTaken('minor'))
    .aimedAt('token.distinct', operation, 'deleted', 'the minor version number after a deletion'),
  prepared(operation)
    .create('first', operation, otherRequest(operation, asFirst(operation)))
    .settle('first')
    .delete('first')
    .retry('first', { change: besideIt(operation), as: 'major' })
    .get('major')
    .also(afterTaken('major'))
    .aimedAt('token.distinct', operation, 'deleted', 'the major version number after a deletion'),
];

const connection = 'CreateEnvironmentAccountConnection';

/** Also where the first one has been answered, so that the other is the one that waits. */
const beside = ([undefined, ...stages(connection)] as const).map(
  (stage): Draft =>
    begun(connection)
      .also((script) => stage && into(script, stage))
      .retry('first', { change: { set: { clientToken: '{{token:u}}' } }, as: 'second' })
      .retry('first')
      .retry('second')
      .list('first')
      .aimedAt(
        'token.distinct',
        connection,
        stage ? 'modified' : 'first call',
        `another token for the same pair${stage ? `, ${stage[0]} before` : ''}`,
      ),
);

export const tokenDeletions: readonly Draft[] = [
  ...tokenCreates.flatMap(deletions),
  ...versionCreates.flatMap(ofVersions),
  ...beside,
];
