// once.lost-response: the answer to a create, a retry or a deletion never comes, in each way that it can be lost, and the
// same request is sent until one does. Then there is one resource, or none, and later requests find it so.
import type { Fault } from '../../src/program/types.ts';
import {
  allCreates,
  besideIt,
  type CreateOperation,
  changed,
  nameCreates,
  tokenCreates,
  update,
  versionCreates,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begun, begunAlone, deletionOf, otherRequest, prepared } from './start.ts';

/** The one that every endpoint must reckon with first: the request was worked on, and nobody knows. */
export const answerLost: Fault = 'answer-lost';

const otherLosses: readonly Fault[] = ['request-lost', 'request-cut', 'head-cut', 'body-cut', 'timed-out'];

/** The endpoint can see that the client is gone. */
const hangUps: readonly Fault[] = ['hung-up', 'hung-up-later'];
/** It does not see it at once, and what it does then takes time. */
const noticedMs = 400;

/** The request is sent until an answer comes, and once more; what there is then is looked at. */
const untilAnswered = (script: Script): Script =>
  script.retry('first', { as: 'again' }).settle('again').retry('first').get('again').effects('again');

/** A version is one of a major version that is there, whose list would show a second one. */
const lostCreate = (operation: CreateOperation, fault: Fault): Draft =>
  untilAnswered(begun(operation, {}, { fault })).aimedAt(
    'once.lost-response',
    operation,
    'answer lost',
    `the creation: ${fault}`,
  );

const lostDelete = (operation: CreateOperation, fault: Fault): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first', { fault })
    .delete('first')
    .settle('first')
    .delete('first')
    .get('first')
    .effects('first')
    .aimedAt('once.lost-response', deletionOf(operation), 'answer lost', `the deletion: ${fault}`);

/** Retried while the endpoint may be at work on it, or only when it may have noticed that nobody waits for the answer. */
const hungUpCreate = (operation: CreateOperation, fault: Fault): Draft => {
  const script = begun(operation, {}, { fault });
  if (fault === 'hung-up') script.retry('first', { as: 'again' }).wait(noticedMs);
  else script.wait(noticedMs).retry('first', { as: 'again' });
  return script
    .settle('again')
    .get('again')
    .retry('first')
    .get('again')
    .effects('again')
    .aimedAt('once.lost-response', operation, 'answer lost', `the creation: ${fault}`);
};

const hungUpDelete = (operation: CreateOperation, fault: Fault): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first', { fault })
    .delete('first')
    .wait(noticedMs)
    .settle('first')
    .get('first')
    .delete('first')
    .effects('first')
    .aimedAt('once.lost-response', deletionOf(operation), 'answer lost', `the deletion: ${fault}`);

/** The retry is there before anybody can have noticed that the first client is gone, however long the way is. */
const hungUpBeside = (operation: CreateOperation): Draft[] => [
  untilAnswered(
    prepared(operation)
      .together((at) => at.create('first', operation, otherRequest(operation), { fault: 'hung-up' }).retry('first'))
      .wait(noticedMs),
  ).aimedAt('once.lost-response', operation, 'answer lost', 'the creation: hung-up, its retry beside it'),
  begunAlone(operation)
    .settle('first')
    .together((at) => at.delete('first', { fault: 'hung-up' }).delete('first'))
    .wait(noticedMs)
    .settle('first')
    .get('first')
    .delete('first')
    .effects('first')
    .aimedAt('once.lost-response', deletionOf(operation), 'answer lost', 'the deletion: hung-up, its retry beside it'),
];

const creations = (operation: CreateOperation): Draft[] => [
  ...otherLosses.map((fault) => lostCreate(operation, fault)),
  ...hangUps.map((fault) => hungUpCreate(operation, fault)),
  untilAnswered(begun(operation, {}, { fault: answerLost }).retry('first', { fault: 'hung-up' })).aimedAt(
    'once.lost-response',
    operation,
    'answer lost',
    'the creation, twice',
  ),
  begun(operation, {}, { fault: answerLost })
    .retry('first', { change: changed(operation), as: 'other' })
    .retry('first')
    .retry('other')
    .list('other')
    .aimedAt('once.lost-response', operation, 'answer lost', 'the creation, then other parameters'),
  begun(operation)
    .settle('first')
    .retry('first', { fault: answerLost })
    .retry('first', { fault: 'hung-up' })
    .retry('first')
    .retry('first', { change: changed(operation) })
    .get('first')
    .effects('first')
    .aimedAt('once.lost-response', operation, 'answer lost', 'retries'),
  begun(operation, {}, { fault: answerLost })
    .retry('first', { as: 'again' })
    .settle('again')
    .retry('first', { change: changed(operation) })
    .retry('first')
    .delete('again')
    .settle('again')
    .delete('again')
    .retry('first', { as: 'anew' })
    .settle('anew')
    .get('anew')
    .list('anew')
    .aimedAt('once.lost-response', operation, 'answer lost', 'the creation, then a mismatch, a deletion, made anew'),
  madeAgain(operation),
];

