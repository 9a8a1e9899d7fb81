// create.modified in time: a modification counts however long ago it was, whatever member came first, whatever was
// made of the resource since, and also if it came while the resource was still being made.
import {
  type Deployed,
  deployedCreates,
  type NameCreate,
  nameCreates,
  otherUpdate,
  templateCreates,
  update,
} from '../requests.ts';
import type { Draft } from '../script.ts';
import { redeployment } from '../updates.ts';
import { begun, otherRequest, publishOf, versionOf } from './start.ts';
import { muchLater } from './token-time.ts';

const muchLaterStill = (operation: NameCreate): Draft => {
  const { operation: updated, input } = update(operation);
  return begun(operation)
    .settle('first')
    .modify('first', updated, otherUpdate(operation).input)
    .settle('first')
    .advance(muchLater[0])
    .retry('first')
    .get('first')
    .modify('first', updated, input)
    .settle('first')
    .retry('first')
    .get('first')
    .aimedAt('create.modified', operation, 'modified', 'more than a year later, then once more by another member');
};

const whileBeingMade = (operation: Deployed): Draft[] =>
  [update(operation).input, redeployment(operation)].map((input) =>
    begun(operation)
      .modify('first', update(operation).operation, input)
      .retry('first')
      .settle('first')
      .get('first')
      .retry('first')
      .get('first')
      .aimedAt('create.modified', operation, 'being created', `updated meanwhile: ${Object.keys(input).join(', ')}`),
  );

/** What a version changes in its template must not make the template look unmodified. */
const thenVersionAdded = (operation: (typeof templateCreates)[number]): Draft => {
  const version = versionOf(operation);
  const { operation: updated, input } = update(operation);
  return begun(operation)
    .modify('first', updated, input)
    .create('version', version, otherRequest(version, { drop: ['majorVersion'], set: { templateName: '{{name:a}}' } }))
    .settle('version')
    .retry('first')
    .modify('version', publishOf(version), { status: 'PUBLISHED' })
    .retry('first')
    .get('first')
    .retry('version')
    .aimedAt('create.modified', operation, 'modified', 'then a version added and published');
};

export const createModifiedLater: readonly Draft[] = [
  ...nameCreates.map(muchLaterStill),
  ...deployedCreates.flatMap(whileBeingMade),
  ...templateCreates.map(thenVersionAdded),
];
