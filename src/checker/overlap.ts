// What is due to calls because they overlap: a mutation may be refused for the sake of another one (contract, "Not
// violations"), and of duplicates nothing more may come than of one (`once`).
import { type Call, mutates, overlapped, type Refusal } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import type { Configuration, Search } from './configurations.ts';
import { answerTogether, type Completed, type Together } from './together.ts';

/**
 * Explains the answers of calls that overlap.
 * @param mayConflict whether a conflict may be due to an unanswered call from before
 */
export function judgeOverlap(
  configurations: readonly Configuration[],
  calls: readonly Completed[],
  mayConflict: (call: Call) => boolean,
  search: Search,
): Together {
  const concurrent = (one: Completed): boolean => calls.some((other) => collide(one.call, other.call));
  const result = answerTogether(
    configurations,
    calls.map((one) => ({
      ...one,
      call: racing(one.call, calls),
      retryable: isConflict(one) && (mayConflict(one.call) || concurrent(one)),
    })),
    search,
  );
  const { unexplained, refusal } = result;
  if (unexplained && refusal) return { ...result, refusal: ofRace(refusal, unexplained.call, calls) };
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
  typeof outcome !== 'string' && outcome.kind === 'error' && outcome.type === 'ConflictException';

/** What is known of a request by others under way: that such requests are granted, or that another asked for the same. */
function racing(call: Call, calls: readonly Completed[]): Call {
  const role = operations[call.operation]?.role;
  if (role !== 'create' && role !== 'delete') return call;
  const others = calls.filter((other) => collide(call, other.call));
  const isAlike = ({ call: other }: Completed) =>
    other.operation === call.operation && withoutToken(other) === withoutToken(call);
  const isSuccess = ({ outcome }: Completed) => typeof outcome !== 'string' && outcome.kind === 'success';
  if (others.some((other) => isAlike(other) && isSuccess(other)))
    if (others.every((other) => isAlike(other) || isIndifferent(call, other))) return { ...call, raced: 'granted' };
  return others.some((other) => isSame(call, other.call)) ? { ...call, raced: 'perhaps' } : call;
}

/**
 * It can't have made the difference between a refusal of `call` and a success: it was refused, and for itself, or it is an
 * update that neither puts to work, nor publishes, accepts or rejects, nor changes what another type could ask for.
 */
function isIndifferent({ operation }: Call, { call: { operation: beside, input }, outcome }: Completed): boolean {
  if (typeof outcome === 'string') return false;
  if (outcome.kind === 'error') return outcome.type !== 'ConflictException';
  const { role, resource, keys = {} } = operations[beside] ?? {};
  if (role === 'tag' || role === 'untag') return true;
  if (role !== 'update' || resource === undefined || /^(Accept|Reject)/.test(beside)) return false;
  const { status } = resources[resource];
  if ((status?.deleting.length ?? 0) > 0 || input[status?.member ?? ''] !== undefined) return false;
  const isAside = (member: string): boolean => member in keys || WORDS.includes(member);
  return resource === operations[operation]?.resource || Object.keys(input).every(isAside);
}

/** Members that only describe. */
const WORDS = ['description', 'displayName'];

/** An account connection has an environment name of its own for each token (contract, "Client-token creates"). */
function withoutToken({ operation, input: { clientToken: _, ...rest } }: Call): string {
  const connection = operations[operation]?.resource === 'environmentAccountConnection';
  return canonical(connection && rest.id === undefined ? { ...rest, environmentName: null } : rest);
}

/** Of several guarantees that one answer breaks, the one about requests for the same at the same time comes first. */
export function ofRace(refusal: Refusal, call: Call, calls: readonly Pick<Completed, 'call'>[]): Refusal {
  if (!calls.some((other) => collide(call, other.call) && isSame(call, other.call))) return refusal;
  const also = [refusal.guarantee, ...refusal.also].filter((guarantee) => guarantee !== 'once');
  return { ...refusal, guarantee: 'once', also, situation: 'concurrent' };
}

/** Whether two requests may be about one resource: of creates by their token or name, of others by what they name. */
function isSame(a: Call, b: Call): boolean {
  const [one, other] = [a, b].map(({ operation }) => operations[operation]);
  if (one?.resource === undefined || one.resource !== other?.resource) return false;
  if ((one.role === 'create') !== (other.role === 'create')) return true;
  const members = one.role === 'create' ? ['clientToken', 'name'] : resources[one.resource].key;
  return members.every((m) => a.input[m] === b.input[m]);
}

/** Two mutations under way at the same time, on the same resource, or on a parent and its child. */
export const collide = (a: Call, b: Call): boolean =>
  a.call !== b.call &&
  mutates(a.operation) &&
  mutates(b.operation) &&
  a.sent.at <= b.answered.at &&
  b.sent.at <= a.answered.at &&
  areRelated(a, b);

export function areRelated(a: Call, b: Call): boolean {
  const [one, other] = [a, b].map(({ operation }) => operations[operation]?.resource);
  if (one === undefined || other === undefined) return true;
  if (one !== other) return refersTo(a, b) || refersTo(b, a);
  // A connection is made under one name and deleted under another, which only the endpoint knows.
  return resources[one].key.includes('id') || nameOf(a) === nameOf(b);
}

/** What it is about, or what that belongs to; a part of a service goes by the name of the service. */
export function nameOf({ operation, input }: Call): Json | undefined {
  const [member = 'name'] = Object.entries(operations[operation]?.keys ?? {}).find(([, key]) => key === 'name') ?? [];
  return input[member] ?? input.templateName ?? input.environmentName;
}

/** Whether a request is about something of, or in, what the other one is about, or uses it. */
function refersTo({ input }: Call, other: Call): boolean {
  const { id } = other.input;
  if (id !== undefined && input.environmentAccountConnectionId === id) return true;
  const name = nameOf(other);
  if (typeof name !== 'string') return false;
  return input.templateName === name || (typeof input.spec === 'string' && input.spec.includes(name));
}
