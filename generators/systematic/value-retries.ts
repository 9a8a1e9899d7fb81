// token.retry and create.retry of requests with every value that the changes know: an endpoint that stores a value other
// than it came (trimmed, cut, folded, sorted) must not take the very same request for another one.
import { isDeepStrictEqual } from 'node:util';
import { changedInput } from '../../src/program/change.ts';
import type { Input } from '../../src/program/types.ts';
import { changes, memberOf, silentChanges } from '../changes/index.ts';
import { allCreates, besideIt, type CreateOperation, isDeployed, standardRequest } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { createEach, inParts, prepared } from './start.ts';

interface Original {
  readonly label: string;
  readonly input: Input;
  /** False where a strict endpoint might refuse it. */
  readonly safe: boolean;
}

/** What names the original is each one's own, and a number of a version that is not there is refused. */
const ownMembers = new Set(['name', 'environmentName', 'majorVersion']);

export function originals(operation: CreateOperation): Original[] {
  const silent = silentChanges(operation).map((change) => ({ ...change, safe: true }));
  const all = [...changes(operation), ...silent].filter(({ change }) => !ownMembers.has(memberOf(change) ?? ''));
  const inputs = all.flatMap(({ label, base, change, safe }): Original[] => {
    const first = changedInput(standardRequest(operation), base);
    return [
      { label: `original of "${label}"`, input: first, safe },
      { label, input: changedInput(first, change), safe },
    ];
  });
  return [...new Map(inputs.map((original) => [JSON.stringify(original.input), original])).values()];
}

/** The parts of a request that vary by themselves; a template and its version are one, as not every template has each. */
const partsOf = (operation: CreateOperation, input: Input): Set<string> => {
  const standard = standardRequest(operation);
  const members = [...new Set([...Object.keys(standard), ...Object.keys(input)])];
  const own = members.filter((member) => !isDeepStrictEqual(standard[member], input[member]));
  return new Set(own.map((member) => (member.startsWith('template') ? 'template' : member)));
};

const isApart = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].every((part) => !others.has(part));

/** `to` with what makes `from` another than the standard request. */
const joined = (operation: CreateOperation, to: Input, from: Input): Input => {
  const standard = standardRequest(operation);
  const left = Object.entries(to).filter(([member]) => member in from || !(member in standard));
  const own = Object.entries(from).filter(([member, value]) => !isDeepStrictEqual(standard[member], value));
  return { ...Object.fromEntries(left), ...Object.fromEntries(own) };
};

/**
 * Fewer requests with as many values: each has one of every part. What might be refused stands alone, so that the others
 * are stored.
 */
function woven(operation: CreateOperation): Original[] {
  const made: Original[] = [];
  for (const original of originals(operation)) {
    const parts = partsOf(operation, original.input);
    const fit = made.findIndex(({ safe, input }) => safe && isApart(parts, partsOf(operation, input)));
    if (fit < 0 || !original.safe) made.push(original);
    else {
      const { label, input, safe } = made[fit]!;
      made[fit] = { label: `${label} + ${original.label}`, input: joined(operation, input, original.input), safe };
    }
  }
  return made;
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
  return inParts(woven(operation)).map((members) => {
    const about = `values from ${members[0]!.label} to ${members.at(-1)!.label}`;
    return retried(operation, members).aimedAt(guarantee, operation, 'same parameters', about);
  });
};

export const valueRetries: readonly Draft[] = allCreates.flatMap(valuesOf);
