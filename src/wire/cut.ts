// Cuts a value from outside to what the API model knows of it: unknown members and nulls go, deep. Only names of the
// model are ever looked up, so neither `__proto__` nor the depth of what is unknown can do harm.
import type { Json } from '../program/types.ts';
import { api, type Shape } from '../specs/index.ts';
import type { Detail, Taken } from './types.ts';

/** What was met on the way, for the silent points wire.missing-member and wire.unknown-enum. */
export interface Notes {
  /** A structure was shown. */
  shown: boolean;
  missing: boolean;
  enums: boolean;
  unknownEnum: boolean;
}

export const nothingNoted = (): Notes => ({ shown: false, missing: false, enums: false, unknownEnum: false });

/** The readings that an answer with these notes takes; none of a point that it could not show. */
export function taken(notes: Notes): Taken[] {
  const readings: Taken[] = [];
  if (notes.shown || notes.missing) readings.push(['wire.missing-member', notes.missing ? 'missing' : 'present']);
  if (notes.enums) readings.push(['wire.unknown-enum', notes.unknownEnum ? 'unknown' : 'known']);
  return readings;
}

/** A structure, already found valid, cut to the members of its shape; adds to `notes`. */
export function cutStructure(shapeName: string, value: Readonly<Record<string, unknown>>, notes: Notes): Detail {
  const shape = shapeOf(shapeName);
  const detail: Record<string, Json> = {};
  notes.shown = true;
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const given = known(value, name);
    if (given !== undefined) detail[name] = cut(member.shape, given, notes);
    else if (shape.required?.includes(name)) notes.missing = true;
  }
  return detail;
}

/** A successful answer, already found valid, with nothing in it but what its outcome is read from. */
export const cutAnswer = (operation: string, value: Readonly<Record<string, unknown>>): Detail =>
  cutStructure(api.operations[operation]?.output ?? '', value, nothingNoted());

function cut(shapeName: string, value: unknown, notes: Notes): Json {
  const shape = shapeOf(shapeName);
  if (shape.type === 'structure' && isObject(value)) return cutStructure(shapeName, value, notes) as Json;
  if (Array.isArray(value)) {
    const element = shape.member?.shape ?? '';
    return value.filter((each) => each !== null).map((each) => cut(element, each, notes));
  }
  if (shape.enum) {
    notes.enums = true;
    notes.unknownEnum ||= !shape.enum.includes(String(value));
  }
  return value as Json;
}

/** A member's value; undefined where it is missing or null. */
export function known(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return value[name] ?? undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws for a name that the API model does not have. */
export function shapeOf(name: string): Shape {
  const shape = api.shapes[name];
  if (!shape) throw new Error(`no shape ${name} in specs/proton-api.json`);
  return shape;
}
