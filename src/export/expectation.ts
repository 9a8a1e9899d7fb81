// What the answer that shows a violation would have to be, as conditions that need no model: from what was allowed, in the
// words of the violation, and what the recorded answers showed. Where they do not say it, there is no expectation.
import type { Violation } from '../checker/types.ts';
import { operations, resources } from '../specs/index.ts';
import { madeExpectation } from './expectation-changes.ts';
import { formExpectation } from './expectation-form.ts';
import { instancesExpectation, listExpectation, tagsExpectation } from './expectation-lists.ts';
import { lookExpectation } from './expectation-looks.ts';
import type { Recorded } from './recorded.ts';
import type { Action, Expectation } from './types.ts';

export interface Evidence {
  readonly violation: Pick<Violation, 'allowed' | 'observed' | 'situation' | 'guarantee'>;
  /** The calls up to the one that shows the violation, which is the last. */
  readonly recorded: readonly Recorded[];
  readonly actions: readonly Action[];
  /** The number of the answer that is checked. */
  readonly checked: number;
  /** What recorded names begin with. */
  readonly namespace: string;
}

/** What the model allows where the runner has stopped waiting; the call of such a violation is an earlier one. */
export const neverEnds = 'absence, or DELETE_FAILED';

/** The conditions of a right answer; undefined where the program's answers cannot show it alone. */
export const expectationOf = (evidence: Evidence): Expectation | undefined => {
  const last = evidence.recorded.at(-1);
  if (last === undefined) return undefined;
  const { operation } = last.invocation;
  if (evidence.violation.allowed.includes(neverEnds)) return overExpectation(evidence);
  if (last.outcome?.kind === 'malformed') return formExpectation(evidence, last);
  const found = byRole(evidence, last, operations[operation]?.role);
  if (found === undefined || found.length === 0) return undefined;
  return [...new Map(found.map((all) => [JSON.stringify(all), all])).values()];
};

const byRole = (evidence: Evidence, last: Recorded, role: string | undefined): Expectation | undefined => {
  switch (role) {
    case 'get':
      return lookExpectation(evidence, last);
    case 'list':
      return listExpectation(evidence, last);
    case 'listTags':
      return tagsExpectation(evidence);
    case 'listInstances':
      return instancesExpectation(evidence);
    default:
      return madeExpectation(evidence, last);
  }
};

/** The work ends within the limit of the poll. */
const overExpectation = ({ actions, checked }: Evidence): Expectation | undefined => {
  const action = actions.find((one) => one.do === 'settle' && one.answer === checked);
  if (action?.do !== 'settle') return undefined;
  const resource = operations[action.get.operation]?.resource;
  const status = resource && resources[resource].status;
  if (resource === undefined || status === undefined) return undefined;
  const at = { answer: checked, path: [resources[resource].detail, status.member] };
  return [
    [{ is: 'error', answer: checked, types: ['ResourceNotFoundException'] }],
    [{ is: 'none-of', at, values: status.passing.map((value) => ({ value })) }],
  ];
};
