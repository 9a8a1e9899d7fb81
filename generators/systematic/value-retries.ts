// token.retry and create.retry of requests with every value that the changes know: an endpoint that stores a value other
// than it came (trimmed, cut, folded, sorted) must not take the very same request for another one.
import { changedInput } from '../../src/program/change.ts';
import type { Input } from '../../src/program/types.ts';
import { changes, labels, memberOf, silentChanges } from '../changes/index.ts';
import { allCreates, besideIt, type CreateOperation, isDeployed, standardRequest } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { createEach, inParts, prepared } from './start.ts';

interface Original {
  readonly label: string;
  readonly input: Input;
}

/** What names the original is each one's own, and a number of a version that is not there is refused. */
const ownMembers = new Set(['name', 'environmentName', 'majorVersion']);

export function originals(operation: CreateOperation): Original[] {
  const all = [...changes(operation), ...silentChanges(operation)].filter(
    ({ change }) => !ownMembers.has(memberOf(change) ?? ''),
  );
  const inputs = all.flatMap(({ label, base, change }): Original[] => {
    const first = changedInput(standardRequest(operation), base);
    return [
      { label: `original of "${label}"`, input: first },
      { label, input: changedInput(first, change) },
    ];
  });
  return [...new Map(inputs.map((original) => [JSON.stringify(original.input), original])).values()];
}

const retriedOf = (operation: CreateOperation, members: readonly Original[]): Script => {
  const script = prepared(operation);
  const inputs = members.map(({ input }) => input);
  const names = createEach(script, operation, inputs);
  if (isDeployed(operation)) script.settle(...names);
  for (const name of names) script.retry(name);
  return script;
};

/** Of connections there may be few, so each is deleted again. */
const retriedInTurn = (operation: CreateOperation, members: readonly Original[]): Script => {
  const script = prepared(operation);
  for (const [n, { input }] of members.entries()) {
    const name = `v${n}`;
    script
      .create(name, operation, changedInput(input, besideIt(operation, name, name)))
      .retry(name)
      .delete(name);
  }
  return script;
};

const valuesOf = (operation: CreateOperation): Draft[] => {
  const retried = operation === 'CreateEnvironmentAccountConnection' ? retriedInTurn : retriedOf;
  const guarantee = standardRequest(operation).clientToken === undefined ? 'create.retry' : 'token.retry';
  return inParts(originals(operation)).map((members) =>
    retried(operation, members).aimedAt(guarantee, operation, 'same parameters', `the values ${labels(members)}`),
  );
};

export const valueRetries: readonly Draft[] = allCreates.flatMap(valuesOf);
