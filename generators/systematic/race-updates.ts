// once of updates: of every kind, against retries of the creation, mismatches, and the deletion. Whoever writes back the
// whole of what he has read loses what came between.
import type { Change } from '../../src/program/types.ts';
import {
  allCreates,
  besideIt,
  type CreateOperation,
  changed,
  isByName,
  isDeployed,
  type Update,
  update,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { immediateUpdates, modifyBy, updateSequences } from '../updates.ts';
import { manyRaces } from './race-mixtures.ts';
import { askedAgain, racesOf } from './races.ts';
import { begun, deletionOf, otherRequest, prepared } from './start.ts';

/**
 * Retries come before the update, and in some races after it: who looks too early at what another changes must have come
 * first, and one that comes later may put right what he has spoilt. Some are to be refused, and write nothing. Each kind of
 * update has a race, and where there may be few originals one has several; by name an update may change what a retry is
 * answered, so that each has an original of its own.
 */
const updates = (operation: CreateOperation): Draft => {
  const kinds = updateSequences(operation).flat();
  const labels = isByName(operation)
    ? Array.from(isDeployed(operation) ? kinds : Array(manyRaces), (_, nth) => `r${nth}`)
    : racesOf(operation, manyRaces);
  const script = prepared(operation);
  for (const label of labels)
    script.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
  script.settle(...labels);
  const races = Math.max(labels.length, kinds.length);
  for (let nth = 0; nth < races; nth++)
    updatedMeanwhile(script, labels[nth % labels.length]!, kinds[nth % kinds.length]!, {
      refused: nth % 2 === 0 ? changed(operation) : undefined,
      after: Math.floor(nth / 2) % 2 === 1,
    });
  return script.aimedAt('once', operation, 'concurrent', `retries against updates of each kind, in ${races} races`);
};

const updatedMeanwhile = (
  script: Script,
  label: string,
  { operation, input }: Update,
  { refused, after }: { readonly refused: Change | undefined; readonly after: boolean },
): Script =>
  script
    .together((at) => {
      if (refused !== undefined) at.retry(label, { change: refused });
      at.retry(label).modify(label, operation, input);
      if (after) at.retry(label);
    })
    .settle(label)
    .get(label)
    .retry(label)
    .get(label);

/** Looked at before it is deleted again, which would take away what should not be there. */
const updateAgainstDeletion = (operation: CreateOperation): Draft => {
  const { operation: updated, input } = updateSequences(operation).at(-1)![0]!;
  return begun(operation)
    .settle('first')
    .together((at) => modifyBy(at, 'first', [...immediateUpdates(operation), update(operation)]).delete('first'))
    .settle('first')
    .get('first')
    .delete('first')
    .settle('first')
    .also((script) => askedAgain(script, 'first'))
    .together((at) => at.modify('again', updated, input).delete('again').modify('again', updated, input))
    .settle('again')
    .get('again')
    .effects('again')
    .delete('again')
    .settle('again')
    .retry('first', { as: 'third' })
    .settle('third')
    .together((at) => at.retry('first', { change: changed(operation), as: 'other' }).delete('third'))
    .settle('third')
    .get('third')
    .delete('third')
    .aimedAt('once', deletionOf(operation), 'concurrent', 'updates, then a mismatch, against the deletion');
};

export const raceUpdates: readonly Draft[] = allCreates.flatMap((operation) => [
  updates(operation),
  updateAgainstDeletion(operation),
]);
