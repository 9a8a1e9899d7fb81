// durable of what had a life before: deleted, and made again as it was or otherwise, modified in the one or in the other.
// What is read back may be found by a name, a number or a token, which the dead has left to the living.
import type { Change } from '../../src/program/types.ts';
import {
  allCreates,
  besideIt,
  type CreateOperation,
  changed,
  isByName,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begunAlone, isVersion, otherRequest, prepared } from './start.ts';

interface Lives {
  readonly label: string;
  /** The first life ends modified. */
  readonly modifiedBefore?: true;
  /** What the second life is made with instead. */
  readonly change?: Change;
  readonly modifiedSince?: true;
}

/** Of connections there may be few. */
const mostConnections = 1;

const livesOf = (operation: CreateOperation): readonly Lives[] => {
  const all: readonly Lives[] = [
    { label: 'otherwise', modifiedBefore: true, change: changed(operation) },
    { label: 'before', modifiedBefore: true },
    { label: 'since', modifiedSince: true },
  ];
  return isByName(operation) || isVersion(operation) ? all : all.slice(0, mostConnections);
};

const again = (label: string): string => `${label} again`;

const secondLives = (operation: CreateOperation): Draft => {
  const lives = livesOf(operation);
  const labels = lives.map(({ label }) => label);
  const modify = (script: Script, label: string): Script =>
    script.modify(label, update(operation).operation, update(operation).input).settle(label);
  const script = prepared(operation);
  for (const label of labels)
    script.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
  script.settle(...labels);
  for (const { label, modifiedBefore } of lives) if (modifiedBefore) modify(script, label);
  for (const label of labels) script.delete(label);
  script.settle(...labels);
  for (const { label, change = {} } of lives) script.retry(label, { change, as: again(label) });
  script.settle(...labels.map(again));
  for (const { label, modifiedSince } of lives) if (modifiedSince) modify(script, again(label));
  script.restart();
  for (const { label, change } of lives) {
    script.retry(again(label));
    if (change !== undefined) script.retry(label);
  }
  return script
    .get(...labels.map(again))
    .effects(again('otherwise'))
    .aimedAt('durable', operation, 'after restart', `deleted and made again: ${labels.join(', ')}`);
};

/** By another token, in its template that was made again too: the old request finds neither. */
const numberTaken = (operation: VersionCreate): Draft =>
  begunAlone(operation)
    .settle('first')
    .delete('first')
    .delete('template')
    .retry('template')
    .retry('first', { change: besideIt(operation), as: 'other' })
    .settle('other')
    .restart()
    .retry('first', { as: 'again' })
    .retry('other')
    .settle('again')
    .get('again', 'other')
    .retry('first')
    .list('other')
    .aimedAt('durable', operation, 'after restart', 'its number taken by another token’s, in a template made again');

export const restartLives: readonly Draft[] = [...allCreates.map(secondLives), ...versionCreates.map(numberTaken)];
