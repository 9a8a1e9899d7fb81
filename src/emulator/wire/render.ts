// Answers in the form of the API model: only members that the shape knows, times as epoch seconds. The rules may bend
// single values (that is how a mutant spoils them), the habits add what a client must put up with.
import { shapeOf } from './api.ts';
import { isMembers, type Json, type Members } from './json.ts';

/** How values are written; times come in milliseconds. */
export interface Pen {
  time(milliseconds: number): Json;
  /** The last word on a structure that has been rendered. */
  structure(shapeName: string, rendered: Members): Members;
}

/** The members of `value` that the shape has, written with that pen. */
export function render(shapeName: string, value: Json | undefined, pen: Pen): Json | undefined {
  const shape = shapeOf(shapeName);
  if (value === undefined || value === null) return value;
  if (shape.type === 'timestamp') return typeof value === 'number' ? pen.time(value) : value;
  if (shape.type === 'list') {
    return Array.isArray(value) ? value.map((one) => render(shape.member?.shape ?? 'String', one, pen) ?? null) : value;
  }
  if (shape.type !== 'structure' || !isMembers(value)) return value;
  const rendered: Members = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (value[name] !== undefined) rendered[name] = render(member.shape, value[name], pen);
  }
  return pen.structure(shapeName, rendered);
}
