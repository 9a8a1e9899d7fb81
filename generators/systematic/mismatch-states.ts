// token.mismatch and token.mismatch-harmless once the original has moved on: updated, published, accepted, rejected,
// tagged. Whatever its state, a changed request is refused, changes nothing, and the correct one still finds it.
import { changes } from '../changes/index.ts';
import { type CreateOperation, changed, changedThroughout, update } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begunAlone, isVersion, publishOf } from './start.ts';

const connection = 'CreateEnvironmentAccountConnection';

/** What brings an original into a state, in words, and the update that does. */
type State = readonly [string, ...(readonly (readonly [string, object])[])];

const updateOf = (operation: CreateOperation) => [update(operation).operation, update(operation).input] as const;

const states = (operation: CreateOperation): State[] => {
  if (isVersion(operation)) {
    const publish = [publishOf(operation), { status: 'PUBLISHED' }] as const;
    return [['published', publish]];
  }
  const accept = ['AcceptEnvironmentAccountConnection', {}] as const;
  const reject = ['RejectEnvironmentAccountConnection', {}] as const;
  return [
    ['accepted', accept],
    ['rejected', reject],
  ];
};

const ofSamePair = ['roleArn: last character', 'roleArn: left out', 'tags: value', 'tags: one added', 'tags: left out'];

/** A rejected connection stands in no other's way, so that each change of the same pair is judged strictly. */
const samePair = (script: Script): void => {
  for (const { label, change } of changes(connection))
    if (ofSamePair.includes(label)) script.retry('first', { change });
};

const inState = (operation: CreateOperation, [about, ...updates]: State): Draft => {
  const script = begunAlone(operation).settle('first');
  for (const [updated, input] of updates) script.modify('first', updated, { ...input });
  return script
    .get('first')
    .retry('first', { change: changed(operation), as: 'refused' })
    .also((each) => about === 'rejected' && samePair(each))
    .get('first')
    .retry('first')
    .retry('refused')
    .list('first')
    .aimedAt('token.mismatch', operation, 'modified', about);
};

const updated = (operation: CreateOperation): Draft => {
  const [updating, input] = updateOf(operation);
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
  ...states(operation).map((state) => inState(operation, state)),
  updated(operation),
  tagged(operation),
];
