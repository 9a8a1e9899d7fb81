// Which requests the official SDK puts on the wire as they stand. It drops members that its model doesn't know, makes
// malformed JSON of nulls, fills in a token that is missing, so these go over the raw lane.
import type { Input, Json } from '../program/types.ts';
import { api, operations } from '../specs/index.ts';

/** A missing token counts as sendable only where the SDK's filling it in is wanted (`lane: 'sdk'` named by a step). */
export function sdkCanSend(operation: string, input: Input): boolean {
  const shape = api.operations[operation]?.input;
  return shape !== undefined && fits(shape, input);
}

/** Whether the operation has a token member that this input leaves out. */
export function lacksToken(operation: string, input: Input): boolean {
  const member = operations[operation]?.token;
  return member !== undefined && !Object.hasOwn(input, member);
}

function fits(shapeName: string, value: Json): boolean {
  const shape = api.shapes[shapeName];
  if (shape === undefined || value === null) return false;
  switch (shape.type) {
    case 'structure': {
      if (typeof value !== 'object' || Array.isArray(value)) return false;
      const given = Object.entries(value);
      if (shape.union && given.length !== 1) return false;
      return given.every(([name, inner]) => {
        const member = shape.members && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
        return member !== undefined && fits(member.shape, inner);
      });
    }
    case 'list':
      return (
        Array.isArray(value) && value.every((inner) => shape.member !== undefined && fits(shape.member.shape, inner))
      );
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return false;
  }
}
