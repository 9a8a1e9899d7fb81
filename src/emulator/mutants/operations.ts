// What several mutants have in common: which operations they mean, and what they leave out of a comparison.
import { isVersionKind, type Kind } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import { isMembers, type Json, type Members } from '../wire/json.ts';

const withToken = [
  'CreateEnvironmentTemplateVersion',
  'CreateServiceTemplateVersion',
  'CreateEnvironmentAccountConnection',
];

/** Is this a create that goes by a client token? */
export function goesByToken(world: World): boolean {
  return withToken.includes(world.operation);
}

/** The alteration that compares the parameters of one operation only as `change` leaves them. */
export function comparing(operation: string, change: (parameters: Members) => Members) {
  return ({ comparable }: Rules): Partial<Rules> => ({
    comparable: (world, parameters, defaults) =>
      comparable(world, world.operation === operation ? change(parameters) : parameters, defaults),
  });
}

/** The operation, or one of them. */
export type On = string | readonly string[];

/** Is this one of these operations? */
export const isOn = (world: World, on: On) =>
  typeof on === 'string' ? on === world.operation : on.includes(world.operation);

/** The alteration that does something else with a retry of these creates; `act` gives what the answer shows. */
export function retrying(on: On, act: (world: World, original: Resource) => Resource) {
  return ({ onRetry }: Rules): Partial<Rules> => ({
    onRetry: (world, original) => (isOn(world, on) ? act(world, original) : onRetry(world, original)),
  });
}

/** The alteration that does something to the original before a create of these operations is refused. */
export function refusing(on: On, act: (world: World, original: Resource, given: Members) => void) {
  return ({ onRefusal }: Rules): Partial<Rules> => ({
    onRefusal(world, original, given) {
      if (isOn(world, on)) act(world, original, given);
      else onRefusal(world, original, given);
    },
  });
}

/** Changes members of a resource, as nobody asked for. */
export function meddle(world: World, resource: Resource, members: Members): Resource {
  return world.store.put({ ...resource, members: { ...resource.members, ...members } }, world.now);
}

export const isVersion = ({ kind }: { kind: Kind }) => isVersionKind(kind);

/** The versions of the same template, itself apart. */
export function siblingsOf(world: World, version: Resource): Resource[] {
  const all = world.store.where(version.kind, 'templateName', version.members.templateName);
  return all.filter(({ serial }) => serial !== version.serial);
}

/** The members of the request under way, as far as its body can be read. */
export function bodyOf({ body }: World): Members {
  try {
    const members: Json = JSON.parse(body);
    return isMembers(members) ? members : {};
  } catch {
    return {};
  }
}

/** The creates by short names. */
export const create = {
  environmentVersion: 'CreateEnvironmentTemplateVersion',
  serviceVersion: 'CreateServiceTemplateVersion',
  connection: 'CreateEnvironmentAccountConnection',
  environmentTemplate: 'CreateEnvironmentTemplate',
  serviceTemplate: 'CreateServiceTemplate',
  environment: 'CreateEnvironment',
  service: 'CreateService',
} as const;

export const versionCreates = [create.environmentVersion, create.serviceVersion] as const;
export const templateCreates = [create.environmentTemplate, create.serviceTemplate] as const;

export const tokenCreates = [...versionCreates, create.connection] as const;
export const namedCreates = [...templateCreates, create.environment, create.service] as const;

/** The deletes that are over at once, and those that take time. */
export const atOnceDeletes = [
  'DeleteEnvironmentTemplate',
  'DeleteEnvironmentTemplateVersion',
  'DeleteServiceTemplate',
  'DeleteServiceTemplateVersion',
  'DeleteEnvironmentAccountConnection',
] as const;
export const inTimeDeletes = ['DeleteEnvironment', 'DeleteService'] as const;

export const allCreates = Object.values(create);
