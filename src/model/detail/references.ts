// What a create names outside itself: the version of a template that it is made from, templates that it is compatible with,
// a connection, the environments of a spec. Only where all of that is there would the request succeed.
import type { Input, Json } from '../../program/types.ts';
import { operations, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { isObject } from '../../wire/cut.ts';
import type { State, Thing } from '../state.ts';
import { environmentsIn } from './specs.ts';

export interface Reference {
  /** Whether a thing of this history is what it names. */
  readonly isIt: (t: Thing) => boolean;
  /** Whether it can be used as it is: a version that is published, a connection that is accepted. */
  readonly isUsable?: (t: Thing) => boolean;
  /** As kept among what was accepted: a request that names the same has succeeded. */
  readonly evidence: string;
}

/** It is there and usable, or a request that named it has succeeded and nobody knows that it is gone. */
export const isThere = (state: State, { isIt, isUsable = () => true, evidence }: Reference): boolean => {
  const all = state.things.filter(isIt);
  const there = all.filter(({ life, creationFailed }) => life === 'there' && !creationFailed);
  return there.some(isUsable) || ((all.length === 0 || there.length > 0) && state.accepted.includes(evidence));
};

/** Whether it was there and is not any more, or may not be. */
export const isGone = (state: State, { isIt }: Reference): boolean => {
  const all = state.things.filter(isIt);
  return all.length > 0 && all.every(({ life, creationFailed }) => life !== 'there' || creationFailed === true);
};

/** What a member of a create request names; the members that name one version do so together. */
export function references(operation: string, params: Input, member: string): readonly Reference[] {
  const type = operations[operation]?.resource;
  const value = params[member];
  if (type === undefined || value === undefined) return [];
  const as = (what: string, of: Json, isIt: Reference['isIt'], isUsable?: Reference['isUsable']): Reference => ({
    ...{ isIt, evidence: `${operation} ${what}=${canonical(of)}` },
    ...(isUsable ? { isUsable } : {}),
  });
  const { templateName = null, templateMajorVersion = null, templateMinorVersion = null } = params;
  const parent = resources[type].parent?.resource;
  if (member === 'templateName' && parent !== undefined)
    return [as(member, value, (t) => t.type === parent && t.name === value)];
  switch (member) {
    case 'templateName':
    case 'templateMajorVersion':
    case 'templateMinorVersion': {
      const whole = [templateName, templateMajorVersion, templateMinorVersion] as const;
      return [as('version', [...whole], isVersion(`${type}TemplateVersion`, ...whole), isPublished)];
    }
    case 'majorVersion':
      return [as('major version', [templateName, value], isVersion(type, templateName, value))];
    case 'compatibleEnvironmentTemplates':
      return (Array.isArray(value) ? value : []).map((one) => {
        const pair = isObject(one) ? one : {};
        const isIt = isVersion('environmentTemplateVersion', pair.templateName ?? null, pair.majorVersion ?? null);
        return as('compatible template', one, isIt);
      });
    case 'environmentAccountConnectionId':
      return [
        as(
          member,
          value,
          (t) => t.key?.id === value,
          (t) => t.status === 'CONNECTED' && t.params.environmentName === params.name,
        ),
      ];
    case 'spec':
      return (type === 'service' ? environmentsIn(value) : []).map((name) =>
        as('environment', name, (t) => t.type === 'environment' && t.name === name),
      );
    default:
      return [];
  }
}

const isVersion =
  (type: string, template: Json, major: Json, minor: Json = null) =>
  ({ type: of, key }: Thing): boolean =>
    of === type &&
    key?.templateName === template &&
    key.majorVersion === major &&
    (minor === null || key.minorVersion === minor);

const isPublished = ({ status, modifications }: Thing): boolean =>
  status === 'PUBLISHED' && modifications.every((m) => m.status === undefined || m.status === 'PUBLISHED');
