// create.modified and token.retry of what is made with every member there is, after each update of what only such a resource
// has: of a role that it was given, of the repository or connection that provisions it, of the instances that it has. Then
// it is deleted, as what has moved on may be deleted by other code.
import { type Full, fullRequests } from '../full.ts';
import {
  allCreates,
  besideIt,
  type CreateOperation,
  deployedCreates,
  isByName,
  specOfTwo,
  type Update,
  update,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { deployment } from '../updates.ts';
import { begunOnConnection } from './full-originals.ts';
import { createEach, otherRequest, prepared } from './start.ts';

/** Each update of an original of its own, so that none is hidden by another. */
const updatedEach = (operation: CreateOperation, { label, change, updates = [] }: Full): Draft => {
  const script = prepared(operation);
  const inputs = updates.map(() => otherRequest(operation, change));
  const names = createEach(script, operation, inputs);
  script
    .settle(...names)
    .get(...names)
    .instances(...names);
  for (const [n, name] of names.entries()) script.modify(name, updates[n]!.operation, updates[n]!.input);
  script.settle(...names);
  for (const name of names) script.get(name).instances(name).retry(name).instances(name).get(name);
  return deletedThen(script, names).aimedAt(
    isByName(operation) ? 'create.modified' : 'token.retry',
    operation,
    'modified',
    `made with ${label}: ${updates.map(({ input }) => Object.keys(input).join(', ')).join('; ')}`,
  );
};

const deletedThen = (script: Script, names: readonly string[]): Script => {
  for (const name of names) script.delete(name);
  script.settle(...names).get(...names);
  for (const name of names) script.delete(name);
  return script;
};

const deployedAnew = (operation: CreateOperation): Update[] =>
  deployedCreates.filter((each) => each === operation).map(deployment);

const each = (operation: CreateOperation): Draft[] =>
  fullRequests[operation].map(({ updates = [update(operation)], ...full }) =>
    updatedEach(operation, { ...full, updates: [...updates, ...deployedAnew(operation)] }),
  );

const instanceAdded = updatedEach('CreateService', {
  label: 'one instance',
  change: {},
  updates: [{ operation: 'UpdateService', input: { spec: specOfTwo } }],
});

/** To another connection for the same environment, which an endpoint may refuse. */
const movedToConnection = (): Draft => {
  const connection = 'CreateEnvironmentAccountConnection';
  const { clientToken } = besideIt(connection).set!;
  const script = begunOnConnection()
    .retry('connection', { change: { set: { clientToken: clientToken! } }, as: 'other' })
    .modify('other', 'AcceptEnvironmentAccountConnection')
    .settle('first')
    .get('first');
  script.modify('first', 'UpdateEnvironment', {
    deploymentType: 'NONE',
    environmentAccountConnectionId: script.made('other', 'id'),
  });
  return script
    .settle('first')
    .get('first')
    .retry('first')
    .retry('connection')
    .retry('other')
    .get('first', 'connection', 'other')
    .also((moved) => deletedThen(moved, ['first']))
    .aimedAt('create.modified', 'CreateEnvironment', 'modified', 'another account connection');
};

export const fullUpdates: readonly Draft[] = [...allCreates.flatMap(each), instanceAdded, movedToConnection()];
