// Parts of a version number, and the lists of templates that a service template version goes with.
import fc from 'fast-check';
import type { Json } from '../../src/program/types.ts';

export const versionPart = fc.oneof(
  { arbitrary: fc.constantFrom('0', '1', '2', '10'), weight: 5 },
  { arbitrary: fc.nat({ max: 1_000_000_000 }).map(String), weight: 1 },
);

const published: readonly Json[] = [
  { templateName: '{{fixture:envTemplate}}', majorVersion: '1' },
  { templateName: '{{fixture:envTemplate}}', majorVersion: '2' },
  { templateName: '{{fixture:otherEnvTemplate}}', majorVersion: '1' },
];

/** One to three of the environment template versions that are there and published. */
export const compatibleTemplates: fc.Arbitrary<Json> = fc.shuffledSubarray([...published], { minLength: 1 });

export const componentSources: fc.Arbitrary<Json> = fc.subarray<Json>(['DIRECTLY_DEFINED']);
