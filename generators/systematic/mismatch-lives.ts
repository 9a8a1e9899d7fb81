// token.mismatch and create.mismatch where the original has a history: made anew after its deletion or once its token had
// expired, being deployed anew, with versions of its own. What it was made with may be kept by code of its own each time.
import { labels, plainChanges } from '../changes/index.ts';
import {
  allCreates,
  type CreateOperation,
  type Deployed,
  deployedCreates,
  isByName,
  type TemplateCreate,
  templateCreates,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { redeployment } from '../updates.ts';
import { eachChange } from './mismatch-states.ts';
import { begun, otherRequest, versionOf } from './start.ts';
import { muchLater } from './token-time.ts';

/** A change of each member, as one may be compared and another not. */
const changedIn = (script: Script, operation: CreateOperation, about: string, label = 'first'): Draft =>
  eachChange(script, plainChanges(operation), label).aimedAt(
    isByName(operation) ? 'create.mismatch' : 'token.mismatch',
    operation,
    'one parameter changed',
    `${about}: ${labels(plainChanges(operation))}`,
  );

const madeAnew = (operation: CreateOperation): Draft => {
  const script = begun(operation).settle('first').delete('first').settle('first');
  return changedIn(
    script.retry('first', { as: 'second' }).settle('second'),
    operation,
    'made anew after its deletion',
    'second',
  );
};

const expired = (operation: VersionCreate): Draft => {
  const script = begun(operation).settle('first').advance(muchLater[0]);
  return changedIn(
    script.retry('first', { as: 'second' }).settle('second'),
    operation,
    'made anew once its token had expired',
    'second',
  );
};

/** To a spec that none of the changed requests has, as one that equals what it was modified to may succeed. */
const beingUpdated = (operation: Deployed): Draft =>
  changedIn(
    begun(operation).settle('first').modify('first', update(operation).operation, redeployment(operation, 'three')),
    operation,
    'while the update is in progress',
  );

const withVersion = (operation: TemplateCreate): Draft => {
  const version = versionOf(operation);
  const request = otherRequest(version, { drop: ['majorVersion'], set: { templateName: '{{name:a}}' } });
  const script = begun(operation).create('version', version, request).settle('version');
  return changedIn(script, operation, 'with a version');
};

export const mismatchLives: readonly Draft[] = [
  ...allCreates.map(madeAnew),
  ...versionCreates.map(expired),
  ...deployedCreates.map(beingUpdated),
  ...templateCreates.map(withVersion),
];
