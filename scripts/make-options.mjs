// Makes what tells of the options of `run` from their one definition: the schema of the configuration file and
// docs/options.md. Needs the build; a test checks that both are current.
import { writeFileSync } from 'node:fs';
import { optionFiles } from '../dist/src/cli/options/files.js';

for (const [path, text] of Object.entries(optionFiles())) writeFileSync(new URL(`../${path}`, import.meta.url), text);
