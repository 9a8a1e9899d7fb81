// token.alive and token.expired on a moved clock. All programs with the same sequence of moves run as one cohort, so
// there are few sequences, each used for many questions; a cohort stays below the five connections.
import { plainChanges } from '../changes/index.ts';
import {
  besideIt,
  type CreateOperation,
  changed,
  otherUpdate,
  tokenCreates,
  update,
  type VersionCreate,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { eachChange } from './mismatch-states.ts';
import { begun, begunAlone, isVersion, otherRequest, templateOf } from './start.ts';

export const minute = 60;
export const hour = 60 * minute;

/** Two, four and six hours, 7 h 58 min, and 8 h 2 min after the first request. */
export const withinEightHours = [2 * hour, 2 * hour, 2 * hour, hour + 58 * minute, 4 * minute] as const;
/** 8 h 2 min, and 7 h 50 min after that. */
export const afterEightHours = [8 * hour + 2 * minute, 7 * hour + 50 * minute] as const;
/** 7 h, and 8 h 30 min after the first request. */
export const aroundEightHours = [7 * hour, hour + 30 * minute] as const;
/** 8 h 2 min, twice. */
export const twiceEightHours = [8 * hour + 2 * minute, 8 * hour + 2 * minute] as const;
/** More than a year. */
export const muchLater = [400 * 24 * hour] as const;

/** Every sequence of moves that programs may have; each is one cohort. */
export const sequences: readonly (readonly number[])[] = [
  withinEightHours,
  afterEightHours,
  aroundEightHours,
  twiceEightHours,
  muchLater,
];

const alive = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .advance(withinEightHours[0])
    .retry('first')
    .advance(withinEightHours[1])
    .retry('first', { reordered: true })
    .retry('first', { change: changed(operation) })
    .also((script) => movedOn(operation, script))
    .advance(withinEightHours[2])
    .retry('first')
    .advance(withinEightHours[3])
    .retry('first')
    .retry('first', { change: changed(operation) })
    .retry('first')
    .list('first')
    .advance(withinEightHours[4])
    .get('first')
    .aimedAt('token.alive', operation, 'near expiry', 'retries at two, four, six hours and at 7 h 58 min');

/** Out of its first state: published, or accepted. */
const movedOn = (operation: CreateOperation, script: Script): Script =>
  script.modify('first', otherUpdate(operation).operation, otherUpdate(operation).input);

/** Nothing but a create with the token may lengthen its life. */
const notRefreshed = (operation: CreateOperation): Draft => {
  const { operation: updated, input } = update(operation);
  return begun(operation)
    .settle('first')
    .advance(withinEightHours[0])
    .get('first')
    .advance(withinEightHours[1])
    .list('first')
    .advance(withinEightHours[2])
    .modify('first', updated, input)
    .advance(withinEightHours[3])
    .get('first')
    .list('first')
    .also((script) =>
      operation === 'CreateEnvironmentAccountConnection'
        ? script.modify('first', 'RejectEnvironmentAccountConnection')
        : movedOn(operation, script),
    )
    .advance(withinEightHours[4])
    .retry('first', { as: 'second' })
    .get('second')
    .aimedAt(
      'token.expired',
      operation,
      'expired',
      'Get, List, an update and publishing before are no requests with the token',
    );
};

const expired = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .also(
      (script) =>
        operation === 'CreateEnvironmentAccountConnection' &&
        script.modify('first', 'RejectEnvironmentAccountConnection'),
    )
    .advance(afterEightHours[0])
    .retry('first', { as: 'second' })
    .retry('first')
    .settle('second')
    .list('second')
    .get('first', 'second')
    .also((script) => eachChange(script, plainChanges(operation)))
    .delete('first')
    .retry('first')
    .advance(afterEightHours[1])
    .retry('first')
    .retry('first', { change: changed(operation) })
    .get('second')
    .list('second')
    .aimedAt('token.expired', operation, 'expired', 'the token then stands for the new one, for eight hours again');

const edges = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .advance(aroundEightHours[0])
    .retry('first')
    .retry('first', { change: changed(operation) })
    .advance(aroundEightHours[1])
    .retry('first', { as: 'second' })
    .retry('first')
    .aimedAt('token.retry', operation, 'near expiry', 'a retry at 7 h, and whose eight hours count at 8 h 30 min'),
  begun(operation)
    .settle('first')
    .advance(aroundEightHours[0])
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .advance(aroundEightHours[1])
    .retry('first')
    .get('second')
    .aimedAt('token.deleted-original', operation, 'near expiry', 'made again at 7 h, sent once more at 8 h 30 min'),
];

/** The same token began on another template seven hours later, and goes on there. */
const elsewhere = (operation: VersionCreate): Draft =>
  begunAlone(operation)
    .create('parent', templateOf(operation), { name: '{{name:parent}}' })
    .settle('first')
    .advance(aroundEightHours[0])
    .retry('first', { change: { set: { templateName: '{{name:parent}}' } }, as: 'there' })
    .settle('there')
    .advance(aroundEightHours[1])
    .retry('first', { as: 'second' })
    .retry('there')
    .retry('first')
    .list('there')
    .aimedAt('token.alive', operation, 'near expiry', 'one token on two templates, expired on the one');

const different = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .advance(muchLater[0])
    .retry('first', { change: changed(operation), as: 'second' })
    .get('first')
    .retry('second')
    .get('second')
    .aimedAt('token.expired', operation, 'expired', 'other parameters then');

export const tokenTime: readonly Draft[] = tokenCreates.flatMap((operation) => [
  alive(operation),
  notRefreshed(operation),
  expired(operation),
  ...edges(operation),
  ...(isVersion(operation) ? [different(operation), flooded(operation), elsewhere(operation)] : [different(operation)]),
]);

/** Many tokens at once, some retried, some not: a sweep must take those that are over, and no others. */
function flooded(operation: CreateOperation): Draft {
  const tokens = Array.from({ length: 8 }, (_, n) => `x${n}`);
  const script = begun(operation);
  for (const token of tokens)
    script.create(token, operation, otherRequest(operation, besideIt(operation, token, token)));
  script.settle(...tokens).advance(afterEightHours[0]);
  for (const token of tokens.slice(0, 4)) script.retry(token, { as: `again ${token}` });
  script.retry('first', { as: 'again' }).settle('again').advance(afterEightHours[1]);
  for (const token of tokens.slice(0, 4)) script.retry(`again ${token}`);
  return script
    .retry('again')
    .list('first')
    .aimedAt('token.alive', operation, 'expired', 'many tokens made, and made again, together');
}
