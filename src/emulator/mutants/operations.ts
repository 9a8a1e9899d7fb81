// Which operations a mutant means.
import type { World } from '../core/world.ts';

const withToken = [
  'CreateEnvironmentTemplateVersion',
  'CreateServiceTemplateVersion',
  'CreateEnvironmentAccountConnection',
];

/** Is this a create that goes by a client token? */
export function goesByToken(world: World): boolean {
  return withToken.includes(world.operation);
}
