// What comes of a request only seconds later, as from a queue of jobs: retries and refused requests are harmless then, too,
// and a retry of a deletion takes nothing that was made since.
import {
  type CreateOperation,
  changedThroughout,
  deployedCreates,
  isByName,
  type TemplateCreate,
  templateCreates,
  versionCreates,
} from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, deletionOf, nextSecondMs, secondsLaterMs } from './start.ts';

const ofRetries = (operation: CreateOperation): Draft[] => {
  const [retry, harmless] = isByName(operation)
    ? ['create.retry', 'create.rejected-harmless']
    : ['token.retry', 'token.mismatch-harmless'];
  const settled = () => begun(operation).settle('first').instances('first').get('first').wait(nextSecondMs);
  return [
    settled()
      .retry('first')
      .wait(secondsLaterMs)
      .get('first')
      .instances('first')
      .aimedAt(retry!, operation, 'same parameters', 'nothing comes of a retry seconds later'),
    settled()
      .retry('first', { change: changedThroughout(operation) })
      .wait(secondsLaterMs)
      .get('first')
      .instances('first')
      .retry('first')
      .aimedAt(harmless!, operation, 'one parameter changed', 'nothing comes of a refused request seconds later'),
  ];
};

const ofDeletions = (operation: TemplateCreate): Draft =>
  begun(operation)
    .delete('first')
    .delete('first')
    .retry('first', { as: 'second' })
    .get('second')
    .wait(secondsLaterMs)
    .get('second')
    .list('second')
    .aimedAt('delete.only', deletionOf(operation), 'recreated', 'nothing comes of a retry seconds later');

export const secondsLater: readonly Draft[] = [
  ...[...deployedCreates, ...versionCreates].flatMap(ofRetries),
  ...templateCreates.map(ofDeletions),
];
