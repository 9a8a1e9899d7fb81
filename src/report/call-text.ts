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
  const nearest = calls
    .slice(0, at)
    .map((earlier, index) => ({ index, earlier, changed: changedMembers(members(earlier.input), own) }))
    .filter(({ earlier }) => earlier.operation === call.operation)
    .sort((a, b) => a.changed.length - b.changed.length || a.index - b.index)[0];
  if (nearest === undefined || nearest.changed.length > leastShared * Object.keys(own).length)
    return `${call.operation} ${spaced(call.input)}`;
  const { index, changed } = nearest;
  if (changed.length === 0) return `${call.operation}, the same request as ${index + 1}`;
  const changes = changed.map((name) => (name in own ? `${name}: ${spaced(own[name] ?? null)}` : `no ${name}`));
  return `${call.operation} as ${index + 1}, but ${changes.join(', ')}`;
};

const members = (input: Json): Record<string, Json> =>
  typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};

const changedMembers = (before: Record<string, Json>, after: Record<string, Json>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );

/** JSON with spaces, to break lines at. */
const spaced = (value: Json): string => JSON.stringify(value, null, 1).replace(/\n */g, ' ');
