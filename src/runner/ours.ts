// What belongs to a run, by its names alone. An endpoint may, by a defect, show somebody else's resource as the answer to
// our request; nothing foreign is ever updated or deleted for that.
import type { Input } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Detail } from '../wire/types.ts';

/** The member that carries a name of our choosing. */
const NAMED_BY: Readonly<Record<ResourceType, string>> = {
  environmentTemplate: 'name',
  serviceTemplate: 'name',
  environmentTemplateVersion: 'templateName',
  serviceTemplateVersion: 'templateName',
  environmentAccountConnection: 'environmentName',
  environment: 'name',
  service: 'name',
};

/** Whether the resource shown (or requested) has a name that begins with `prefix`. */
export function isOurs(resource: ResourceType, detail: Detail | Input, prefix: string): boolean {
  const name = detail[NAMED_BY[resource]];
  return typeof name === 'string' && name.startsWith(prefix);
}

/** A resource to delete: the key members of its type. */
export interface Target {
  readonly resource: ResourceType;
  readonly keys: Input;
}

/** The target that a detail, or a request with all key members, stands for; undefined if it is not ours or lacks keys. */
export function targetOf(resource: ResourceType, detail: Detail | Input, prefix: string): Target | undefined {
  if (!isOurs(resource, detail, prefix)) return undefined;
  const keys = keysFrom(resources[resource].delete, detail);
  return keys === undefined ? undefined : { resource, keys };
}

/** The key members of a request of `operation`, from a detail; undefined if one is missing. */
export function keysFrom(operation: string, detail: Detail | Input): Input | undefined {
  const { keys = {}, fixed = {} } = operations[operation] ?? {};
  const input: Input = { ...fixed };
  for (const [member, from] of Object.entries(keys)) {
    const value = detail[from];
    if (value === undefined || value === null) return undefined;
    input[member] = value;
  }
  return input;
}

export const targetId = ({ resource, keys }: Target): string => `${resource} ${JSON.stringify(keys)}`;

/** For a person. */
export function keyText({ keys }: Target): string {
  const { templateName, majorVersion, minorVersion, name, id } = keys;
  return String(
    templateName === undefined
      ? (name ?? id)
      : `${String(templateName)} ${String(majorVersion)}.${String(minorVersion)}`,
  );
}
