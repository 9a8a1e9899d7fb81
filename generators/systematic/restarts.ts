// durable: the endpoint is killed and started again, between requests and while they are under way, and every guarantee
// goes on to hold. Programs with the same moves run as one cohort, so there are few sequences of them.
import type { Move } from '../../src/program/facts.ts';
import { plainChanges } from '../changes/index.ts';
import {
  allCreates,
  besideIt,
  type CreateOperation,
  changed,
  changedThroughout,
  deployedCreates,
  nameCreates,
  update,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { eachChange } from './mismatch-states.ts';
import { askedAgain, racesOf } from './races.ts';
import { restartHalfWay, restartNearExpiry } from './restart-tokens.ts';
import { begun, begunAlone, deletionOf, otherRequest, prepared } from './start.ts';

export const oneRestart = ['restart'] as const;
export const twoRestarts = ['restart', 'restart'] as const;

/** Every sequence of moves with restarts that programs may have; each is one cohort. */
export const restartSequences: readonly (readonly Move[])[] = [
  oneRestart,
  twoRestarts,
  restartHalfWay,
  restartNearExpiry,
];

const underWay = 4;

/** What a refused request wrote, if only to the disk, must not come up. */
const survives = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .retry('first')
    .retry('first', { change: changedThroughout(operation) })
    .listTags('first')
    .restart()
    .also((script) => eachChange(script, plainChanges(operation)))
    .listTags('first')
    .list('first')
    .aimedAt('durable', operation, 'after restart', 'a mismatch of each member and a retry, after both before');

const staysDeleted = (operation: CreateOperation): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .settle('first')
    .restart()
    .delete('first')
    .get('first')
    .also((script) => askedAgain(script, 'first'))
    .list('again')
    .aimedAt('durable', deletionOf(operation), 'after restart', 'a retry, and made anew');

const creations = (operation: CreateOperation): Draft[] => {
  const { operation: updated, input } = update(operation);
  const aimed = (script: Script, about: string): Draft =>
    script.effects('first').aimedAt('durable', operation, 'after restart', about);
  return [
    aimed(
      begun(operation)
        .settle('first')
        .modify('first', updated, input)
        .settle('first')
        .retry('first', { change: changed(operation) })
        .restart()
        .retry('first')
        .get('first')
        .retry('first', { change: changed(operation) })
        .get('first'),
      'updated before',
    ),
    aimed(
      begun(operation, {}, { fault: 'answer-lost' })
        .restart()
        .also((script) => askedAgain(script, 'first')),
      'the answer lost before',
    ),
    aimed(
      begun(operation)
        .create('kept', operation, otherRequest(operation, besideIt(operation, 'kept', 'kept')))
        .settle('first', 'kept')
        .restart()
        .retry('first')
        .create('second', operation, otherRequest(operation, besideIt(operation)))
        .settle('second')
        .delete('first')
        .settle('first')
        .restart()
        .delete('first')
        .retry('second')
        .retry('kept')
        .also((script) => askedAgain(script, 'first'))
        .retry('second', { change: besideIt(operation) })
        .get('second'),
      'twice, with requests between',
    ),
    killedMeanwhile(operation),
  ];
};

/** Between effect and answer too: whatever has happened, retries until an answer comes leave one of each. */
const killedMeanwhile = (operation: CreateOperation): Draft => {
  const labels = racesOf(operation, underWay);
  const script = prepared(operation).restart((during) => {
    for (const label of labels)
      during.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
  });
  for (const label of labels) askedAgain(script, label).retry(label, { change: changed(operation) });
  return script.effects('again').aimedAt('durable', operation, 'after restart', `${labels.length} under way meanwhile`);
};

const deletions = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .restart()
    .delete('first')
    .settle('first')
    .delete('first')
    .get('first')
    .also((script) => askedAgain(script, 'first'))
    .effects('again')
    .aimedAt('durable', deletionOf(operation), 'after restart', 'of what was made before'),
  begun(operation)
    .create('beside', operation, otherRequest(operation, besideIt(operation)))
    .settle('first', 'beside')
    .restart((during) => during.delete('first'))
    .delete('first')
    .settle('first')
    .delete('first')
    .get('first', 'beside')
    .retry('beside')
    .effects('beside')
    .aimedAt('durable', deletionOf(operation), 'after restart', 'under way meanwhile'),
];

/** Work that was in progress goes on, or is asked for again. */
const inProgress = (operation: (typeof deployedCreates)[number]): Draft[] => [
  begun(operation)
    .restart()
    .retry('first')
    .settle('first')
    .retry('first')
    .get('first')
    .effects('first')
    .aimedAt('durable', operation, 'after restart', 'being created'),
  begun(operation)
    .settle('first')
    .delete('first')
    .restart()
    .delete('first')
    .settle('first')
    .delete('first')
    .get('first')
    .effects('first')
    .aimedAt('durable', deletionOf(operation), 'after restart', 'being deleted'),
];

/**
 * Answered just before the kill: it is not written yet where writing comes after answering, and what takes time is still
 * under way. First it is only looked at: to ask for it again would hide that it was forgotten.
 */
const justAnswered = (operation: CreateOperation): Draft[] => [
  prepared(operation)
    .restartAfter((begin) => begin.create('first', operation, otherRequest(operation)))
    .settle('first')
    .get('first')
    .effects('first')
    .also((script) => askedAgain(script, 'first'))
    .retry('first', { change: changed(operation) })
    .aimedAt('durable', operation, 'after restart', 'answered just before'),
  begun(operation)
    .settle('first')
    .restartAfter((begin) => begin.delete('first'))
    .settle('first')
    .get('first')
    .effects('first')
    .delete('first')
    .also((script) => askedAgain(script, 'first'))
    .aimedAt('durable', deletionOf(operation), 'after restart', 'answered just before'),
];

const updateMeanwhile = (operation: CreateOperation): Draft => {
  const { operation: updated, input } = update(operation);
  return begun(operation)
    .settle('first')
    .restart((during) => during.modify('first', updated, input))
    .modify('first', updated, input)
    .settle('first')
    .retry('first')
    .get('first')
    .aimedAt('durable', operation, 'after restart', 'an update under way meanwhile');
};

export const restarts: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [survives(operation), staysDeleted(operation)]),
  ...allCreates.flatMap((operation) => [...creations(operation), ...deletions(operation)]),
  ...deployedCreates.flatMap(inProgress),
  ...allCreates.flatMap(justAnswered),
  ...nameCreates.map(updateMeanwhile),
];
