// The habit `strictReferences`: a create is refused for what it names and isn't there before anything else about it. But
// for the retry that must succeed while its original exists, whatever became of what that was made from.
import type { TemplateKind } from '../core/kinds.ts';
import { readServiceSpec } from '../core/specs.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { invalid, notFound, ProtonError } from '../wire/errors.ts';
import { type Members, requiredText, textOf } from '../wire/json.ts';
import { found } from './answers.ts';
import { checkCompatible, publishedVersion, templateOfVersion } from './references.ts';

type Make = (parameters: Members) => Resource;

/**
 * What `create` comes to, which is given what to make where it comes to making.
 * @throws ProtonError where a reference is missing, and what `create` throws
 */
export function strictly(world: World, input: Members, make: Make, create: (make: Make) => Resource): Resource {
  const missing = world.settings.habits.strictReferences ? missingReference(world, input) : undefined;
  if (!missing) return create(make);
  try {
    return create(() => {
      throw missing;
    });
  } catch (error) {
    throw error instanceof ProtonError ? missing : error;
  }
}

function missingReference(world: World, input: Members): ProtonError | undefined {
  const { operation } = world;
  const own = refusalOf(() => owns[operation]?.(world, input));
  if (own) return own;
  const other = refusalOf(() => others[operation]?.(world, input));
  return other && (world.settings.seed % 2 === 0 ? notFound(other.message) : invalid(other.message));
}

/** @throws ProtonError where something that the request names isn't there */
type Check = (world: World, input: Members) => void;

/** Where the type of the error is fixed: token.deleted-original. */
const owns: Readonly<Record<string, Check>> = {
  CreateEnvironmentTemplateVersion: (world, input) => templateOfVersion(world, 'environment-template-version', input),
  CreateServiceTemplateVersion: (world, input) => templateOfVersion(world, 'service-template-version', input),
};

/** Where any documented error will do: the seed chooses. */
const others: Readonly<Record<string, Check>> = {
  CreateServiceTemplateVersion: checkCompatible,
  CreateEnvironment(world, input) {
    checkVersion(world, 'environment-template', input);
    const connection = textOf(input, 'environmentAccountConnectionId');
    if (connection !== undefined) found(world, world.store, 'environment-account-connection', connection);
  },
  CreateService(world, input) {
    checkVersion(world, 'service-template', input);
    for (const name of environmentsIn(requiredText(input, 'spec'))) found(world, world.store, 'environment', name);
  },
};

function checkVersion(world: World, kind: TemplateKind, input: Members): void {
  const template = found(world, world.store, kind, requiredText(input, 'templateName'));
  publishedVersion(world, template, requiredText(input, 'templateMajorVersion'), textOf(input, 'templateMinorVersion'));
}

/** A spec that can't be read names none: the create itself refuses it. */
function environmentsIn(spec: string): string[] {
  try {
    return readServiceSpec(spec).map(({ environment }) => environment);
  } catch {
    return [];
  }
}

function refusalOf(check: () => void): ProtonError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ProtonError) return error;
    throw error;
  }
}
