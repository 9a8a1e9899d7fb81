// A request as a person reads it: what is the same as before is not said again, so that the one changed parameter shows.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../program/types.ts';
import type { ExampleCall } from './types.ts';

/** A request that shares fewer of its members than this with an earlier one is told in full. */
const leastShared = 0.5;

/** The request of `calls[at]`; its position counts from 1. */
export const callText = (calls: readonly ExampleCall[], at: number): string => {
  const call = calls[at];
  if (call === undefined) return '';
  const own = members(call.input);
  const nearest = nearestBefore(calls, at);
  if (nearest === undefined || nearest.changed.length > leastShared * Object.keys(own).length)
    return `${call.operation} ${spaced(call.input)}`;
  const { index, changed } = nearest;
  if (changed.length === 0) return `${call.operation}, the same request as ${index + 1}`;
  const changes = changed.map((name) => (name in own ? `${name}: ${spaced(own[name] ?? null)}` : `no ${name}`));
  return `${call.operation} as ${index + 1}, but ${changes.join(', ')}`;
};

type Request = Pick<ExampleCall, 'operation' | 'input'>;

/** The earlier request of the same operation that differs least from `calls[at]`, the first of several. */
const nearestBefore = (calls: readonly Request[], at: number): { index: number; changed: string[] } | undefined =>
  calls
    .slice(0, at)
    .map((earlier, index) => ({
      index,
      operation: earlier.operation,
      changed: changedMembers(members(earlier.input), members(calls[at]?.input ?? {})),
    }))
    .filter(({ operation }) => operation === calls[at]?.operation)
    .sort((a, b) => a.changed.length - b.changed.length || a.index - b.index)[0];

/** The last `count` requests; if the one that the very last is about came before them, it takes the first place. */
export const lastWithOriginal = <R extends Request>(calls: readonly R[], count: number): R[] => {
  const original = nearestBefore(calls, calls.length - 1)?.index ?? calls.length;
  return calls.filter((_, index) => index > calls.length - count || index === Math.min(original, calls.length - count));
};

const members = (input: Json): Record<string, Json> =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};

const changedMembers = (before: Record<string, Json>, after: Record<string, Json>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );

/** JSON with spaces, to break lines at. */
const spaced = (value: Json): string => JSON.stringify(value, null, 1).replace(/\n */g, ' ');
