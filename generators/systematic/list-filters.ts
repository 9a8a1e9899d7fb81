// delete.first and async-delete.effect in lists that are narrowed by a filter, or asked for by the other account: whoever keeps an index for each must take
// out of all of them what is gone.
import type { Input } from '../../src/program/types.ts';
import type { CreateOperation } from '../requests.ts';
import type { Draft } from '../script.ts';
import { majorUpgrade } from '../updates.ts';
import { begun, deletionOf } from './start.ts';
import { into, type State, stages } from './states.ts';

const connection = 'CreateEnvironmentAccountConnection';

const byMajor = (majorVersion: string): Input => ({
  environmentTemplates: [{ templateName: '{{fixture:envTemplate}}', majorVersion }],
});

const byStatuses = (...statuses: readonly string[]): Input => ({ statuses: [...statuses] });

/** All that it is, or was at some time, is asked for. */
const connectionFilters: readonly Input[] = [
  { environmentName: '{{name:a}}' },
  byStatuses('PENDING', 'CONNECTED', 'REJECTED'),
  ...['PENDING', 'CONNECTED', 'REJECTED'].map((status) => byStatuses(status)),
  { environmentName: '{{name:a}}', ...byStatuses('PENDING', 'CONNECTED', 'REJECTED') },
  { requestedBy: 'MANAGEMENT_ACCOUNT' },
];

const asMade: State = ['as it was made'];

const upgraded: State = ['moved to another major version', ['UpdateEnvironment', { ...majorUpgrade }]];

/** Listed by every filter before and after it is brought into the state, and once it is deleted. */
const narrowed = (operation: CreateOperation, filters: readonly Input[], state: State): Draft => {
  const script = begun(operation).settle('first');
  const eachFilter = (): void => {
    for (const filter of filters) script.filtered('first', filter);
  };
  if (state !== asMade) eachFilter();
  into(script, state).settle('first');
  eachFilter();
  script.delete('first').settle('first');
  eachFilter();
  const guarantee = operation === connection ? 'delete.first' : 'async-delete.effect';
  return script.aimedAt(guarantee, deletionOf(operation), 'deleted', `${state[0]}; lists narrowed by a filter`);
};

export const listFilters: readonly Draft[] = [
  ...[asMade, upgraded].map((state) => narrowed('CreateEnvironment', ['1', '2'].map(byMajor), state)),
  ...[asMade, ...stages(connection)].map((state) => narrowed(connection, connectionFilters, state)),
];
