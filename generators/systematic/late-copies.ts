// once: a copy of an old request comes late, when what it asked for was updated, refused, deleted, made again, or has
// expired. It is judged as the request that it is then, by what is documented and no more.
import { allCreates, besideIt, type CreateOperation, changed, tokenCreates, update } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { updateSequences } from '../updates.ts';
import { askedAgain } from './races.ts';
import { begun, deletionOf, otherRequest } from './start.ts';
import { stepAside } from './token-lives.ts';
import { muchLater } from './token-time.ts';

/** The first request, of which a copy is still on the way. */
const copied = (operation: CreateOperation): Script => begun(operation, {}, { fault: 'copied' }).settle('first');

const late = (operation: CreateOperation, script: Script, about: string): Draft =>
  script.effects('first').aimedAt('once', operation, 'late copy', about);

const afterDeletion = (operation: CreateOperation): Draft =>
  late(
    operation,
    copied(operation)
      .delete('first')
      .settle('first')
      .deliver()
      .also((script) => askedAgain(script, 'first')),
    'of the creation, after the deletion',
  );

/** The copy of a deletion finds nothing any more, or what has the name by now, which it may delete. */
const ofDeletion = (operation: CreateOperation): Draft =>
  late(
    operation,
    begun(operation)
      .settle('first')
      .delete('first', { fault: 'copied' })
      .settle('first')
      .deliver()
      .delete('first')
      .get('first')
      .also((script) => askedAgain(script, 'first')),
    'of the deletion, after it',
  );

const ofCreations = (operation: CreateOperation): Draft[] => {
  const { operation: updated, input } = update(operation);
  return [
    late(
      operation,
      copied(operation)
        .deliver()
        .also((script) => askedAgain(script, 'first')),
      'of the creation, while the original is there',
    ),
    late(
      operation,
      copied(operation)
        .retry('first', { fault: 'copied' })
        .retry('first', { fault: 'copied' })
        .delete('first')
        .settle('first')
        .deliver()
        .also((script) => askedAgain(script, 'first')),
      'three of the creation, after the deletion',
    ),
    late(
      operation,
      copied(operation)
        .delete('first')
        .settle('first')
        .also((script) => askedAgain(script, 'first'))
        .deliver()
        .get('again')
        .also((script) => askedAgain(script, 'first')),
      'of the creation, after it was made again',
    ),
    late(
      operation,
      copied(operation)
        .modify('first', updated, input)
        .settle('first')
        .deliver()
        .get('first')
        .retry('first')
        .get('first'),
      'of the creation, after an update',
    ),
    late(
      operation,
      copied(operation)
        .retry('first', { change: changed(operation), fault: 'copied', as: 'other' })
        .deliver()
        .get('first')
        .retry('first')
        .retry('other'),
      'of the creation and of a mismatch',
    ),
    late(
      operation,
      begun(operation)
        .settle('first')
        .retry('first', { change: changed(operation), fault: 'copied', as: 'other' })
        .delete('first')
        .settle('first')
        .deliver()
        .retry('other', { as: 'again' })
        .settle('again')
        .get('again'),
      'of a mismatch, after the deletion',
    ),
    late(
      operation,
      copied(operation)
        .create('second', operation, otherRequest(operation, besideIt(operation)), { fault: 'copied' })
        .settle('second')
        .delete('second')
        .settle('second')
        .deliver()
        .also((script) => askedAgain(script, 'second'))
        .get('first')
        .retry('first'),
      'of two creations, of which one was deleted',
    ),
  ];
};

const ofDeletions = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .delete('first', { fault: 'copied' })
    .settle('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .deliver()
    .settle('second')
    .get('second')
    .also((script) => askedAgain(script, 'first'))
    .effects('again')
    .aimedAt('once', deletionOf(operation), 'late copy', 'after it was made again'),
  begun(operation)
    .create('beside', operation, otherRequest(operation, besideIt(operation)))
    .settle('first', 'beside')
    .delete('first', { fault: 'copied' })
    .delete('first', { fault: 'copied' })
    .settle('first')
    .deliver()
    .get('beside')
    .delete('first')
    .retry('beside')
    .effects('beside')
    .aimedAt('once', deletionOf(operation), 'late copy', 'two, beside another'),
];

/** An update that comes late is one more update of what is there then, or of nothing. */
const ofUpdates = (operation: CreateOperation): Draft[] => {
  const { operation: updated, input } = update(operation);
  const later = update(operation, 'two').input;
  return [
    late(
      operation,
      begun(operation)
        .settle('first')
        .modify('first', updated, input, { fault: 'copied' })
        .settle('first')
        .modify('first', updated, later)
        .settle('first')
        .deliver()
        .settle('first')
        .get('first')
        .retry('first'),
      'of an update, after another one',
    ),
    ...updateSequences(operation).map((updates) =>
      late(
        operation,
        begun(operation)
          .settle('first')
          .also((script) => {
            for (const { operation: updated, input } of updates)
              script.modify('first', updated, input, { fault: 'copied' }).settle('first');
          })
          .delete('first')
          .settle('first')
          .deliver()
          .get('first')
          .also((script) => askedAgain(script, 'first'))
          .retry('first'),
        `of ${updates.map(({ operation: updated }) => updated).join(', ')}, after the deletion`,
      ),
    ),
  ];
};

/** More than eight hours after it was signed a strict endpoint refuses it; else it is a new request. */
const expired = (operation: CreateOperation): Draft =>
  late(
    operation,
    copied(operation)
      .also((script) => stepAside(operation, 'first', script))
      .advance(muchLater[0])
      .deliver()
      .also((script) => askedAgain(script, 'first'))
      .get('first')
      .retry('first'),
    'of the creation, more than a year later',
  );

export const lateCopies: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [
    afterDeletion(operation),
    ofDeletion(operation),
    ...ofCreations(operation),
    ...ofDeletions(operation),
  ]),
  ...allCreates.flatMap(ofUpdates),
  ...tokenCreates.map(expired),
];
