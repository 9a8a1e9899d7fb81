// token.mismatch and token.mismatch-harmless once the original has moved on: updated, published, accepted, rejected,
// tagged. Whatever its state, a changed request is refused, changes nothing, and the correct one still finds it.
import { type Group, grouped } from '../changes/grouped.ts';
import { changes, labels, type Mutation } from '../changes/index.ts';
import { type CreateOperation, changed, changedThroughout, update } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begun, begunAlone } from './start.ts';
import { into, type State, stages } from './states.ts';

/** Requests to one original: enough that set-up is shared, few enough that a counterexample stays short. */
export const mostChanges = 14;

const connection = 'CreateEnvironmentAccountConnection';

const ofSamePair = ['roleArn: last character', 'roleArn: left out', 'tags: value', 'tags: one added', 'tags: left out'];

/** A rejected connection stands in no other's way, so that each change of the same pair is judged strictly. */
const samePair = (script: Script): void => {
  for (const { label, change } of changes(connection))
    if (ofSamePair.includes(label)) script.retry('first', { change });
};

const inState = (operation: CreateOperation, state: State): Draft => {
  const [about] = state;
  return into(begunAlone(operation).settle('first'), state)
    .get('first')
    .retry('first', { change: changed(operation), as: 'refused' })
    .also((each) => about === 'rejected' && samePair(each))
    .get('first')
    .retry('first')
    .retry('refused')
    .list('first')
    .aimedAt('token.mismatch', operation, 'modified', about);
};

/** Every change asked for, and the correct request after them. */
export function eachChange(script: Script, members: readonly Mutation[], label = 'first'): Script {
  for (const { change } of members) script.retry(label, { change });
  return script.retry(label).get(label);
}

/** Every change once more, as code of its own may compare with an original that has moved on. */
const each = (operation: CreateOperation, state: State, { base, members }: Group<Mutation>): Draft => {
  const original = into(begun(operation, base).settle('first'), state);
  return eachChange(original, members).aimedAt(
    'token.mismatch',
    operation,
    'modified',
    `${state[0]}: ${labels(members)}`,
  );
};

const updated = (operation: CreateOperation): Draft => {
  const { operation: updating, input } = update(operation);
  return begunAlone(operation)
    .settle('first')
    .modify('first', updating, input)
    .get('first')
    .retry('first', { change: { set: input }, as: 'refused' })
    .retry('first', { change: changed(operation) })
    .retry('first')
    .retry('refused')
    .get('first')
    .aimedAt('token.mismatch', operation, 'modified', 'equals what the original was updated to');
};

/** Neither a correct retry nor a refused one brings back, or takes away, what was tagged since. */
const tagged = (operation: CreateOperation): Draft =>
  begunAlone(operation)
    .settle('first')
    .modify('first', 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
    .modify('first', 'UntagResource', { tagKeys: ['team'] })
    .listTags('first')
    .retry('first')
    .listTags('first')
    .retry('first', { change: changedThroughout(operation) })
    .listTags('first')
    .retry('first')
    .get('first')
    .aimedAt('token.mismatch-harmless', operation, 'modified', 'tagged, and its own tag taken off');

/** The programs about a mismatch of the client-token create `operation` in every state that its resource can reach. */
export const mismatchStates = (operation: CreateOperation): Draft[] => [
  ...stages(operation).flatMap((state) => [
    inState(operation, state),
    ...grouped(changes(operation), mostChanges).map((group) => each(operation, state, group)),
  ]),
  updated(operation),
  tagged(operation),
];
