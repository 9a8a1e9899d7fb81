// Branches of repositories, as settings and environments show them. Repositories themselves aren't looked up.
import { arn } from '../core/make.ts';
import type { World } from '../core/world.ts';
import { type Members, requiredText } from '../wire/json.ts';

/** A repository branch with the ARN that its repository would have. */
export function repositoryBranch(world: World, input: Members): Members {
  const [provider, name] = [requiredText(input, 'provider'), requiredText(input, 'name')];
  return { ...input, arn: arn(world, `repository/${provider.toLowerCase()}:${name}`) };
}
