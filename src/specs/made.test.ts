// Files made by a script are current: change what they are made from, run `npm run specs`, commit both.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optionFiles } from '../cli/options/files.ts';

type Files = Readonly<Record<string, string>>;

const root = new URL('../../', import.meta.url);
const script = async <T>(name: string): Promise<T> => (await import(new URL(`scripts/${name}`, root).href)) as T;
const { schemaFiles } = await script<{ schemaFiles: () => Files }>('make-schemas.mjs');
const { docFiles } = await script<{ docFiles: () => Files }>('make-docs.mjs');

const made = [
  ...Object.entries(schemaFiles()).map(([name, text]) => [`specs/schemas/${name}`, text] as const),
  ...Object.entries(docFiles()),
  ...Object.entries(optionFiles()),
];

describe('made by npm run specs', () => {
  test('are the schemas of answers and errors, and the page of guarantees', () => {
    expect(made.map(([path]) => path)).toEqual(
      expect.arrayContaining(['specs/schemas/answers.json', 'specs/schemas/errors.json', 'docs/guarantees.md']),
    );
  });

  test.each(made)('%s is current', (path, text) => {
    expect(readFileSync(new URL(path, root), 'utf8')).toBe(text);
  });
});
