// durable of what was updated: by each update there is, each of an original of its own, so that none is hidden by another;
// before two restarts, as what the first has read back is written down anew, and answered just before one.
import type { Input } from '../../src/program/types.ts';
import { allCreates, type CreateOperation, isByName, type Update, update } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { tagging, updates } from '../updates.ts';
import { createEach, otherRequest, prepared } from './start.ts';

const connection = 'CreateEnvironmentAccountConnection';

const singly = (operation: CreateOperation): readonly Update[] => [update(operation), ...updates[operation], tagging];

/** A token is retried alike however often its original was updated, so that one may have them all: of connections there may be few. */
const inTurn = (operation: CreateOperation): readonly (readonly Update[])[] => {
  const all = singly(operation);
  if (isByName(operation)) return all.map((each) => [each]);
  return operation === connection
    ? ['Accept', 'Reject'].map((last) => [
        ...all.filter(({ operation: of }) => !/^(Accept|Reject)/.test(of)),
        { operation: `${last}EnvironmentAccountConnection`, input: {} },
      ])
    : [all];
};

const atOnce = (operation: CreateOperation): readonly Update[] =>
  operation === connection
    ? [update(operation), ...updates[operation].filter(({ operation: of }) => /^(Accept|Reject)/.test(of))]
    : singly(operation);

const originals = (operation: CreateOperation, script: Script, count: number): readonly string[] =>
  createEach(script, operation, Array<Input>(count).fill(otherRequest(operation)));

const twice = (operation: CreateOperation): Draft => {
  const rows = inTurn(operation);
  const script = prepared(operation).create('gone', operation, otherRequest(operation)).settle('gone');
  script.delete('gone').settle('gone');
  const names = originals(operation, script, rows.length);
  script.settle(...names);
  for (const [n, name] of names.entries())
    for (const { operation: updating, input } of rows[n]!) script.modify(name, updating, input).settle(name);
  script.restart().get(...names);
  for (const name of names) script.retry(name);
  script.listTags(names.at(-1)!).restart();
  for (const name of names) script.retry(name);
  return script
    .get(...names)
    .delete('gone')
    .aimedAt('durable', operation, 'after restart', 'updated in every way, or deleted, before two of them');
};

/** First they are only looked at: to ask for them again would hide what was forgotten. */
const justAnswered = (operation: CreateOperation): Draft => {
  const rows = atOnce(operation);
  const script = prepared(operation);
  const names = originals(operation, script, rows.length);
  script
    .settle(...names)
    .restartAfter((begin) => {
      for (const [n, name] of names.entries()) begin.modify(name, rows[n]!.operation, rows[n]!.input);
    })
    .settle(...names)
    .get(...names)
    .listTags(names.at(-1)!);
  for (const name of names) script.retry(name);
  return script.aimedAt('durable', operation, 'after restart', 'updates of every kind answered just before');
};

export const restartUpdates: readonly Draft[] = [...allCreates.map(justAnswered), ...allCreates.map(twice)];
