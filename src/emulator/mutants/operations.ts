// What several mutants have in common: which operations they mean, and what they leave out of a comparison.
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import type { Members } from '../wire/json.ts';

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
