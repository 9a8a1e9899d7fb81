// token.deleted-original: the original, its template, or others beside it were deleted, and the request comes again.
// Also token.alive under a flood of other tokens, and the silent points about what a token stands for then.
import {
  besideIt,
  type CreateOperation,
  changed,
  ownTemplate,
  tokenCreates,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { asFirst, begun, begunAlone, otherRequest, prepared, templateOf } from './start.ts';

/** More than the small memories that emulators are tempted to keep. */
const floodTokens = 60;
/** Each is deleted again at once: only five connections may exist. */
const floodConnections = 10;

const deletions = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .retry('first')
    .retry('first', { change: changed(operation) })
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
];

const ofVersions = (operation: VersionCreate): Draft[] => [
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .delete('template')
    .retry('first')
    .retry('first', { reordered: true })
    .get('template')
    .aimedAt('token.deleted-original', operation, 'deleted', 'its template deleted too'),
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
    .aimedAt('token.deleted-original', operation, 'recreated', 'its template deleted and made again'),
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
    .aimedAt('token.distinct', operation, 'deleted', 'the minor version number after a deletion'),
  prepared(operation)
    .create('first', operation, otherRequest(operation, asFirst(operation)))
    .settle('first')
    .delete('first')
    .retry('first', { change: besideIt(operation), as: 'major' })
    .get('major')
    .aimedAt('token.distinct', operation, 'deleted', 'the major version number after a deletion'),
  flood(operation),
];

/** Retried half way and at the end, so that a memory of fewer tokens shows whatever it throws away. */
function flood(operation: VersionCreate): Draft {
  const script = begun(operation);
  const send = (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const change = { drop: ['description', 'tags'], set: { clientToken: `{{token:flood${n}}}` } };
      script.create(`flood${n}`, operation, otherRequest(operation, change));
    }
  };
  send(0, floodTokens / 2);
  script.retry('first');
  send(floodTokens / 2, floodTokens);
  return script
    .retry('base')
    .retry('first')
    .retry('flood0')
    .retry('first', { change: changed(operation) })
    .aimedAt('token.alive', operation, 'interleaved', `${floodTokens} other tokens between`);
}

const connection = 'CreateEnvironmentAccountConnection';

const ofConnections = (): Draft[] => {
  const script = begun(connection);
  for (let n = 0; n < floodConnections; n++) {
    script
      .create(`flood${n}`, connection, otherRequest(connection, besideIt(connection, `b${n}`, `flood${n}`)))
      .delete(`flood${n}`);
  }
  return [
    script
      .retry('first')
      .get('first')
      .aimedAt('token.alive', connection, 'interleaved', `${floodConnections} other tokens between`),
    begun(connection)
      .retry('first', { change: { set: { clientToken: '{{token:u}}' } }, as: 'second' })
      .retry('first')
      .retry('second')
      .list('first')
      .aimedAt('token.distinct', connection, 'first call', 'another token for the same pair'),
  ];
};

export const tokenDeletions: readonly Draft[] = [
  ...tokenCreates.flatMap(deletions),
  ...versionCreates.flatMap(ofVersions),
  ...ofConnections(),
];
