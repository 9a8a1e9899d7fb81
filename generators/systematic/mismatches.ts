// token.mismatch and create.mismatch, named and harmless: every way to change exactly one parameter, several to one
// original, which is looked at before and after, and retried correctly at the end.
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../src/program/types.ts';
import { type Group, grouped } from '../changes/grouped.ts';
import { changes, labels, type Mutation, membersOf, oneOfEach } from '../changes/index.ts';
import {
  allCreates,
  type CreateOperation,
  changed,
  changedThroughout,
  otherUpdate,
  standardRequest,
  tokenCreates,
  type Update,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { type FullOriginal, fullOriginals } from './full-originals.ts';
import { mismatchLives } from './mismatch-lives.ts';
import { eachChange, mismatchStates, mostChanges } from './mismatch-states.ts';
import { begun, begunAlone, createEach, inParts, isVersion, merged, nextSecondMs, otherRequest } from './start.ts';

const isByToken = (operation: CreateOperation) => standardRequest(operation).clientToken !== undefined;
const mismatch = (operation: CreateOperation) => (isByToken(operation) ? 'token.mismatch' : 'create.mismatch');
const named = (operation: CreateOperation) => `${mismatch(operation)}-named`;
const harmless = (operation: CreateOperation) =>
  isByToken(operation) ? 'token.mismatch-harmless' : 'create.rejected-harmless';

/** A version that names a major version needs one beside it; all others can be the first of their template. */
const original = (operation: CreateOperation, base: Change, about: readonly Mutation[]): Script =>
  isVersion(operation) && about.some(({ label }) => label.startsWith('majorVersion'))
    ? begun(operation, base)
    : begunAlone(operation, base);

const each = (operation: CreateOperation, { base, members }: Group<Mutation>): Draft => {
  const script = original(operation, base, members).settle('first').get('first');
  return eachChange(script, members).aimedAt(mismatch(operation), operation, 'one parameter changed', labels(members));
};

/**
 * Values that a strict endpoint might refuse: where the original has them, only one that takes them is judged. It is not
 * sent again afterwards, nor made with the values of two changes: where it was refused, a changed request is the first one.
 */
const unsafe = (operation: CreateOperation, all: readonly Mutation[]): Draft[] => {
  const baseOf = ({ base }: Mutation): string => JSON.stringify(base);
  const bases = [...new Set(all.map(baseOf))];
  return bases.flatMap((base) =>
    inParts(
      all.filter((mutation) => baseOf(mutation) === base),
      mostChanges,
    ).map((members) => {
      const script = begunAlone(operation, members[0]!.base).retry('first').settle('first');
      for (const { change } of members) script.retry('first', { change, as: 'changed' });
      return script.get('changed').aimedAt(mismatch(operation), operation, 'one parameter changed', labels(members));
    }),
  );
};

/** Members that the original lacks: others are made with them first, so that an endpoint that refuses those is not judged. */
const added = (operation: CreateOperation, leftOut: readonly Mutation[]): Draft[] => {
  if (leftOut.length === 0) return [];
  const script = new Script();
  const taken = leftOut.map(({ base }) => otherRequest(operation, base));
  createEach(script, operation, taken);
  script.create('first', operation, otherRequest(operation)).settle('first');
  for (const { base } of leftOut) script.retry('first', { change: base });
  const about = leftOut.map(({ base }) => membersOf(base).join(', ')).join(' · ');
  return [
    script
      .retry('first')
      .get('first')
      .aimedAt(mismatch(operation), operation, 'one parameter changed', `added: ${about}`),
  ];
};

/** One change of each member to an original that has every member there is: one may hide another from comparison. */
const amongAll = (operation: CreateOperation, { label, change: full, begin }: FullOriginal): Draft[] => {
  const isFull = (member: string) => full.set?.[member] !== undefined || full.drop?.includes(member);
  const isPart = (base: Change) => membersOf(base).every((m) => isDeepStrictEqual(base.set?.[m], full.set?.[m]));
  // What a member that is added goes with may be what the others exclude.
  const fits = ({ base, change, safe }: Mutation): boolean =>
    (isPart(base) || (safe && !membersOf(base).some(isFull))) &&
    membersOf(change).every((m) => !isFull(m) || membersOf(base).includes(m));
  const among = oneOfEach(changes(operation).filter(fits)).map((mutation) => ({
    ...mutation,
    base: merged(full, mutation.base),
  }));
  return grouped(among, mostChanges).map(({ base, members }) =>
    eachChange(begin(base).retry('first').settle('first'), members).aimedAt(
      mismatch(operation),
      operation,
      'one parameter changed',
      `made with ${label}: ${labels(members)}`,
    ),
  );
};

/** There must be another major version for the changed request to be a good one. */
const otherMajor = (operation: VersionCreate): Draft =>
  begun(operation)
    .create(
      'major',
      operation,
      otherRequest(operation, { drop: ['majorVersion'], set: { clientToken: '{{token:major}}' } }),
    )
    .retry('first', { change: { set: { majorVersion: '2' } } })
    .retry('first')
    .aimedAt('token.mismatch', operation, 'one parameter changed', 'majorVersion: another');

/** What a refused request left behind may show only once an update writes the resource: each shows what the other sets. */
const updatedThen = (script: Script, { operation, input }: Update): Script =>
  script.modify('first', operation, input).settle('first').get('first').listTags('first');

const looked = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .settle('first')
    .instances('first')
    .get('first')
    .listTags('first')
    .wait(nextSecondMs)
    .retry('first', { change: changedThroughout(operation), as: 'refused' })
    .retry('refused')
    .instances('first')
    .get('first')
    .listTags('first')
    .retry('first')
    .list('first')
    .also((script) => updatedThen(script, otherUpdate(operation)))
    .aimedAt(harmless(operation), operation, 'one parameter changed', 'refused twice, looked at, retried, updated'),
  begunAlone(operation)
    .retry('first')
    .retry('first', { change: changedThroughout(operation) })
    .retry('first')
    .settle('first')
    .retry('first', { change: { ...changed(operation), drop: ['tags'] } })
    .retry('first')
    .get('first')
    .also((script) => updatedThen(script, update(operation)))
    .aimedAt(named(operation), operation, 'one parameter changed', 'between correct retries, at once and once settled'),
];

export const mismatches: readonly Draft[] = [
  ...allCreates.flatMap((operation) => {
    const all = changes(operation);
    const safe = all.filter((mutation) => mutation.safe);
    return [
      ...looked(operation),
      ...grouped(safe, mostChanges).map((group) => each(operation, group)),
      ...unsafe(
        operation,
        all.filter((mutation) => !mutation.safe),
      ),
      ...added(
        operation,
        all.filter(({ safe, change }) => !safe && change.set === undefined),
      ),
      ...fullOriginals(operation).flatMap((full) => amongAll(operation, full)),
    ];
  }),
  ...versionCreates.map(otherMajor),
  ...tokenCreates.flatMap(mismatchStates),
  ...mismatchLives,
];
