// The scripts for bug reports that a run leaves beside its counterexamples.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptOf } from './violations.tsx';

const MAX_BYTES = 64 * 1024;
/** A report.json may come from anybody: it names no other file. */
const COUNTEREXAMPLE = /^counterexamples\/[\w.-]+\.json$/;

export const scriptsIn =
  (folder: string): ScriptOf =>
  (counterexample) => {
    if (!COUNTEREXAMPLE.test(counterexample)) return undefined;
    const path = join(folder, counterexample.replace(/\.json$/, '.sh'));
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() && found.size <= MAX_BYTES ? readFileSync(path, 'utf8') : undefined;
  };
