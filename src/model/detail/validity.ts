// Whether a changed request would have succeeded as a first request: only then is a mismatch judged strictly ("Several
// errors at once"). What the suite cannot know of an endpoint (is this key there, is that role accepted?) is lenient,
// unless the same value was accepted in the same history.
import type { Input, Json } from '../../program/types.ts';
import { api } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { isLive, type State } from '../state.ts';

/** Members whose every value within the wire constraints is valid wherever the member is. */
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

/** Members that name a parent: if it isn't there, any documented error may come instead. */
const PARENTS = new Set([
  'majorVersion',
  'templateName',
  'templateMajorVersion',
  'templateMinorVersion',
  'compatibleEnvironmentTemplates',
  'environmentAccountConnectionId',
]);

export function accept(state: State, operation: string, params: Input): State {
  const news = Object.entries(params)
    .map(([m, v]) => evidence(operation, m, v))
    .filter((e) => !state.accepted.includes(e));
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
  return changed.every((m) => {
    const value = params[m];
    if (value === undefined) return FREE.has(m) && !isRequired(operation, m);
    if (FREE.has(m)) return true;
    return (
      state.accepted.includes(evidence(operation, m, value)) || (PARENTS.has(m) && parentIsThere(state, params, m))
    );
  });
}

/** Errors that may come instead of the mismatch, because something that the changed request names may be missing. */
export function otherErrors(
  state: State,
  operation: string,
  params: Input,
  changed: readonly string[],
): 'none' | 'not-found' | 'any' {
  const doubtful = changed.filter(
    (m) =>
      !FREE.has(m) && params[m] !== undefined && !state.accepted.includes(evidence(operation, m, params[m] as Json)),
  );
  if (doubtful.some((m) => PARENTS.has(m) && !parentIsThere(state, params, m))) return 'any';
  return doubtful.some((m) => !PARENTS.has(m) && !ENUMERATED.has(m)) ? 'not-found' : 'none';
}

function parentIsThere(state: State, params: Input, member: string): boolean {
  const value = params[member];
  const version = (template: Json | undefined, major: Json | undefined, minor?: Json) =>
    state.things.some(
      (t) =>
        isLive(t) &&
        t.key?.templateName === template &&
        t.key?.majorVersion === major &&
        (minor === undefined || t.key?.minorVersion === minor),
    );
  switch (member) {
    case 'majorVersion':
      return version(params.templateName, value);
    case 'templateName':
    case 'templateMajorVersion':
      return version(params.templateName, params.templateMajorVersion ?? params.majorVersion);
    case 'templateMinorVersion':
      return version(params.templateName, params.templateMajorVersion, value);
    case 'compatibleEnvironmentTemplates':
      return Array.isArray(value) && value.every((v) => isPair(v) && version(v.templateName, v.majorVersion));
    default:
      return state.things.some((t) => isLive(t) && t.key?.id === value);
  }
}

const isPair = (v: Json): v is Input => typeof v === 'object' && v !== null && !Array.isArray(v);
