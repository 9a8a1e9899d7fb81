// delete.first and async-delete.effect in lists that are narrowed by a filter, or asked for by the other account: whoever keeps an index for each must take
// out of all of them what is gone.
import type { Input } from '../../src/program/types.ts';
import type { CreateOperation } from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, deletionOf } from './start.ts';
import { into, type State, stages } from './states.ts';

const connection = 'CreateEnvironmentAccountConnection';

const environmentFilter: Input = {
  environmentTemplates: [{ templateName: '{{fixture:envTemplate}}', majorVersion: '1' }],
};

const connectionFilters: readonly Input[] = [
  { environmentName: '{{name:a}}' },
  { statuses: ['PENDING', 'CONNECTED', 'REJECTED'] },
  { environmentName: '{{name:a}}', statuses: ['PENDING', 'CONNECTED', 'REJECTED'] },
  { requestedBy: 'MANAGEMENT_ACCOUNT' },
];

const narrowed = (operation: CreateOperation, filters: readonly Input[], state: State = ['as it was made']): Draft => {
  const script = into(begun(operation).settle('first'), state);
  for (const filter of filters) script.filtered('first', filter);
  script.delete('first').settle('first');
  for (const filter of filters) script.filtered('first', filter);
  const guarantee = operation === connection ? 'delete.first' : 'async-delete.effect';
  return script.aimedAt(guarantee, deletionOf(operation), 'deleted', `${state[0]}; lists narrowed by a filter`);
};

export const listFilters: readonly Draft[] = [
  narrowed('CreateEnvironment', [environmentFilter]),
  ...[undefined, ...stages(connection)].map((state) => narrowed(connection, connectionFilters, state)),
];
