// The scripts for bug reports that a run leaves beside its counterexamples.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../../wire/printable.ts';
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
    return found?.isFile() && found.size <= MAX_BYTES ? printableLines(readFileSync(path, 'utf8')) : undefined;
  };

/** A script that a run wrote is printable as it is; one that somebody put there may be not. */
const printableLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line.replaceAll('\t', '  '), MAX_BYTES))
    .join('\n');
