// The JSON Schemas of answers and errors (specs/schemas/, guarantees wire.response and wire.error) as validators, each
// compiled once, when it is first needed.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { readSchema } from '../specs/index.ts';
import { printable } from './printable.ts';

const FILES = { answer: 'answers.json', error: 'errors.json' } as const;
const MAX_VALUE_CHARS = 80;

const ajv = new Ajv2020({ strict: true, validateFormats: false, verbose: true });
for (const file of Object.values(FILES)) ajv.addSchema(readSchema(file), file);
const compiled = new Map<string, ValidateFunction>();

/**
 * What is wrong with the body of a successful answer, or with an error as read (`{ status, type }`), in words for a
 * person; undefined where nothing is. Throws where the operation has no schema: add it to specs/operations.json and
 * run `npm run specs`.
 */
export function faultIn(kind: keyof typeof FILES, operation: string, value: unknown): string | undefined {
  const validate = validator(kind, operation);
  if (validate(value)) return undefined;
  const error = validate.errors?.at(-1);
  return error ? describe(error) : 'not as the API model has it';
}

function validator(kind: keyof typeof FILES, operation: string): ValidateFunction {
  const id = `${FILES[kind]}#/$defs/${operation}`;
  let validate = compiled.get(id);
  if (validate) return validate;
  validate = ajv.getSchema(id);
  if (!validate) throw new Error(`no schema of ${operation} in specs/schemas/${FILES[kind]}`);
  compiled.set(id, validate);
  return validate;
}

function describe({ instancePath, keyword, params, schema, data }: ErrorObject): string {
  const where = instancePath.slice(1).replaceAll('/', '.') || 'the body';
  if (keyword === 'required') return printable(`${where} has no ${String(params.missingProperty)}`);
  return printable(`${where} is ${shown(data)}, ${expected(keyword, schema)}`);
}

function expected(keyword: string, schema: unknown): string {
  switch (keyword) {
    case 'type':
      return `not of type ${[schema].flat().join(' or ')}`;
    case 'pattern':
      return `not of the form ${String(schema)}`;
    case 'minLength':
    case 'maxLength':
      return `${keyword === 'minLength' ? 'shorter' : 'longer'} than ${String(schema)} characters`;
    case 'maxItems':
      return `longer than ${String(schema)} elements`;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return 'no time in epoch seconds';
    default:
      return 'not as the API model has it';
  }
}

/** Enough of a value to recognise it; an object by its kind only, as it may be huge. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `"${printable(value, MAX_VALUE_CHARS)}"` : String(value);
}
