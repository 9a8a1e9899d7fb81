// ARNs: roles in the management account, with and without a path; encryption keys; repository connections.
import fc from 'fast-check';
import { kmsKey, repositoryLink } from '../full.ts';

const word = fc.oneof(
  { arbitrary: fc.constantFrom('one', 'two', 'One', 'proton'), weight: 3 },
  { arbitrary: fc.string({ unit: fc.constantFrom(...'abcXYZ019+=,.@_-'), minLength: 1, maxLength: 64 }), weight: 1 },
);

const path = fc.oneof(
  { arbitrary: fc.constant(''), weight: 3 },
  {
    arbitrary: fc
      .array(fc.constantFrom('a', 'path', 'B'), { minLength: 1, maxLength: 3 })
      .map((parts) => `${parts.join('/')}/`),
    weight: 1,
  },
);

/** An IAM role, as long as an `Arn` may be: within 200 characters. */
export const roleArn = fc.tuple(path, word).map(([before, name]) => `arn:aws:iam::{{account}}:role/${before}${name}`);

const uuid = fc.uuid({ version: 4 });

export const encryptionKey = uuid.map(kmsKey);
export const repositoryConnection = uuid.map(repositoryLink);
export const resourceArn = fc
  .tuple(
    fc.constantFrom('environment-template', 'service-template', 'environment', 'service'),
    word.map((name) => name.replace(/[^A-Za-z0-9]/g, '0')),
  )
  .map(([kind, name]) => `arn:aws:proton:us-east-1:{{account}}:${kind}/${name}`);
export const connectionId = uuid;
