// What is due to calls because they overlap: a mutation may be refused for the sake of another one (contract, "Not
// violations"), and of duplicates nothing more may come than of one (`once`).
import { type Call, mutates, overlapped, type Refusal } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import type { Configuration } from './configurations.ts';
import { answerTogether, type Completed, type Together } from './together.ts';

/**
 * Explains the answers of calls that overlap.
 * @param mayConflict whether a conflict may be due to an unanswered call from before
 */
export function judgeOverlap(
  configurations: readonly Configuration[],
  calls: readonly Completed[],
  mayConflict: (call: Call) => boolean,
): Together {
  const concurrent = (one: Completed): boolean => calls.some((other) => other !== one && collide(one.call, other.call));
  const result = answerTogether(
    configurations,
    calls.map((one) => ({ ...one, retryable: isConflict(one) && (mayConflict(one.call) || concurrent(one)) })),
  );
  const { unexplained, refusal } = result;
  if (unexplained && refusal)
    return calls.some((other) => collide(unexplained.call, other.call))
      ? { ...result, refusal: asOnce(refusal) }
      : result;
  const together = calls.filter(concurrent);
  return {
    ...result,
    configurations: result.configurations.map((c) => ({
      ...c,
      state: together.reduce((state, { call }) => overlapped(state, call), c.state),
    })),
  };
}

const isConflict = ({ outcome }: Completed): boolean =>
  outcome !== 'lost' && outcome.kind === 'error' && outcome.type === 'ConflictException';

/** Of several guarantees that one answer breaks, the one that is about calls at the same time. */
const asOnce = (refusal: Refusal): Refusal => ({
  ...refusal,
  guarantee: 'once',
  also: [refusal.guarantee, ...refusal.also].filter((guarantee) => guarantee !== 'once'),
  situation: 'concurrent',
});

/** Two mutations under way at the same time, on the same resource, or on a parent and its child. */
const collide = (a: Call, b: Call): boolean =>
  a.call !== b.call &&
  mutates(a.operation) &&
  mutates(b.operation) &&
  a.sent.at <= b.answered.at &&
  b.sent.at <= a.answered.at &&
  areRelated(a, b);

function areRelated(a: Call, b: Call): boolean {
  const [one, other] = [a, b].map(({ operation }) => operations[operation]?.resource);
  if (one === undefined || other === undefined) return true;
  if (one !== other) return refersTo(a, b) || refersTo(b, a);
  // A connection is made under one name and deleted under another, which only the endpoint knows.
  return resources[one].key.includes('id') || nameOf(a) === nameOf(b);
}

const nameOf = ({ input }: Call): Json | undefined => input.name ?? input.templateName ?? input.environmentName;

/** Whether a request is about something of, or in, what the other one is about. */
function refersTo({ input }: Call, other: Call): boolean {
  const name = nameOf(other);
  if (typeof name !== 'string') return false;
  return input.templateName === name || (typeof input.spec === 'string' && input.spec.includes(name));
}