/** Of what was made before it is known that the endpoint accepts it: whoever refuses it now does so for the lost answer. */
const madeAgain = (operation: CreateOperation): Draft => {
  const script = begun(operation).settle('first');
  let label = 'first';
  for (const fault of [answerLost, 'body-cut', 'head-cut', 'hung-up'] as const) {
    script.delete(label).settle(label).retry('first', { fault });
    label = `after ${fault}`;
    script.retry('first', { as: label }).settle(label);
  }
  return script
    .retry('first')
    .get(label)
    .effects(label)
    .aimedAt('once.lost-response', operation, 'answer lost', 'of what was deleted and made again');
};

const deletions = (operation: CreateOperation): Draft[] => {
  const aimed = (script: Script, about: string) =>
    script.aimedAt('once.lost-response', deletionOf(operation), 'answer lost', about);
  return [
    ...otherLosses.map((fault) => lostDelete(operation, fault)),
    ...hangUps.map((fault) => hungUpDelete(operation, fault)),
    aimed(
      untilAnswered(
        begun(operation)
          .settle('first')
          .delete('first', { fault: answerLost })
          .delete('first', { fault: 'hung-up' })
          .delete('first')
          .settle('first')
          .delete('first')
          .get('first'),
      ),
      'the deletion, twice, then made anew',
    ),
    aimed(
      untilAnswered(
        begunAlone(operation).settle('first').delete('first', { fault: answerLost }).settle('first'),
      ).delete('again'),
      'the deletion, then the creation sent again',
    ),
    aimed(
      begunAlone(operation)
        .settle('first')
        .delete('first')
        .settle('first')
        .retry('first', { as: 'second' })
        .settle('second')
        .delete('second', { fault: answerLost })
        .delete('second')
        .settle('second')
        .delete('second')
        .get('second')
        .list('second'),
      'the deletion of what was made again',
    ),
    aimed(
      begun(operation)
        .create('beside', operation, otherRequest(operation, besideIt(operation)))
        .settle('first', 'beside')
        .delete('first', { fault: answerLost })
        .get('beside')
        .delete('first')
        .settle('first')
        .retry('beside')
        .get('beside')
        .list('beside'),
      'the deletion of one of two',
    ),
  ];
};

/** A refused request whose refusal was lost has changed nothing either. */
const mismatch = (operation: CreateOperation, guarantee: string): Draft =>
  begun(operation)
    .settle('first')
    .retry('first', { change: changed(operation), fault: answerLost, as: 'other' })
    .retry('first')
    .retry('other')
    .get('first')
    .effects('first')
    .aimedAt(guarantee, operation, 'answer lost', 'a mismatch');

/** Whether an update has happened is open until something shows it; from then on it surely has. */
const modifications = (operation: CreateOperation, guarantee: string): Draft[] => {
  const { operation: updated, input } = update(operation);
  return [
    begun(operation)
      .settle('first')
      .modify('first', updated, input, { fault: 'hung-up' })
      .wait(noticedMs)
      .settle('first')
      .get('first')
      .retry('first')
      .get('first')
      .aimedAt(guarantee, operation, 'answer lost', 'an update, which Get shows'),
    begun(operation)
      .settle('first')
      .modify('first', updated, input, { fault: 'hung-up-later' })
      .retry('first')
      .modify('first', updated, input)
      .settle('first')
      .retry('first')
      .get('first')
      .aimedAt(guarantee, operation, 'answer lost', 'an update, sent until it is answered'),
    begun(operation)
      .settle('first')
      .modify('first', updated, input, { fault: 'request-lost' })
      .get('first')
      .retry('first')
      .retry('first', { change: changed(operation) })
      .get('first')
      .aimedAt(guarantee, operation, 'answer lost', 'an update that never came'),
  ];
};

/** Lost together, each is still one request, and no other's. */
const severalTokens = (operation: CreateOperation): Draft =>
  prepared(operation)
    .create('first', operation, otherRequest(operation), { fault: answerLost })
    .create('second', operation, otherRequest(operation, besideIt(operation)), { fault: answerLost })
    .retry('second', { as: 'second again' })
    .retry('first', { as: 'first again' })
    .settle('first again', 'second again')
    .retry('second')
    .get('first again', 'second again')
    .list('first again')
    .aimedAt('token.distinct', operation, 'answer lost', 'two creations with a token each');

export const lostAnswers: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [lostCreate(operation, answerLost), lostDelete(operation, answerLost)]),
  ...allCreates.flatMap((operation) => [...creations(operation), ...deletions(operation), ...hungUpBeside(operation)]),
  ...tokenCreates.map((operation) => mismatch(operation, 'token.mismatch-harmless')),
  ...nameCreates.map((operation) => mismatch(operation, 'create.rejected-harmless')),
  ...tokenCreates.flatMap((operation) => modifications(operation, 'token.retry')),
  ...nameCreates.flatMap((operation) => modifications(operation, 'create.modified')),
  ...versionCreates.map(severalTokens),
];
