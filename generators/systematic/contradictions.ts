// once among requests that contradict each other: two contents for one token or name, at the same time. One of them wins,
// wholly, and the other one is a mismatch from then on.
import { allCreates, besideIt, type CreateOperation, changed } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { askedAgain, racesOf } from './races.ts';
import { begun, otherRequest, prepared } from './start.ts';

/** How many of each content come at the same time, and how many such races a program has. */
const shapes: readonly { readonly copies: number; readonly races: number }[] = [
  { copies: 1, races: 8 },
  { copies: 2, races: 4 },
  { copies: 3, races: 4 },
  { copies: 4, races: 2 },
];

/** `copies` requests with each content, but for the very first; those with the other content are labelled `other …`. */
const bothOf = (script: Script, operation: CreateOperation, label: string, copies: number): Script => {
  script.retry(label, { as: `other ${label}`, change: changed(operation) });
  for (let more = 1; more < copies; more++) script.retry(label).retry(`other ${label}`);
  return script;
};

/** Of each race the one that won is there, and the other one a mismatch. */
const oneOfEach = (script: Script, operation: CreateOperation, labels: readonly string[], about: string): Draft => {
  for (const label of labels) script.retry(label, { as: 'one' }).retry(`other ${label}`).settle('one').get('one');
  return script.effects('one').aimedAt('once', operation, 'concurrent', about);
};

const contradicting = (operation: CreateOperation, { copies, races }: (typeof shapes)[number]): Draft => {
  const labels = racesOf(operation, races);
  const script = prepared(operation);
  for (const label of labels)
    script.together((at) => {
      at.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
      bothOf(at, operation, label, copies);
    });
  return oneOfEach(script, operation, labels, `${copies} of each content, in ${labels.length} races`);
};

/** The same of what was made and deleted before: it is known to be accepted, and something may be left of it. */
const contradictingAgain = (operation: CreateOperation): Draft => {
  const labels = racesOf(operation, 4);
  const script = prepared(operation);
  for (const label of labels)
    script
      .create(label, operation, otherRequest(operation, besideIt(operation, label, label)))
      .settle(label)
      .delete(label)
      .settle(label)
      .together((at) => bothOf(at.retry(label), operation, label, 2));
  return oneOfEach(script, operation, labels, `made again, two contents, in ${labels.length} races`);
};

const mismatching = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .together((at) => bothOf(at.retry('first'), operation, 'first', 2))
    .also((script) => askedAgain(script, 'first'))
    .retry('other first')
    .effects('first')
    .aimedAt('once', operation, 'concurrent', 'retries and mismatches of what is there');

export const contradictions: readonly Draft[] = allCreates.flatMap((operation) => [
  ...shapes.map((shape) => contradicting(operation, shape)),
  contradictingAgain(operation),
  mismatching(operation),
]);
