// Checks an event by specs/schemas/history.schema.json, where that file is installed, else by its kind alone.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schemaFile = (name: string) => new URL(`../../specs/schemas/${name}.schema.json`, import.meta.url);
const SCHEMAS = ['history', 'program'].map(schemaFile);
const KINDS = ['header', 'invoke', 'answer', 'lost', 'clock', 'gave-up', 'end'];

type Validator = (event: object) => string | undefined;
let known: Validator | undefined;

/** A function that says what is wrong with an event; undefined: nothing. */
export function validatorOf(): Validator {
  known ??= SCHEMAS.every((file) => existsSync(file)) ? bySchema(SCHEMAS.map(readSchema)) : byKind;
  return known;
}

const readSchema = (file: URL) => JSON.parse(readFileSync(file, 'utf8')) as object;

/** The first schema is that of an event; it refers to the others. */
function bySchema([event, ...others]: readonly object[]): Validator {
  const ajv = new Ajv2020({ allErrors: false, strict: false, schemas: others });
  const validate = ajv.compile(event!);
  return (candidate) => (validate(candidate) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'event' }));
}

const byKind: Validator = (event) => {
  const kind = 'event' in event ? event.event : undefined;
  return typeof kind === 'string' && KINDS.includes(kind) ? undefined : `unknown kind of event ${JSON.stringify(kind)}`;
};
