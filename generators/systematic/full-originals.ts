// Originals with every member there is, each with what must be there for it: most need no more than the standard request.
import type { Change } from '../../src/program/types.ts';
import { type Full, fullRequests } from '../full.ts';
import type { CreateOperation } from '../requests.ts';
import { Script } from '../script.ts';
import { begun, merged, otherRequest } from './start.ts';

export interface FullOriginal extends Full {
  /** The parents and the request, changed so, labelled `first`; `change` is the full one, and perhaps more. */
  begin(change?: Change): Script;
  /** The labels of what stands beside it and is in use. */
  readonly beside: readonly string[];
}

/** Of an environment: in another account, by the connection that was made just before. */
const connected: Change = {
  drop: ['protonServiceRoleArn'],
  set: { environmentAccountConnectionId: '{{made:0.id}}' },
};

const onConnection: FullOriginal = {
  label: 'an account connection',
  change: connected,
  beside: ['connection'],
  begin: (change = {}) =>
    new Script()
      .create('connection', 'CreateEnvironmentAccountConnection', otherRequest('CreateEnvironmentAccountConnection'))
      .modify('connection', 'AcceptEnvironmentAccountConnection')
      .create('first', 'CreateEnvironment', otherRequest('CreateEnvironment', merged(connected, change))),
};

/** Each full request for `operation`. */
export const fullOriginals = (operation: CreateOperation): FullOriginal[] => [
  ...fullRequests[operation].map((full) => ({
    ...full,
    beside: [],
    begin: (change: Change = {}) => begun(operation, merged(full.change, change)),
  })),
  ...(operation === 'CreateEnvironment' ? [onConnection] : []),
];

/** An environment by an account connection, labelled `connection`. */
export const begunOnConnection = (): Script => onConnection.begin();
