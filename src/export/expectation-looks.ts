// Conditions on what a Get shows: that it is there, or gone, or still as an earlier answer showed it.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import { detailOf, type Recorded } from './recorded.ts';
import { isTime, memberOf, type Showing, sameAs, sameKey, showingsOf } from './showings.ts';
import type { Condition, Expectation, Literal, Subject } from './types.ts';
import { ofRun } from './values.ts';

export const lookExpectation = (evidence: Evidence, last: Recorded): Expectation | undefined => {
  const type = operations[last.invocation.operation]?.resource;
  const [phrase = ''] = evidence.violation.allowed;
  if (type === undefined) return undefined;
  const { checked: answer } = evidence;
  const gone: Condition = { is: 'error', answer, types: ['ResourceNotFoundException'] };
  const among = (is: 'one-of' | 'none-of', statuses: readonly string[]): Condition => ({
    is,
    at: memberOf(type, answer, resources[type].status?.member ?? 'status'),
    values: statuses.map((value) => ({ value })),
  });
  const { passing = [], deleting = [], deleted = [], deleteFailed = [] } = resources[type].status ?? {};
  switch (phrase) {
    case 'ResourceNotFoundException':
      return [[gone], ...(deleted.length > 0 ? [[among('one-of', deleted)]] : [])];
    case 'the resource is there':
      return [[{ is: 'success', answer }]];
    case 'a settled status':
      return [[{ is: 'success', answer }, among('none-of', passing)]];
    case 'a resource that is not being deleted':
      return [[{ is: 'success', answer }, among('none-of', [...deleting, ...deleteFailed])]];
    case 'a resource in deletion, or none':
      return [[gone], [among('one-of', [...deleting, ...deleted, ...deleteFailed])]];
    default:
      return unchanged(evidence, last, type, phrase);
  }
};

const unchanged = (evidence: Evidence, last: Recorded, type: ResourceType, phrase: string): Expectation | undefined => {
  const { checked: answer, violation } = evidence;
  const detail = detailOf(last);
  if (detail === undefined) return undefined;
  const showings = showingsOf(evidence, type);
  const success: Condition = { is: 'success', answer };
  if (phrase.startsWith('the same ')) {
    const first = showings.findLast((one) => sameKey(type, one.detail, detail));
    return first && [[success, ...sameAs(type, answer, first)]];
  }
  if (phrase !== 'the resource unchanged') return undefined;
  const conditions = membersIn(violation.observed).flatMap((member): Condition[] => {
    const at = memberOf(type, answer, member);
    const time = isTime(type, member) ? { time: true as const } : {};
    const before = valueBefore(evidence, type, member, detail, showings);
    if (before !== undefined) return [{ is: 'one-of', at, values: [before], ...time }];
    const wrong = ofRun(detail[member] ?? null, evidence.namespace);
    return isTime(type, member) ? [] : [{ is: 'none-of', at, values: [{ value: wrong }] }];
  });
  return conditions.length > 0 ? [[success, ...conditions]] : undefined;
};

/** The members that the violation names: `description is "one", was "two"; spec is …`. */
export const membersIn = (observed: string): string[] => [
  ...new Set([...observed.replace(/ \(success: .*$/s, '').matchAll(/(?:^|; )(\w+) is /g)].map(([, member]) => member!)),
];

/** What an earlier answer showed of the member, the latest that differs; else what a request asked for that took effect. */
const valueBefore = (
  { recorded, namespace }: Evidence,
  type: ResourceType,
  member: string,
  detail: Readonly<Record<string, Json>>,
  showings: readonly Showing[],
): Subject | Literal | undefined => {
  const differs = (value: Json | undefined) => !isDeepStrictEqual(value ?? null, detail[member] ?? null);
  const about = showings.filter((one) => sameKey(type, one.detail, detail));
  const looks = about.filter(({ recorded: { invocation } }) => operations[invocation.operation]?.role === 'get');
  const showing = [...looks, ...about.filter((one) => !looks.includes(one)).reverse()];
  const from =
    looks.findLast((one) => differs(one.detail[member])) ?? showing.find((one) => differs(one.detail[member]));
  if (from !== undefined) return memberOf(type, from.answer, member);
  const asked = recorded.findLast(
    ({ invocation, outcome }) =>
      outcome?.kind === 'success' && member in invocation.input && differs(invocation.input[member]),
  );
  return asked && { value: ofRun(asked.invocation.input[member] ?? null, namespace) };
};
