// delete.first, delete.retry: a deletion removes, a retry of it succeeds however much later, and never shows or takes
// anything else.
import type { Change } from '../../src/program/types.ts';
import {
  besideIt,
  type CreateOperation,
  changedThroughout,
  isDeployed,
  otherUpdate,
  templateCreates,
  tokenCreates,
  unlike,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import {
  begun,
  begunAlone,
  deletionOf,
  isVersion,
  nextSecondMs,
  otherRequest,
  prepared,
  secondsLaterMs,
} from './start.ts';
import { into, states } from './states.ts';
import { hour, muchLater } from './token-time.ts';

/** The creates whose deletions are over when they are answered. */
export const plainlyDeleted = [...templateCreates, ...tokenCreates] as const;

/** Other deletions between a deletion and its retry: more than a small memory of them keeps. */
const deletionsBetween = 10;

/** Aims a deletion at what never was. */
const never = (operation: CreateOperation): Change => {
  if (isVersion(operation)) return { set: { minorVersion: '77' } };
  return operation === 'CreateEnvironmentAccountConnection'
    ? { set: { id: '00000000-0000-4000-8000-00000000dead' } }
    : { set: { name: '{{name:never}}' } };
};

/** What goes on while it is being registered must not bring it back. */
const whileRegistering = (operation: VersionCreate): Draft =>
  begun(operation)
    .delete('first')
    .delete('first')
    .wait(secondsLaterMs)
    .get('first')
    .list('first')
    .delete('first')
    .get('first')
    .list('first')
    .retry('first', { as: 'second' })
    .aimedAt('delete.first', deletionOf(operation), 'deleted', 'deleted while it was registered');

export const neverWas = (operation: CreateOperation): Draft => {
  const guarantee = isDeployed(operation) ? 'async-delete.complete' : 'delete.retry';
  return begun(operation)
    .settle('first')
    .get('first')
    .delete('first', { change: never(operation) })
    .delete('first', { change: never(operation) })
    .get('first')
    .list('first')
    .aimedAt(guarantee, deletionOf(operation), 'first call', 'one that never was');
};

const plain = (operation: CreateOperation): Draft[] => {
  const deletion = deletionOf(operation);
  return [
    begun(operation)
      .create('second', operation, otherRequest(operation, unlike(operation)))
      .settle('first', 'second')
      .delete('first')
      .get('first')
      .list('second')
      .delete('first')
      .delete('first')
      .get('first', 'second')
      .list('second')
      .aimedAt('delete.first', deletion, 'deleted', 'Get and List, and retries beside another'),
    begunAlone(operation)
      .settle('first')
      .modify('first', update(operation).operation, update(operation).input)
      .retry('first')
      .delete('first')
      .get('first')
      .delete('first')
      .wait(nextSecondMs)
      .delete('first')
      .aimedAt('delete.retry', deletion, 'deleted', 'modified before, retried at once and a second later'),
    begunAlone(operation)
      .settle('first')
      .delete('first')
      .retry('first', { as: 'second' })
      .settle('second')
      .delete('second')
      .advance(muchLater[0])
      .get('first')
      .delete('first')
      .delete('second')
      .retry('first', { as: 'third' })
      .settle('third')
      .retry('first')
      .get('third')
      .aimedAt('delete.retry', deletion, 'recreated', 'more than a year later, and made again then'),
    many(operation),
    neverWas(operation),
  ];
};

/** With the name, the identity is the same again; what is told of it then must be the latest one's. */
const madeAgain = (operation: CreateOperation): Draft =>
  begun(operation)
    .delete('first')
    .retry('first', { change: changedThroughout(operation), as: 'second' })
    .get('second')
    .delete('second')
    .get('second')
    .delete('second')
    .delete('second')
    .retry('first', { as: 'third' })
    .get('third')
    .aimedAt('delete.retry', deletionOf(operation), 'recreated', 'deleted, made again, deleted, retried');

/** Made again with its token it has another identity, which a retry of the old one's deletion does not name. */
const oldIdentity = (operation: CreateOperation): Draft =>
  begunAlone(operation)
    .retry('first')
    .settle('first')
    .modify('first', otherUpdate(operation).operation, otherUpdate(operation).input)
    .delete('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .delete('first')
    .get('second')
    .retry('second')
    .delete('second')
    .delete('first')
    .delete('second')
    .list('second')
    .aimedAt(
      'delete.retry',
      deletionOf(operation),
      'recreated',
      'made again with its token, and the old one deleted again',
    );

function many(operation: CreateOperation): Draft {
  const script = begun(operation).settle('first').delete('first');
  for (let n = 0; n < deletionsBetween; n++) {
    const label = `other${n}`;
    script
      .create(label, operation, otherRequest(operation, besideIt(operation, label, label)))
      .settle(label)
      .delete(label);
  }
  return script
    .delete('first')
    .delete('other0')
    .get('first')
    .aimedAt('delete.retry', deletionOf(operation), 'deleted', `${deletionsBetween} other deletions between`);
}

const parentGone = (operation: (typeof versionCreates)[number]): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .delete('template')
    .delete('first')
    .delete('template')
    .get('template')
    .retry('template', { as: 'again' })
    .delete('first')
    .get('first', 'again')
    .aimedAt('delete.retry', deletionOf(operation), 'deleted', 'its template deleted too, and made again');

const connection = 'CreateEnvironmentAccountConnection';
const answers = ['AcceptEnvironmentAccountConnection', 'RejectEnvironmentAccountConnection'];

const connections: readonly Draft[] = answers.map((answer) =>
  new Script()
    .create('first', connection, otherRequest(connection))
    .modify('first', answer)
    .delete('first')
    .get('first')
    .list('first')
    .delete('first')
    .delete('first')
    .aimedAt('delete.first', deletionOf(connection), 'modified', answer),
);

/** What code of its own does for a state may leave behind what shows again. Of connections there may be few at a time. */
const ofEachState = (operation: CreateOperation): Draft => {
  const script = prepared(operation);
  const all = states(operation);
  for (const state of all) {
    const [label] = state;
    script.create(label, operation, otherRequest(operation, besideIt(operation, label, label))).settle(label);
    into(script, state, label).delete(label).get(label);
  }
  const labels = all.map(([label]) => label);
  script.advance(hour).get(...labels);
  for (const label of labels) script.list(label).delete(label);
  return script.aimedAt('delete.first', deletionOf(operation), 'modified', `${labels.join(', ')}: an hour later`);
};

export const deletes: readonly Draft[] = [
  ...plainlyDeleted.flatMap(plain),
  ...templateCreates.map(madeAgain),
  ...tokenCreates.map(oldIdentity),
  ...versionCreates.map(whileRegistering),
  ...versionCreates.map(parentGone),
  ...connections,
  ...tokenCreates.map(ofEachState),
];
