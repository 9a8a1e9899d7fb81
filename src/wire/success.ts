// A 2xx answer, by the guarantee wire.response: a JSON object that its operation's schema accepts, or nothing at all
// where nothing may be said. An error dressed as a success breaks wire.error.
import { api, operations } from '../specs/index.ts';
import { cutStructure, isObject, known, nothingNoted, shapeOf, taken } from './cut.ts';
import { printable } from './printable.ts';
import { parsed, type Reply, typesOf } from './reply.ts';
import type { Detail, Outcome } from './types.ts';
import { faultIn } from './validate.ts';

const MAX_QUOTED_CHARS = 80;

/** What an answer with a 2xx status means. Throws for an operation that specs/ does not have. */
export function decodeSuccess(operation: string, reply: Reply): Outcome {
  const noBytes = reply.body === '';
  const value = noBytes ? {} : parsed(reply.body);
  if (isDressed(operation, reply, value)) {
    const [type] = typesOf(reply, value);
    return malformed('wire.error', `HTTP ${reply.status} with an error type: ${quoted(type ?? reply.body)}`);
  }
  if (noBytes && !maySayNothing(operation)) return malformed('wire.response', `HTTP ${reply.status} without a body`);
  if (!isObject(value))
    return malformed('wire.response', `HTTP ${reply.status} with a body that is no JSON object: ${quoted(reply.body)}`);
  const fault = faultIn('answer', operation, value);
  return fault === undefined ? shown(operation, value) : malformed('wire.response', fault);
}

/** Whether it is an error: by its header, or by a type that is none of an answer (some serializers write that of each structure). */
function isDressed(operation: string, reply: Reply, value: unknown): boolean {
  if (typesOf(reply, undefined).length > 0) return true;
  if (!isObject(value) || known(value, '__type') === undefined) return false;
  const [type] = typesOf(reply, value);
  if (type === undefined || /(Exception|Error)$/.test(type)) return true;
  if (faultIn('error', operation, { status: 400, type }) === undefined) return true;
  const members = Object.keys(shapeOf(api.operations[operation]?.output ?? '').members ?? {});
  return !maySayNothing(operation) && members.every((member) => known(value, member) === undefined);
}

/** Deletes and tag operations may answer with no bytes; a list has to say that it is empty. */
function maySayNothing(operation: string): boolean {
  const role = operations[operation]?.role;
  return role === 'delete' || role === 'tag' || role === 'untag';
}

/** The value, found valid, read by the output shape: one structure is the detail, one list the items. */
function shown(operation: string, value: Readonly<Record<string, unknown>>): Outcome {
  const notes = nothingNoted();
  const output = shapeOf(api.operations[operation]?.output ?? '');
  let empty = true;
  let detail: Detail | undefined;
  let items: readonly Detail[] | undefined;
  for (const [member, { shape: name }] of Object.entries(output.members ?? {})) {
    const given = known(value, member);
    const shape = shapeOf(name);
    if (given !== undefined) empty = false;
    if (shape.type === 'structure' && isObject(given)) detail = cutStructure(name, given, notes);
    else if (shape.type === 'list') {
      notes.missing ||= given === undefined;
      items = (Array.isArray(given) ? given : []).map((item) => cutStructure(shape.member?.shape ?? '', item, notes));
    }
  }
  const nextToken = known(value, 'nextToken');
  return {
    kind: 'success',
    empty,
    ...(detail && { detail }),
    ...(items && { items }),
    ...(items && typeof nextToken === 'string' && nextToken !== '' && { nextToken }),
    taken: taken(notes),
  };
}

function malformed(guarantee: 'wire.response' | 'wire.error', reason: string): Outcome {
  return { kind: 'malformed', guarantee, reason };
}

const quoted = (text: string): string => printable(text, MAX_QUOTED_CHARS);
