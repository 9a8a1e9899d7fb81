import { expect, test } from 'vitest';
import { causeOf } from './cause.ts';

test.each([
  ['ConflictException: The token abc was used', 'ConflictException'],
  ['ResourceNotFoundException', 'ResourceNotFoundException'],
  ['success: {"arn":"arn:aws:proton:us-east-1:123456789012:service/pcabcdef2da10a', 'success'],
  ['success, empty', 'success, empty'],
  ['lastModifiedAt is 1795471534, was 1795471533 (success: {"arn":"x', 'lastModifiedAt is #, was #'],
  ['description is "two", was "one"; tags is "x" (success: {', 'description is …, was …'],
  ['description is "a \\"b\\" 1 cut', 'description is …'],
  ['a list of 3', 'a list of #'],
  ['STILL_THERE after 60 s', 'STILL_THERE after # s'],
])('%s is blanked to %s', (observed, shape) => {
  expect(causeOf({ situation: 'same parameters', observed })).toBe(`same parameters: ${shape}`);
});
