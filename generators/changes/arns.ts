// Ways to change an ARN: one for each of its segments, as endpoints keep or compare the last of them alone. What is not in
// the account and region of the caller an endpoint may refuse.
import type { Json } from '../../src/program/types.ts';
import { role } from '../requests.ts';
import { one, taken } from './make.ts';
import type { Mutation } from './types.ts';

/** A management account that is not the known one. */
export const otherAccount = '000000000002';

const places = { partition: 1, service: 2, region: 3, account: 4, type: 5 } as const;

type Segment = keyof typeof places;

/** `arn` with another value in each of the segments. */
export const segmentChanges = (
  path: string,
  arn: string,
  others: Readonly<Partial<Record<Segment, string>>>,
  base?: Json,
): Mutation[] =>
  Object.entries(others).map(([segment, value]) => ({
    ...one(path, `another ${segment}`, withSegment(arn, segment as Segment, value), base),
    safe: false,
  }));

function withSegment(arn: string, segment: Segment, value: string): string {
  const parts = arn.split(':');
  const at = places[segment];
  parts[at] = segment === 'type' ? parts[at]!.replace(/^[^/]*/, value) : value;
  return parts.join(':');
}

/** Others for the segments that can be another where the wire model takes nothing but roles. */
export const ofRole = { partition: 'aws-cn', account: otherAccount } as const;

/** Where it takes any ARN. */
export const ofAny = { ...ofRole, service: 'other', region: 'us-west-2' } as const;

/** A role that the standard request lacks: left out again, another one, one elsewhere. */
export const takenRole = (path: string, name: string, other: string): Mutation[] => [
  ...taken(path, role(name), role(other)),
  ...segmentChanges(path, role(name), ofRole, role(name)),
];
