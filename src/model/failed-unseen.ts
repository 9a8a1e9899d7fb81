// An unanswered create may have been done but failed (contract, "Not violations"): what it began to make has failed since
// (create.failed, token.failed-resource), or it made nothing and its token is spent (token.failed-request). That differs from
// done and from not done only where a later request is refused, so only for such an answer these states are looked at: each
// of them for each unanswered create would be too many.
import { operations, resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import { withFailed } from './client-token/alternatives.ts';
import { read } from './client-token/request.ts';
import { isError, type Judged } from './judge.ts';
import { type Call, type Moment, replace, type State } from './state.ts';
import { unseen } from './step.ts';
import { ageOf } from './time.ts';

/**
 * The states in which `lost` was done but failed, if that may be why `refused` is answered so.
 * @param until when it has failed at the latest
 */
export function failedUnseen(state: State, lost: Call, refused: Call, outcome: Judged, until?: Moment): State[] {
  const { role, token } = operations[lost.operation] ?? {};
  if (role !== 'create' || operations[refused.operation]?.role !== 'create') return [];
  if (!isError(outcome, 'ValidationException', 'ConflictException')) return [];
  const [one, other] = [read(lost), read(refused)];
  if (token && (!one.token || one.token !== other.token)) return [];
  const isOfSame =
    lost.operation === refused.operation && one.name === other.name && lost.input.name === refused.input.name;
  const isSame = isOfSame && canonical(one.params) === canonical(other.params);
  const done = unseen(state, lost, until);
  if (done.length === 0) return [];
  return [
    ...(isOfSame && hasWork(lost) ? done.flatMap((after) => failedSince(state, after, refused)) : []),
    // That what was asked for first fails again is nothing that nobody saw.
    ...(token && !isSame && isError(outcome, 'ValidationException') ? [withFailed(state, lost, one)] : []),
  ];
}

const hasWork = ({ operation }: Call): boolean => {
  const { resource } = operations[operation] ?? {};
  return resource !== undefined && (resources[resource].status?.passing.length ?? 0) > 0;
};

/** What was made between two states has failed. Past the life of its token, that is no reason to refuse what makes it anew. */
function failedSince(before: State, after: State, refused: Call): State[] {
  const known = new Set(before.things.map(({ id }) => id));
  return after.things
    .filter(({ id, token }) => !known.has(id) && (token === undefined || ageOf(token, refused) === 'alive'))
    .map((thing) => replace(after, { ...thing, phase: 'failed', creationFailed: true }));
}
