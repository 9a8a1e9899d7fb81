// What makes a program a right one: its references lead somewhere, its symbols are known, its requests are valid by the
// wire model, and it never changes a fixture. For tests of whatever writes programs.
import { changedInput } from '../../src/program/change.ts';
import { type SingleStep, sendingsOf, singleSteps } from '../../src/program/facts.ts';
import type { Input, Program, Step } from '../../src/program/types.ts';
import { api, operations, resources } from '../../src/specs/index.ts';
import { fixtures } from '../fixtures.ts';
import { concrete, wireProblems } from './laws.ts';

interface Request {
  readonly operation: string;
  readonly input: Input;
}

/** Everything that is wrong with the program, in words. */
export function programProblems({ steps }: Pick<Program, 'steps'>): string[] {
  const requests: Request[] = [];
  const problems = steps.flatMap((step, at) => widthProblems(step).map((problem) => `step ${at}: ${problem}`));
  for (const [at, step] of singleSteps(steps).entries()) {
    if (step.do === 'advance' || step.do === 'wait') continue;
    const of = step.do === 'create' ? undefined : requests[requests.length - 1 - step.of];
    const found =
      step.do !== 'create' && of === undefined ? ['there is no such earlier request'] : stepProblems(step, of);
    problems.push(...found.map((problem) => `step ${at} (${step.do}): ${problem}`));
    if (step.do === 'create') requests.push(step);
    else if (step.do === 'retry' && of !== undefined)
      requests.push({ ...of, input: changedInput(of.input, step.change ?? {}) });
  }
  return problems;
}

const mostTogether = 8;

function widthProblems(step: Step): string[] {
  const { length } = sendingsOf(step);
  if (step.do === 'together' && length < 2) return ['nothing is sent at the same time'];
  return length > mostTogether ? [`${length} requests at the same time`] : [];
}

function stepProblems(step: Exclude<SingleStep, { do: 'advance' | 'wait' }>, of: Request | undefined): string[] {
  switch (step.do) {
    case 'create':
      return requestProblems(step.operation, step.input);
    case 'retry':
      return requestProblems(of!.operation, changedInput(of!.input, step.change ?? {}));
    case 'modify':
      return modifyProblems(step.operation, step.input, of!);
    default:
      return [];
  }
}

/** Tokens are left out: what the wire model forbids of them is part of what is promised. */
function requestProblems(operation: string, { clientToken, ...input }: Input): string[] {
  if (operations[operation]?.role !== 'create') return [`${operation} is no create`];
  if (concrete({ clientToken: clientToken ?? '' }) === undefined) return ['an unknown symbol in the token'];
  return [...wireProblems(api.operations[operation]!.input, input), ...fixtureProblems(operation, input)];
}

function modifyProblems(operation: string, input: Input, of: Request): string[] {
  const facts = operations[operation];
  if (facts?.keys === undefined) return [`${operation} is not known`];
  if (facts.resource !== undefined && facts.resource !== operations[of.operation]!.resource)
    return [`${operation} is no update of what ${of.operation} makes`];
  const shape = api.operations[operation]!.input;
  return wireProblems(shape, input).filter(
    (problem) => !Object.keys(facts.keys!).some((key) => problem === `${shape}.${key} is missing`),
  );
}

const names = new Set(fixtures.map(({ name }) => name));

/** A fixture may be named as a parent that is only read: not as the template to which a version is added. */
function fixtureProblems(operation: string, input: Input): string[] {
  const unknown = [...JSON.stringify(input).matchAll(/\{\{fixture:([^{}]*)\}\}/g)]
    .map(([, name]) => name!)
    .filter((name) => !names.has(name));
  const parent = resources[operations[operation]!.resource!].parent?.member;
  const changed = parent !== undefined && String(input[parent]).includes('{{fixture:');
  return [
    ...unknown.map((name) => `no fixture is called ${name}`),
    ...(changed ? ['a version is added to a fixture'] : []),
  ];
}
