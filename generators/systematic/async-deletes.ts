// async-delete.in-progress, .complete, .effect: retries at every stage of a deletion do nothing further, and the
// deletion ends; some are left undisturbed, to know how long one takes.
import { besideIt, changedThroughout, type Deployed, deployedCreates, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { furtherUpdates, modifyBy, redeployment } from '../updates.ts';
import { neverWas } from './deletes.ts';
import { begun, deletionOf, nextSecondMs, otherRequest, secondsLaterMs, serviceIn } from './start.ts';
import { muchLater } from './token-time.ts';

/** The contract compares retried deletions with the longest of at least so many. */
const undisturbed = 3;
/** A deletion that retries prolong must be seen twice. */
const disturbed = 2;

const over = (operation: Deployed): Draft[] => [
  begun(operation)
    .settle('first')
    .delete('first')
    .settle('first')
    .delete('first')
    .delete('first')
    .get('first')
    .list('first')
    .wait(300)
    .delete('first')
    .get('first')
    .aimedAt('async-delete.complete', deletionOf(operation), 'deleted', 'retries after it is over, at once and later'),
  begun(operation)
    .settle('first')
    .delete('first')
    .settle('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .delete('second')
    .settle('second')
    .advance(muchLater[0])
    .delete('first')
    .delete('second')
    .get('second')
    .aimedAt('async-delete.complete', deletionOf(operation), 'recreated', 'more than a year later'),
  begun(operation)
    .settle('first')
    .delete('first')
    .settle('first')
    .retry('first', { change: changedThroughout(operation), as: 'second' })
    .settle('second')
    .delete('second')
    .delete('second')
    .settle('second')
    .delete('second')
    .delete('second')
    .get('second')
    .retry('first', { as: 'third' })
    .settle('third')
    .get('third')
    .aimedAt('async-delete.complete', deletionOf(operation), 'recreated', 'deleted, made again, deleted, retried'),
  ...Array.from({ length: undisturbed - 1 }, (_, n) =>
    begun(operation, { set: { description: `undisturbed ${n + 1}` } })
      .settle('first')
      .delete('first')
      .settle('first')
      .list('first')
      .aimedAt('async-delete.effect', deletionOf(operation), 'being deleted', `undisturbed, number ${n + 1}`),
  ),
];

const underWay = (operation: Deployed): Draft[] => [
  ...Array.from({ length: disturbed }, (_, n) =>
    begun(operation, { set: { description: `disturbed ${n + 1}` } })
      .settle('first')
      .delete('first')
      .settleWhile('delete', 'first')
      .get('first')
      .delete('first')
      .aimedAt('async-delete.in-progress', deletionOf(operation), 'being deleted', `a retry at every poll, ${n + 1}`),
  ),
  begun(operation)
    .settle('first')
    .delete('first')
    .delete('first')
    .get('first')
    .delete('first')
    .list('first')
    .settle('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .wait(nextSecondMs)
    .get('second')
    .wait(secondsLaterMs)
    .get('second')
    .aimedAt('async-delete.in-progress', deletionOf(operation), 'being deleted', 'nothing comes of the retries later'),
  begun(operation)
    .settle('first')
    .modify('first', update(operation).operation, redeployment(operation))
    .settle('first')
    .delete('first')
    .delete('first')
    .get('first')
    .delete('first')
    .settle('first')
    .delete('first')
    .aimedAt('async-delete.in-progress', deletionOf(operation), 'being deleted', 'deployed more than once before'),
  begun(operation)
    .settle('first')
    .delete('first')
    .also((script) => modifyBy(script, 'first', [update(operation), ...furtherUpdates(operation)]))
    .settle('first')
    .get('first')
    .delete('first')
    .aimedAt('async-delete.effect', deletionOf(operation), 'being deleted', 'no update saves it'),
  begun(operation)
    .settle('first')
    .delete('first')
    .retry('first')
    .settle('first')
    .get('first')
    .delete('first')
    .aimedAt('async-delete.effect', deletionOf(operation), 'being deleted', 'a create does not save it'),
];

const open = (operation: Deployed): Draft[] => [
  begun(operation)
    .delete('first')
    .settle('first')
    .delete('first')
    .settle('first')
    .get('first')
    .aimedAt('async-delete.effect', deletionOf(operation), 'being created', 'deleted while it is being made'),
  begun(operation)
    .settle('first')
    .modify('first', update(operation).operation, redeployment(operation))
    .delete('first')
    .settle('first')
    .delete('first')
    .settle('first')
    .get('first')
    .aimedAt('async-delete.effect', deletionOf(operation), 'modified', 'deleted while it is being updated'),
  neverWas(operation),
];

const withService: Draft = new Script()
  .create('first', 'CreateEnvironment', otherRequest('CreateEnvironment'))
  .settle('first')
  .create('service', 'CreateService', serviceIn('{{name:a}}', { set: { name: '{{name:service}}' } }))
  .settle('service')
  .delete('first')
  .settle('first')
  .get('service')
  .retry('first')
  .delete('service')
  .settle('service')
  .delete('first')
  .settle('first')
  .get('first')
  .aimedAt('async-delete.effect', 'DeleteEnvironment', 'in use', 'an environment that has a service');

/** Several under way at once, of which one is retried then, and after the others are over. */
const together = (operation: Deployed): Draft => {
  const others = ['second', 'third', 'fourth'];
  const script = begun(operation);
  for (const other of others) script.create(other, operation, otherRequest(operation, besideIt(operation, other)));
  script.settle('first', ...others).delete('first');
  for (const other of others) script.delete(other);
  return script
    .delete('first')
    .settle(...others, 'first')
    .delete('first')
    .delete('second')
    .list('first')
    .aimedAt(
      'async-delete.in-progress',
      deletionOf(operation),
      'interleaved',
      `${others.length + 1} deletions at once`,
    );
};

export const asyncDeletes: readonly Draft[] = [
  ...deployedCreates.flatMap((operation) => [
    ...over(operation),
    ...underWay(operation),
    ...open(operation),
    together(operation),
  ]),
  withService,
];
