// Where a template bundle comes from: every form that the union has in the wire model, which is one.
import fc from 'fast-check';
import type { Json } from '../../src/program/types.ts';
import { longText } from '../changes/text.ts';

const bucketEnd = fc.constantFrom(...'abcxyz0189');
const bucket = fc.oneof(
  { arbitrary: fc.constantFrom('bucket-one', 'bucket-two'), weight: 3 },
  {
    arbitrary: fc
      .tuple(
        bucketEnd,
        fc.string({ unit: fc.constantFrom(...'abc019-.'), minLength: 1, maxLength: 61, size: 'max' }),
        bucketEnd,
      )
      .map((parts) => parts.join('')),
    weight: 1,
  },
);

const keyCharacter = fc.constantFrom(...'abcXYZ019/._-é ');
const key = fc.oneof(
  { arbitrary: fc.constantFrom('one.tar.gz', 'two.tar.gz', 'One.tar.gz'), weight: 3 },
  { arbitrary: fc.string({ unit: keyCharacter, minLength: 1, maxLength: 40 }), weight: 1 },
  { arbitrary: fc.constantFrom(longText(1024, 'k').replaceAll(' ', '/')), weight: 1 },
);

const s3 = fc.record({ bucket, key }, { noNullPrototype: true });

export const templateSource: fc.Arbitrary<Json> = s3.map(
  (object) => ({ s3: object }),
  (value) => (value as { s3: { bucket: string; key: string } }).s3,
);
