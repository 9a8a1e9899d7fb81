// Conditions on lists, all pages together: what stands in them, what doesn't, and how the tags of a resource stand.
import type { Json } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import { membersIn } from './expectation-looks.ts';
import type { Recorded } from './recorded.ts';
import { memberOf, type Showing, showingsOf } from './showings.ts';
import type { Action, Condition, Expectation } from './types.ts';
import { ofRun, placeholder } from './values.ts';

/** The member that carries a name of our choosing. */
const namedBy = (type: ResourceType): string =>
  resources[type].parent?.member ?? (type === 'environmentAccountConnection' ? 'environmentName' : 'name');

export const listExpectation = (evidence: Evidence, last: Recorded): Expectation | undefined => {
  const type = operations[last.invocation.operation]?.resource;
  const [phrase = ''] = evidence.violation.allowed;
  if (type === undefined) return undefined;
  const { checked: answer, namespace } = evidence;
  const showings = showingsOf(evidence, type);
  const keyOf = (showing: Showing): Record<string, Json> =>
    Object.fromEntries(resources[type].key.map((member) => [member, live(type, showing, member, namespace)]));
  const [, which, what] = /^(.*) (is listed|is not listed|unchanged)$/s.exec(phrase) ?? [];
  if (what !== undefined) {
    const showing = showings.findLast(({ detail }) => resources[type].key.map((m) => detail[m]).join(' ') === which);
    if (showing === undefined) return undefined;
    const at = (path: string[]) => ({ answer, path: [resources[type].listed, ...path], item: keyOf(showing) });
    if (what !== 'unchanged') return [[{ is: 'missing', at: at([]), expected: what === 'is not listed' }]];
    const conditions = membersIn(evidence.violation.observed).map(
      (member): Condition => ({
        is: 'one-of',
        at: at([member]),
        values: [listedBefore(evidence, type, member, keyOf(showing)) ?? memberOf(type, showing.answer, member)],
      }),
    );
    return conditions.length > 0 ? [conditions] : undefined;
  }
  if (phrase !== 'only what the calls have made is listed') return undefined;
  const at = { answer, path: [resources[type].listed] };
  const made = showings.filter(({ recorded }) => operations[recorded.invocation.operation]?.role === 'create');
  const distinct = new Map(made.map((one) => [JSON.stringify(resources[type].key.map((m) => one.detail[m])), one]));
  return [[{ is: 'only', at, name: namedBy(type), keys: [...distinct.values()].map(keyOf) }]];
};

/** A key member: a name of ours as it is, what the endpoint chose from the live answer. */
const live = (type: ResourceType, { answer, detail }: Showing, member: string, namespace: string): Json =>
  member === namedBy(type) && typeof detail[member] === 'string'
    ? ofRun(detail[member], namespace)
    : placeholder({ answer, path: [resources[type].detail, member] });

const listedBefore = (
  { actions, checked }: Evidence,
  type: ResourceType,
  member: string,
  item: Readonly<Record<string, Json>>,
) => {
  const earlier = actions.findLast(
    (action): action is Extract<Action, { do: 'call' }> =>
      action.do === 'call' && action.operation === resources[type].list && action.answer < checked,
  );
  return earlier && { answer: earlier.answer, path: [resources[type].listed, member], item };
};

export const tagsExpectation = ({ violation, checked, namespace }: Evidence): Expectation | undefined => {
  const [, text] = /^tags (.*)$/s.exec(violation.allowed[0] ?? '') ?? [];
  if (text === undefined) return undefined;
  try {
    const tags: unknown = text === '(none)' ? [] : JSON.parse(`[${text}]`);
    if (!Array.isArray(tags)) return undefined;
    return [[{ is: 'tags', at: { answer: checked, path: ['tags'] }, tags: ofRun(tags as Json[], namespace) }]];
  } catch {
    return undefined;
  }
};

const FAULT = /(?:^|; )instance (\S+) (is gone|is|has) ?(\w*)/g;

/** Each instance that the violation names is there, deployed, and as the look before showed it. */
export const instancesExpectation = ({ violation, actions, checked }: Evidence): Expectation | undefined => {
  const path = ['serviceInstances'];
  const before = actions.findLast(
    (action): action is Extract<Action, { do: 'call' }> =>
      action.do === 'call' && action.operation === 'ListServiceInstances' && action.answer < checked,
  );
  const conditions = [...violation.observed.matchAll(FAULT)].flatMap(
    ([, name = '', what, member = '']): Condition[] => {
      const at = (answer: number, ...inner: string[]) => ({ answer, path: [...path, ...inner], item: { name } });
      if (what === 'is gone') return [{ is: 'missing', at: at(checked), expected: false }];
      if (what === 'is')
        return [{ is: 'one-of', at: at(checked, 'deploymentStatus'), values: [{ value: 'SUCCEEDED' }] }];
      if (before === undefined) return [];
      const time = member.endsWith('At') ? { time: true as const } : {};
      return [{ is: 'one-of', at: at(checked, member), values: [at(before.answer, member)], ...time }];
    },
  );
  return conditions.length > 0 ? [conditions] : undefined;
};
