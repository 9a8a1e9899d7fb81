// durable of what was stored: every member there is, text that is long or not ASCII, must come through a restart as they were,
// so that the very same request is still a retry.
import type { Input } from '../../src/program/types.ts';
import { fullRequests } from '../full.ts';
import { allCreates, type CreateOperation } from '../requests.ts';
import type { Draft } from '../script.ts';
import { createEach, inParts, otherRequest, prepared } from './start.ts';
import { originals } from './value-retries.ts';
import { widest } from './wire.ts';

/** Of connections there may be few, and what is deployed is waited for. */
const mostOriginals = 4;

const printable = /^[\x20-\x7e]*$/;

const kept = (operation: CreateOperation, inputs: readonly Input[]): Draft => {
  const script = prepared(operation);
  const names = createEach(script, operation, inputs);
  script.settle(...names).restart();
  for (const name of names) script.retry(name).get(name);
  return script.aimedAt('durable', operation, 'after restart', 'every member, and text that is long or not ASCII');
};

const all = (operation: CreateOperation): Input[] => [
  ...fullRequests[operation].map(({ change }) => otherRequest(operation, change)),
  otherRequest(operation, widest(operation)),
  ...originals(operation).flatMap(({ input }) => (printable.test(JSON.stringify(input)) ? [] : [input])),
];

export const restartValues: readonly Draft[] = allCreates.flatMap((operation) =>
  inParts(all(operation), mostOriginals).map((inputs) => kept(operation, inputs)),
);
