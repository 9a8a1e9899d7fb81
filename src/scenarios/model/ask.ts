// What a made-up answer is made from: the request that is answered, and what is known by then.
import type { Input, Json } from '../../program/types.ts';
import { api, operations } from '../../specs/index.ts';
import type { Context } from '../request.ts';
import type { Subject } from '../types.ts';
import type { Detail, Made, World } from './world.ts';

export interface Asked {
  readonly operation: string;
  readonly input: Input;
  /** When an effect of it takes place by the endpoint's clock, epoch seconds. */
  readonly at: number;
  readonly call: number;
  readonly fixture: boolean;
  /** A poll until work is over: what it finds has settled. */
  readonly settling: boolean;
  readonly world: World;
  readonly context: Context;
  /** The resource type's own names, for `$status` and `$created`. */
  readonly subject: Subject;
  /** What each step made or showed. */
  readonly made: Readonly<Record<string, Made>>;
  /** The detail that each step's answer showed. */
  readonly shown: Readonly<Record<string, Detail>>;
  /** Every create sent before this request. */
  readonly creates: readonly { readonly operation: string; readonly input: Input }[];
}

/** An answer and what it was. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly json?: Json;
  readonly made?: Made;
  readonly detail?: Detail;
}

/** One way in which an outcome can look; playing it takes its effect on the world. */
export type Variant = (asked: Asked) => Reply;

/** The member of the operation's answer that holds a resource, where there is one. */
export function detailMember(operation: string): string | undefined {
  const members = api.shapes[api.operations[operation]?.output ?? '']?.members ?? {};
  return Object.keys(members).find((member) => api.shapes[members[member]!.shape]?.type === 'structure');
}

/** The members that the resource in the operation's answer can have. */
export function detailShape(operation: string): Readonly<Record<string, { readonly shape: string }>> {
  const member = detailMember(operation);
  const shape = api.shapes[api.operations[operation]?.output ?? '']?.members?.[member ?? '']?.shape;
  return api.shapes[shape ?? '']?.members ?? {};
}

/** Whether an earlier create used this one's token, or this one's name, for something else: a mismatch, if refused. */
export function isMismatch({ operation, input, creates }: Asked): boolean {
  if (operations[operation]?.role !== 'create') return false;
  return creates.some(
    (earlier) =>
      JSON.stringify(earlier.input) !== JSON.stringify(input) &&
      (input.clientToken !== undefined
        ? earlier.input.clientToken === input.clientToken
        : earlier.operation === operation && earlier.input.name === input.name),
  );
}
