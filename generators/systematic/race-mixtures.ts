// once among different requests that do not contradict each other: each is answered as if it had come alone.
import {
  allCreates,
  besideIt,
  type CreateOperation,
  nameCreates,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { askedAgain, racesOf } from './races.ts';
import { asFirst, begun, deletionOf, merged, otherRequest, parents, prepared, templateOf } from './start.ts';

/** Of what is cheap. */
export const manyRaces = 6;

/** Several of a kind, that have nothing to do with each other: made, then deleted while one is updated and one is made. */
const unrelated = (operation: CreateOperation): Draft => {
  const labels = racesOf(operation, manyRaces);
  const script = begun(operation).together((at) => {
    for (const label of labels) at.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
    at.retry('first');
  });
  for (const label of labels) askedAgain(script, label, `${label} again`);
  const [kept = '', ...gone] = labels;
  const { operation: updated, input } = update(operation);
  return script
    .together((at) => {
      at.create('late', operation, otherRequest(operation, besideIt(operation, 'late', 'late')));
      at.modify(kept, updated, input);
      for (const label of gone) at.delete(`${label} again`);
    })
    .settle(...labels, 'late')
    .also((each) => askedAgain(each, 'first'))
    .get(...labels)
    .retry(kept)
    .retry('late')
    .effects('first')
    .aimedAt('once', operation, 'concurrent', `${labels.length} different ones made and deleted`);
};

/** Before the deletion the retry finds the old one, after it it makes a new one; then one is there. */
const againstDeletion = (operation: CreateOperation): Draft => {
  const script = begun(operation).settle('first');
  let label = 'first';
  for (const [round, width] of [1, 2].entries()) {
    const of = label;
    script.together((at) => {
      for (let nth = 0; nth < width; nth++) at.retry('first').delete(of);
    });
    label = `after ${round}`;
    script.settle(of);
    askedAgain(script, 'first', label);
  }
  return script
    .effects(label)
    .delete(label)
    .settle(label)
    .get(label)
    .aimedAt('once', deletionOf(operation), 'concurrent', 'creations against deletions');
};

/** One name for resources of every type, all at once. */
const namespace = (operation: CreateOperation): Draft => {
  const others = nameCreates.filter((other) => other !== operation);
  const script = new Script().together((at) => {
    at.create('first', operation, otherRequest(operation));
    for (const other of others) at.create(other, other, otherRequest(other));
  });
  for (const other of others) script.retry(other);
  return askedAgain(script, 'first').aimedAt('create.namespace', operation, 'concurrent', 'one name for several types');
};

/** Different tokens for the same parameters: half of them ask for new major versions. */
const tokens = (operation: VersionCreate): Draft => {
  const labels = racesOf(operation, manyRaces);
  const script = prepared(operation).together((at) => {
    for (const [nth, label] of labels.entries())
      at.create(
        label,
        operation,
        otherRequest(
          operation,
          merged(nth < labels.length / 2 ? asFirst(operation) : {}, besideIt(operation, label, label)),
        ),
      );
  });
  for (const label of labels) askedAgain(script, label);
  return script
    .get(...labels)
    .effects('again')
    .aimedAt('token.distinct', operation, 'concurrent', `${labels.length} tokens`);
};

/** Templates of the own kind are raced for by their versions: nobody's request is lost, nor counted twice. */
const twoTemplates = (operation: VersionCreate): Draft =>
  parents(operation)
    .create('parent', templateOf(operation), { name: '{{name:parent}}' })
    .together((at) =>
      at
        .create('first', operation, otherRequest(operation, { drop: ['majorVersion'] }))
        .create('there', operation, otherRequest(operation, { drop: ['majorVersion'], set: there })),
    )
    .retry('first', { as: 'one' })
    .retry('there', { as: 'two' })
    .settle('one', 'two')
    .list('one')
    .aimedAt('token.scope', operation, 'concurrent', 'tokens on two templates');

const there = { templateName: '{{name:parent}}', clientToken: '{{token:u}}' };

export const raceMixtures: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [unrelated(operation), againstDeletion(operation)]),
  ...nameCreates.map(namespace),
  ...versionCreates.flatMap((operation) => [tokens(operation), twoTemplates(operation)]),
];
