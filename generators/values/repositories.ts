// Repositories, branches and their ids: sent only where the endpoint takes ones that nobody registered.
import fc from 'fast-check';
import type { Json } from '../../src/program/types.ts';

const provider = fc.constantFrom('GITHUB', 'GITHUB_ENTERPRISE', 'BITBUCKET');
export const repositoryName = fc.constantFrom('owner/one', 'owner/two', 'Owner/one', 'owner/One', 'owner/one.git');
export const branch = fc.oneof(
  { arbitrary: fc.constantFrom('main', 'next', 'Main', 'refs/heads/main', 'feature/x'), weight: 4 },
  {
    arbitrary: fc.string({ unit: fc.constantFrom(...'abc019/_-'), minLength: 1, maxLength: 200, size: 'max' }),
    weight: 1,
  },
);

export const provisioningRepository: fc.Arbitrary<Json> = fc.record(
  { provider, name: repositoryName, branch },
  { noNullPrototype: true },
);
