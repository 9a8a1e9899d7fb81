// The whole life of what is made with every member there is: made, asked for again, deleted twice, made anew.
import { fullRequests } from '../full.ts';
import { allCreates, type CreateOperation, isDeployed } from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, deletionOf } from './start.ts';

const life = (operation: CreateOperation): Draft[] =>
  fullRequests[operation].map(({ label, change }) =>
    begun(operation, change)
      .retry('first')
      .settle('first')
      .get('first')
      .retry('first')
      .get('first')
      .listTags('first')
      .delete('first')
      .settle('first')
      .get('first')
      .delete('first')
      .list('first')
      .retry('first', { as: 'second' })
      .settle('second')
      .get('second')
      .delete('second')
      .settle('second')
      .aimedAt(
        isDeployed(operation) ? 'async-delete.effect' : 'delete.first',
        deletionOf(operation),
        'deleted',
        `made with ${label}`,
      ),
  );

export const fullLives: readonly Draft[] = allCreates.flatMap(life);
