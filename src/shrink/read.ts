// Reads a counterexample that somebody has sent: untrusted, so its size is bounded and it must be what the schema says,
// every operation in it one that the suite knows.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { MAX_INDEX } from '../program/namespace.ts';
import { operations, readSchema } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import type { Counterexample } from './types.ts';

/** Of a counterexample's file. */
export const MAX_COUNTEREXAMPLE_BYTES = 5 * 1024 * 1024;
const MAX_FAULT_CHARS = 200;

/** The file is no counterexample that this version can use; the message is one line for a person. */
export class CounterexampleError extends Error {
  override readonly name = 'CounterexampleError';
}

/** @throws CounterexampleError; `file` is for its message */
export function parseCounterexample(text: string, file: string): Counterexample {
  const value = parseBounded(text, file);
  const validate = validator('counterexample.schema.json');
  if (!validate(value)) throw fault(file, ajv.errorsText(validate.errors?.slice(0, 1), { dataVar: 'it' }));
  const one = value as Counterexample;
  requireKnown(one.program, file);
  return one;
}

/** JSON within the limit. @throws CounterexampleError */
export function parseBounded(text: string, file: string): unknown {
  if (Buffer.byteLength(text) > MAX_COUNTEREXAMPLE_BYTES)
    throw fault(file, `more than ${MAX_COUNTEREXAMPLE_BYTES} bytes`);
  try {
    return JSON.parse(text);
  } catch {
    throw fault(file, 'it is not JSON');
  }
}

/** @throws CounterexampleError if it is no program, or calls something that the suite does not know */
export function parseProgram(value: unknown, file: string): Counterexample['program'] {
  const validate = validator('program.schema.json');
  if (!validate(value)) throw fault(file, ajv.errorsText(validate.errors?.slice(0, 1), { dataVar: 'it' }));
  const program = value as Counterexample['program'];
  requireKnown(program, file);
  return program;
}

function requireKnown({ index, steps }: Counterexample['program'], file: string): void {
  if (index > MAX_INDEX) throw fault(file, `index ${index} is more than ${MAX_INDEX}`);
  for (const step of steps) {
    const roles = step.do === 'create' ? ['create'] : step.do === 'modify' ? ['update', 'tag', 'untag'] : undefined;
    if (roles === undefined || !('operation' in step)) continue;
    const role = Object.hasOwn(operations, step.operation) ? operations[step.operation]!.role : undefined;
    if (role === undefined || !roles.includes(role)) throw fault(file, `a step cannot ${step.do} by ${step.operation}`);
  }
}

const fault = (file: string, what: string): CounterexampleError =>
  new CounterexampleError(`${file} is no counterexample: ${printable(what, MAX_FAULT_CHARS)}`);

const ajv = new Ajv2020({ strict: false });
const compiled = new Map<string, ValidateFunction>();

function validator(file: string): ValidateFunction {
  for (const schema of ['program.schema.json', 'history.schema.json'])
    if (ajv.getSchema(schema) === undefined) ajv.addSchema(readSchema(schema));
  const known = compiled.get(file) ?? ajv.getSchema(file) ?? ajv.compile(readSchema(file));
  compiled.set(file, known);
  return known;
}
