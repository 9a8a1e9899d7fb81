// once: duplicates of one request, two to eight wide, come at the same time, and there is one resource, or none. A race
// is lost only now and then, and by windows of different width, so a program has several.
import { allCreates, besideIt, type CreateOperation, tokenCreates, versionCreates } from '../requests.ts';
import { type Draft, isAsynchronous, type Script } from '../script.ts';
import { asFirst, begun, deletionOf, isVersion, otherRequest, parents, prepared } from './start.ts';
import { stepAside } from './token-lives.ts';
import { afterEightHours, twiceEightHours } from './token-time.ts';

const connection = 'CreateEnvironmentAccountConnection';

/** How many duplicates come at the same time, and how many such races a program has. */
interface Shape {
  readonly width: number;
  readonly races: number;
}

const plainest: Shape = { width: 4, races: 1 };
const shapes: readonly Shape[] = [
  { width: 2, races: 8 },
  { width: 3, races: 5 },
  { width: 8, races: 2 },
];
/** Deployments are waited for, and only five connections may exist: fewer of them in one program. */
const mostDeployments = 3;
const mostConnections = 2;

export const racesOf = (operation: CreateOperation, races: number): string[] => {
  const most = () => {
    if (operation === connection) return mostConnections;
    return isVersion(operation) || !isAsynchronous(operation) ? races : mostDeployments;
  };
  return Array.from({ length: Math.min(races, most()) }, (_, nth) => `r${nth}`);
};

/** The request `label` for the first time, and duplicates of it, `width` in all. */
const createdTogether = (script: Script, operation: CreateOperation, label: string, width: number): Script =>
  script.together((at) => {
    at.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
    for (let more = 1; more < width; more++) at.retry(label);
  });

/** `width` duplicates of an earlier request. */
const retriedTogether = (script: Script, label: string, width: number): Script =>
  script.together((at) => {
    for (let nth = 0; nth < width; nth++) at.retry(label);
  });

const deletedTogether = (script: Script, label: string, width: number): Script =>
  script.together((at) => {
    for (let nth = 0; nth < width; nth++) at.delete(label);
  });

/** Once all has settled, the request finds what the race has made: `as`. */
export const askedAgain = (script: Script, label: string, as = 'again'): Script =>
  script.retry(label, { as }).settle(as).get(as);

const creations = (operation: CreateOperation, { width, races }: Shape): Draft => {
  const labels = racesOf(operation, races);
  const script = prepared(operation);
  for (const label of labels) askedAgain(createdTogether(script, operation, label, width), label);
  return script
    .effects('again')
    .aimedAt('once', operation, 'concurrent', `${width} duplicates, in ${labels.length} races`);
};

const deletions = (operation: CreateOperation, { width, races }: Shape): Draft => {
  const labels = racesOf(operation, races);
  const script = begun(operation);
  for (const label of labels)
    script.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
  script.settle(...labels, 'first');
  for (const label of labels) deletedTogether(script, label, width).settle(label).get(label).delete(label);
  return script
    .get('first')
    .effects('first')
    .aimedAt('once', deletionOf(operation), 'concurrent', `${width} duplicates, in ${labels.length} races`);
};

const ofOne = (operation: CreateOperation): Draft[] => {
  const aimed = (script: Script, about: string): Draft =>
    askedAgain(script, 'first').effects('again').aimedAt('once', operation, 'concurrent', about);
  const settled = () => begun(operation).settle('first');
  return [
    aimed(retriedTogether(settled(), 'first', 6), 'retries of what is there'),
    aimed(retriedTogether(begun(operation), 'first', 4), 'retries while it is being made'),
    aimed(begun(operation, {}, { fault: 'twice' }).retry('first', { fault: 'twice' }), 'doubled on the way'),
    aimed(
      retriedTogether(begun(operation, {}, { fault: 'timed-out' }), 'first', 3),
      'retries of a request that may still be under way',
    ),
    aimed(
      settled()
        .delete('first')
        .settle('first')
        .also((script) => askedAgain(retriedTogether(script, 'first', 4), 'first'))
        .delete('again')
        .settle('again')
        .also((script) => retriedTogether(script, 'first', 2)),
      'made again after deletions',
    ),
  ];
};

const twiceDeleted = (operation: CreateOperation): Draft =>
  deletedTogether(begun(operation).settle('first'), 'first', 3)
    .settle('first')
    .also((script) => askedAgain(script, 'first'))
    .also((script) => deletedTogether(script, 'again', 2))
    .settle('again')
    .delete('again', { fault: 'twice' })
    .get('again')
    .effects('again')
    .aimedAt('once', deletionOf(operation), 'concurrent', 'deleted, made again, deleted');

/** Where a template has no version yet there is nothing that a number, or a lock, could be taken from. */
const firstOfTemplate = (operation: CreateOperation, width: number): Draft =>
  parents(operation)
    .together((at) => {
      at.create('first', operation, otherRequest(operation, asFirst(operation)));
      for (let more = 1; more < width; more++) at.retry('first');
    })
    .also((script) => askedAgain(script, 'first'))
    .effects('again')
    .aimedAt('once', operation, 'concurrent', `${width} duplicates, the first version of a template`);

/** A token that has expired is raced for like a new one. */
const expired = (operation: CreateOperation): Draft => {
  const moves = operation === connection ? afterEightHours : twiceEightHours;
  const script = begun(operation).settle('first');
  let label = 'first';
  for (const [nth, seconds] of moves.entries()) {
    stepAside(operation, label, script).advance(seconds);
    label = `life ${nth}`;
    askedAgain(retriedTogether(script, 'first', 4 - nth), 'first', label);
  }
  return script.effects(label).aimedAt('once', operation, 'expired', 'duplicates after expiry');
};

export const races: readonly Draft[] = [
  ...allCreates.flatMap((operation) => [creations(operation, plainest), deletions(operation, plainest)]),
  ...allCreates.flatMap((operation) => [
    ...shapes.map((shape) => creations(operation, shape)),
    ...shapes.map((shape) => deletions(operation, shape)),
    ...ofOne(operation),
    twiceDeleted(operation),
  ]),
  ...versionCreates.flatMap((operation) => [2, 3, 8].map((width) => firstOfTemplate(operation, width))),
  ...tokenCreates.map(expired),
];
