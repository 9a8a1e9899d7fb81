// Conditions on the answer to a create, an update or a delete: each phrase in which the model says what is right, as
// conditions; what makes two answers the same resource is read off the answers that were recorded.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import { detailOf, type Recorded } from './recorded.ts';
import { memberOf, type Showing, sameAs, sameIdentity, sameKey, showingsOf, valuesSeen } from './showings.ts';
import type { Condition, Expectation } from './types.ts';
import { ofRun } from './values.ts';

interface Asked extends Evidence {
  readonly last: Recorded;
  readonly type: ResourceType;
  /** What the wrong answer showed. */
  readonly detail: Readonly<Record<string, Json>> | undefined;
  readonly showings: readonly Showing[];
}

type Conditions = readonly Condition[];

export const madeExpectation = (evidence: Evidence, last: Recorded): Expectation | undefined => {
  const type = operations[last.invocation.operation]?.resource;
  if (type === undefined) return undefined;
  const asked = { ...evidence, last, type, detail: detailOf(last), showings: showingsOf(evidence, type) };
  const all = evidence.violation.allowed.map((phrase) => conditionsOf(phrase, asked));
  return all.includes(undefined) ? undefined : (all as Conditions[]).filter((one) => one.length > 0);
};

/** The conditions of one alternative: none where it is no right answer of this request, undefined where they can't be told. */
const conditionsOf = (phrase: string, asked: Asked): Conditions | undefined => {
  const { checked: answer, last } = asked;
  const [, type, named] = /^(\w+Exception)( that names IdempotentParameterMismatch)?(?:, if .*)?$/.exec(phrase) ?? [];
  if (type !== undefined) return refusal(type, named !== undefined, asked);
  if (phrase === 'a refusal of a second connection for the pair')
    return [{ is: 'error', answer, types: ['ConflictException', 'ValidationException'] }];
  if (/^(a refusal of its own|an error\b)/.test(phrase))
    return last.outcome?.kind === 'error' ? [] : [{ is: 'error', answer, types: [] }];
  if (!phrase.startsWith('success')) return undefined;
  const more = successOf(phrase, asked);
  return more && [{ is: 'success', answer }, ...more];
};

/** That the mismatch is not named can be what is wrong, or all that is wrong can be that it is. */
const refusal = (type: string, named: boolean, { checked: answer, last }: Asked): Conditions => {
  const right: Condition = { is: 'error', answer, types: [type] };
  const { outcome } = last;
  if (outcome?.kind !== 'error' || outcome.type !== type) return [right];
  if (named) return [right, { is: 'named', answer, expected: true }];
  return outcome.mismatchSpelling === undefined ? [] : [right, { is: 'named', answer, expected: false }];
};

/** What a success shows; undefined: no difference was recorded that could be asked for. */
const successOf = (phrase: string, asked: Asked): Conditions | undefined => {
  const { detail, type, checked: answer } = asked;
  const status = resources[type].status;
  // Whatever came instead of a success, a success is what was asked for.
  if (asked.last.outcome?.kind !== 'success') return [];
  const whole = { answer, path: [resources[type].detail] };
  if (/^success, (empty or|complete)|with the metadata/.test(phrase))
    return detail === undefined ? [] : ofTheKey(asked);
  if (/^success, empty/.test(phrase)) return [{ is: 'missing', at: whole, expected: true }];
  if (phrase === 'success with the resource in deletion') {
    if (status === undefined) return undefined;
    const values = [...status.deleting, ...status.deleted, ...status.deleteFailed].map((value) => ({ value }));
    return [{ is: 'one-of', at: memberOf(type, answer, status.member), values }];
  }
  if (phrase === 'success with the original resource') return original(asked);
  if (phrase.startsWith('success with a new resource')) return another(asked);
  return phrase === 'success' ? [] : undefined;
};

/** What an answer to a delete shows is what it was asked to delete. */
const ofTheKey = ({ type, checked, actions, last }: Asked): Conditions => {
  const action = actions.find((one) => one.do === 'call' && one.answer === checked);
  const input = action?.do === 'call' ? action.input : {};
  const keys = Object.entries(operations[last.invocation.operation]?.keys ?? {});
  return keys
    .filter(([member]) => typeof input[member] === 'string')
    .map(([member, from]) => ({
      is: 'one-of',
      at: memberOf(type, checked, from),
      values: [{ value: input[member] ?? null }],
    }));
};

/** The token, or else the name, that says which resource a create is about. */
const handle = ({ operation, input }: Recorded['invocation']): Json | undefined =>
  input[operations[operation]?.token ?? 'name'];

const original = (asked: Asked): Conditions | undefined => {
  const { detail, showings, type, checked, last } = asked;
  if (detail === undefined)
    return [{ is: 'missing', at: { answer: checked, path: [resources[type].detail] }, expected: false }];
  const first = showings.findLast(
    ({ recorded: { invocation } }) =>
      operations[invocation.operation]?.role === 'create' && handle(invocation) === handle(last.invocation),
  );
  if (first === undefined) return undefined;
  if (!sameIdentity(type, first.detail, detail)) return sameAs(type, checked, first);
  const seen = [...valuesSeen(type, checked, detail, showings), ...notStartedAgain(asked, detail)];
  return seen.length > 0 ? [...sameAs(type, checked, first), ...seen] : undefined;
};

/** A status of unfinished work, after one that was settled: something was started again. */
const notStartedAgain = ({ showings, type, checked }: Asked, detail: Readonly<Record<string, Json>>): Conditions => {
  const { member = '', passing = [], settled = [] } = resources[type].status ?? {};
  const before = showings.findLast((one) => sameIdentity(type, one.detail, detail))?.detail[member];
  if (!settled.includes(String(before)) || !passing.includes(String(detail[member]))) return [];
  return [{ is: 'none-of', at: memberOf(type, checked, member), values: passing.map((value) => ({ value })) }];
};

const another = ({ detail, showings, type, checked, last, namespace }: Asked): Conditions | undefined => {
  if (detail === undefined)
    return [{ is: 'missing', at: { answer: checked, path: [resources[type].detail] }, expected: false }];
  const { identity, created, parent } = resources[type];
  const old = showings.filter(
    (one) => sameIdentity(type, one.detail, detail) || (parent !== undefined && sameKey(type, one.detail, detail)),
  );
  const differs = old.map(
    ({ answer }): Condition => ({
      is: 'other',
      pairs: [...identity, created].map((member) => [memberOf(type, checked, member), memberOf(type, answer, member)]),
    }),
  );
  const { input } = last.invocation;
  const asked = Object.keys(input)
    .filter((member) => member in detail && !isDeepStrictEqual(detail[member], input[member]))
    .map(
      (member): Condition => ({
        is: 'one-of',
        at: memberOf(type, checked, member),
        values: [{ value: ofRun(input[member] ?? null, namespace) }],
      }),
    );
  const ghosts = Object.keys(detail)
    .filter(
      (member) =>
        !(member in input) &&
        typeof detail[member] === 'string' &&
        /^(description|displayName|spec|\w+Arn|branchName|repositoryId)$/.test(member) &&
        member !== 'arn',
    )
    .filter((member) => showings.some((one) => one.detail[member] === detail[member]))
    .map((member): Condition => ({ is: 'missing', at: memberOf(type, checked, member), expected: true }));
  const found = [...differs, ...asked, ...ghosts];
  return found.length > 0 ? found : undefined;
};
