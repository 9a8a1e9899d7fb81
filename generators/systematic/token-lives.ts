// token.expired more than once: every new resource gives its token eight hours again, whether the one before expired,
// was deleted and made again, or is gone since. Both programs of an operation share one cohort of clock moves.
import { type CreateOperation, changed, tokenCreates } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begun, begunAlone } from './start.ts';
import { twiceEightHours } from './token-time.ts';

/** A rejected connection stands in the way of no second one for its pair. */
export const stepAside = (operation: CreateOperation, label: string, script: Script): Script =>
  operation === 'CreateEnvironmentAccountConnection'
    ? script.modify(label, 'RejectEnvironmentAccountConnection')
    : script;

const secondLife = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .also((script) => stepAside(operation, 'first', script))
    .advance(twiceEightHours[0])
    .retry('first', { as: 'second' })
    .settle('second')
    .delete('first')
    .retry('first')
    .retry('first', { change: changed(operation) })
    .also((script) => stepAside(operation, 'second', script))
    .advance(twiceEightHours[1])
    .retry('first', { as: 'third' })
    .retry('first', { reordered: true })
    .retry('first', { change: changed(operation) })
    .get('second', 'third')
    .list('third')
    .aimedAt('token.expired', operation, 'expired', 'made anew, and expired again');

const afterDeletion = (operation: CreateOperation): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .also((script) => stepAside(operation, 'second', script))
    .advance(twiceEightHours[0])
    .retry('first', { as: 'third' })
    .settle('third')
    .retry('first')
    .delete('second')
    .retry('first', { change: changed(operation) })
    .delete('third')
    .retry('first', { as: 'fourth' })
    .settle('fourth')
    .also((script) => stepAside(operation, 'fourth', script))
    .advance(twiceEightHours[1])
    .retry('first', { as: 'fifth' })
    .get('fourth', 'fifth')
    .aimedAt('token.expired', operation, 'expired', 'deleted and made again before');

export const tokenLives: readonly Draft[] = tokenCreates.flatMap((operation) => [
  secondLife(operation),
  afterDeletion(operation),
]);
