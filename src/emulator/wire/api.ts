// The API model as data: operations, shapes and their constraints. Everything generic about the wire (what is valid,
// what an answer may hold) is read from it, so that no operation carries a check of its own.
import { readFileSync } from 'node:fs';

/** A shape of the API model, with the constraints that the emulator enforces. */
export interface Shape {
  type: string;
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  required?: string[];
  union?: boolean;
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
}

interface Operation {
  input: string;
  output: string;
  errors: string[];
}

interface Api {
  metadata: { targetPrefix: string };
  operations: Record<string, Operation>;
  shapes: Record<string, Shape>;
}

export const api: Api = JSON.parse(readFileSync(new URL('../../../specs/proton-api.json', import.meta.url), 'utf8'));

/** The shape of that name; shapes that the model names but doesn't describe are taken as free text. */
export function shapeOf(name: string): Shape {
  return api.shapes[name] ?? { type: 'string' };
}
