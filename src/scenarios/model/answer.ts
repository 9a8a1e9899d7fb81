// The answer that an outcome of a scenario describes, as HTTP (README of the scenarios, "Testing a model"): each way in
// which it can look is a variant, and playing one takes its effect on the made-up endpoint.
import type { Json } from '../../program/types.ts';
import { api, operations, resources } from '../../specs/index.ts';
import { fillIn, resolve } from '../request.ts';
import type { Outcome } from '../types.ts';
import { type Asked, detailMember, isMismatch, type Reply, type Variant } from './ask.ts';
import { successes } from './success.ts';
import { type Detail, shapeOf } from './world.ts';

const RETRYABLE = ['ConflictException', 'ThrottlingException', 'InternalServerException'];
/** Sorts that the contract sets apart are given as bytes (`raw`) only. */
const NOT_ANY = [...RETRYABLE, 'AccessDeniedException', 'ServiceQuotaExceededException'];

/** Every way in which an answer can fit this outcome; none where the operation or the road taken has no such answer. */
export function variantsOf(outcome: Outcome, asked: Asked): readonly Variant[] {
  if (outcome.raw) return [bytes(outcome)];
  if (outcome.error !== undefined) return errorTypes(outcome, asked).map((type) => refusal(type, outcome));
  if (outcome.gone) return absences(asked);
  if (outcome.lists !== undefined) return [listing(outcome.lists)];
  if (outcome.answer) return [({ context }) => found(withArns(resolve(outcome.answer ?? {}, context)))];
  return successes(outcome, asked);
}

/** An endpoint chooses them, so a scenario cannot say them; what has a name must have one, and keep it. */
const withArns = (answer: Json): Json => {
  if (Array.isArray(answer)) return answer.map(withArns);
  if (answer === null || typeof answer !== 'object') return answer;
  const members = Object.fromEntries(Object.entries(answer).map(([member, value]) => [member, withArns(value)]));
  return typeof answer.name === 'string'
    ? { arn: `arn:aws:proton:us-east-1:123456789012:${answer.name}`, ...members }
    : members;
};

const bytes =
  ({ raw }: Outcome): Variant =>
  ({ context }) => ({
    status: raw!.status,
    headers: Object.fromEntries(Object.entries(raw!.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: fillIn(raw!.body, context),
  });

function errorTypes({ error }: Outcome, { operation }: Asked): readonly string[] {
  if (error === 'retryable') return RETRYABLE;
  if (error === 'any') return (api.operations[operation]?.errors ?? []).filter((type) => !NOT_ANY.includes(type));
  return [error ?? []].flat() as string[];
}

const refusal =
  (type: string, { names, message = true }: Outcome): Variant =>
  (asked) => {
    const isNamed = names === undefined ? type === 'ValidationException' && isMismatch(asked) : names !== false;
    const text = isNamed ? 'IdempotentParameterMismatch: the parameters differ.' : 'The request was refused.';
    return {
      status: type === 'InternalServerException' ? 500 : 400,
      headers: {},
      body: JSON.stringify({
        __type: `com.amazonaws.proton.v20200720#${type}`,
        ...(message && { message: text }),
        ...(!message && isNamed && { reason: 'IdempotentParameterMismatch' }),
      }),
    };
  };

/** Absence: not found, or shown as deleted where the resource type has such a status. */
function absences({ operation, input, world }: Asked): readonly Variant[] {
  const made = world.target(operation, input);
  const status = made && resources[made.resource].status;
  const deleted = status?.deleted[0];
  const notFound: Variant = (asked) => {
    if (made) made.state = 'gone';
    return refusal('ResourceNotFoundException', {})(asked);
  };
  if (!made || !status || deleted === undefined) return [notFound];
  const shown: Variant = () => {
    made.state = 'gone';
    return found({ [detailMember(operation)!]: { ...made.detail, [status.member]: deleted } });
  };
  return [notFound, shown];
}

/** Fixtures stand in the list, too, but aren't counted. */
const listing =
  (wanted: number | readonly string[]): Variant =>
  (asked) => {
    const { operation, input, world, made, creates, at } = asked;
    const { resource } = operations[operation]!;
    const fixtures = world.listed(operation, input).filter((one) => one.fixture);
    const own = world.listed(operation, input).filter((one) => !one.fixture);
    const of = creates.findLast((create) => operations[create.operation]?.resource === resource);
    const shown =
      typeof wanted === 'number'
        ? Array.from(
            { length: wanted },
            (_, n) =>
              own[n]?.detail ?? world.make(of!.operation, world.imagine(of!.operation, of!.input, at), 0, false).detail,
          )
        : wanted.flatMap((name) => made[name.slice(1)]?.detail ?? []);
    const { listed, list } = resources[resource!];
    const members =
      api.shapes[api.shapes[api.shapes[api.operations[list]!.output]!.members![listed]!.shape]!.member!.shape]!
        .members!;
    const summary = (detail: Detail): Detail =>
      Object.fromEntries(
        Object.entries(detail).filter(([member]) => member in members && member in shapeOf(resource!)),
      );
    return found({
      [listed]: [...fixtures.map((one) => one.detail), ...shown].map((detail) => summary(detail as Detail)),
    });
  };

const found = (json: Json): Reply => ({ status: 200, headers: {}, body: JSON.stringify(json), json });
