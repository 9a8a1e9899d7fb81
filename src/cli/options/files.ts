// The files that tell of the options of `run`, made from their one definition.
import { optionsPage } from './page.ts';
import { runOptions } from './run.ts';
import { configSchema } from './schema.ts';

/** Path from the root of the package → text. */
export const optionFiles = (): Readonly<Record<string, string>> => ({
  'specs/schemas/config.schema.json': `${JSON.stringify(configSchema(runOptions), null, 2)}\n`,
  'docs/options.md': optionsPage(runOptions),
});
