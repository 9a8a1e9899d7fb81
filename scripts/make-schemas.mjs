// Makes specs/schemas/answers.json and errors.json: what a well-formed answer or error of each operation is, by the
// guarantees wire.response and wire.error. From the API model and operations.json, so that an operation added there has
// its schemas after `npm run specs`. A test checks that the committed files are current.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { answerSchemas } from './schemas/answers.mjs';
import { errorSchemas } from './schemas/errors.mjs';

/** Called by no step of a program, but worth reading; their answers are as well defined as the others'. */
const EXTRA_OPERATIONS = ['GetServiceInstance', 'GetAccountSettings'];

const specs = new URL('../specs/', import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, specs), 'utf8'));

/** The files under specs/schemas/ that this script makes: name → text. */
export function schemaFiles() {
  const api = read('proton-api.json');
  const facts = read('operations.json');
  const names = [...Object.keys(facts.operations), ...EXTRA_OPERATIONS];
  const text = (schema) => `${JSON.stringify(schema, null, 1)}\n`;
  return { 'answers.json': text(answerSchemas(api, facts, names)), 'errors.json': text(errorSchemas(api, names)) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(new URL(`schemas/${name}`, specs), text);
