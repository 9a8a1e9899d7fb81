// Whether a changed request would have succeeded as a first request: only then is a mismatch judged strictly ("Several
// errors at once"). What the suite cannot know of an endpoint (is this key there, is that role accepted?) is lenient,
// unless the same value was accepted in the same history.
import type { Input, Json } from '../../program/types.ts';
import { api } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { State } from '../state.ts';
import { isGone, isThere, type Reference, references } from './references.ts';

/** Members whose every value within the wire constraints is valid wherever the member is, if what it names is there. */
const FREE = new Set([
  'description',
  'displayName',
  'tags',
  'source',
  'spec',
  'environmentName',
  'managementAccountId',
]);

/** Members that name nothing outside the request, so that nothing can be missing; whether they are taken is another matter. */
const ENUMERATED = new Set(['provisioning', 'pipelineProvisioning', 'supportedComponentSources']);

/** The ways of provisioning an environment, of which a request names one (contract, "Setting up"). */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['protonServiceRoleArn', 'codebuildRoleArn'],
  ['environmentAccountConnectionId'],
  ['provisioningRepository'],
];

/** A service's repository is named by all of these or by none. */
const TOGETHER: readonly string[] = ['repositoryConnectionArn', 'repositoryId', 'branchName'];

export function accept(state: State, operation: string, params: Input): State {
  const all = Object.entries(params).flatMap(([m, v]) => [
    evidence(operation, m, v),
    ...references(operation, params, m).map((r) => r.evidence),
  ]);
  const news = [...new Set(all)].filter((e) => !state.accepted.includes(e));
  return news.length === 0 ? state : { ...state, accepted: [...state.accepted, ...news] };
}

const evidence = (operation: string, member: string, value: Json): string =>
  `${operation} ${member}=${canonical(value)}`;

const isRequired = (operation: string, member: string): boolean =>
  api.shapes[api.operations[operation]?.input ?? '']?.required?.includes(member) ?? false;

/** Requests of this operation have been accepted in this history. */
export const isAccepted = (state: State, operation: string): boolean =>
  state.accepted.some((e) => e.startsWith(`${operation} `));

/** Every one of these members was taken with this value before. */
export const isTaken = (state: State, operation: string, params: Input, members: readonly string[]): boolean =>
  members.every((m) => params[m] === undefined || state.accepted.includes(evidence(operation, m, params[m])));

/** Every changed member has a value that is surely valid, so that nothing but the mismatch is wrong with the request. */
export function surelyValid(state: State, operation: string, params: Input, changed: readonly string[]): boolean {
  if (!isWhole(params, changed) || namesWhatIsGone(state, operation, params)) return false;
  return changed.every((m) => {
    const value = params[m];
    if (value === undefined) return FREE.has(m) && !isRequired(operation, m);
    const named = references(operation, params, m);
    if (named.length > 0) return named.every((r) => isThere(state, r));
    return FREE.has(m) || state.accepted.includes(evidence(operation, m, value));
  });
}

/** What it leaves as it was may be missing by now as well: the template was deleted, say. */
const namesWhatIsGone = (state: State, operation: string, params: Input): boolean =>
  Object.keys(params).some((m) => references(operation, params, m).some((r) => isGone(state, r)));

/** Whether the request keeps to what its members demand of each other, as far as a change may have altered that. */
function isWhole(params: Input, changed: readonly string[]): boolean {
  const has = (m: string): boolean => params[m] !== undefined;
  if (changed.some((m) => EXCLUSIVE.flat().includes(m)) && EXCLUSIVE.filter((way) => way.some(has)).length > 1)
    return false;
  return !changed.some((m) => TOGETHER.includes(m)) || TOGETHER.every(has) || !TOGETHER.some(has);
}

/** Errors that may come instead of the mismatch, because something that the changed request names may be missing. */
export function otherErrors(
  state: State,
  operation: string,
  params: Input,
  changed: readonly string[],
): 'none' | 'not-found' | 'any' {
  const given = changed.filter((m) => params[m] !== undefined);
  const named = given.flatMap((m): readonly Reference[] => references(operation, params, m));
  if (namesWhatIsGone(state, operation, params)) return 'any';
  if (named.some((r) => !isThere(state, r))) return 'any';
  const isDoubtful = (m: string): boolean =>
    !FREE.has(m) &&
    !ENUMERATED.has(m) &&
    references(operation, params, m).length === 0 &&
    !state.accepted.includes(evidence(operation, m, params[m] as Json));
  return given.some(isDoubtful) ? 'not-found' : 'none';
}
