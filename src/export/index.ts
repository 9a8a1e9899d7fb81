// Counterexamples as code that stands alone: what a person attaches to a bug report.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from '../history/read.ts';
import { replaceFile } from '../report/folder.ts';
import type { Counterexample } from '../shrink/types.ts';
import { exportShell } from './shell.ts';
import { exportVitest } from './vitest.ts';

export { exportShell } from './shell.ts';
export { exportVitest } from './vitest.ts';

export const formats = ['shell', 'vitest'] as const;
export type Format = (typeof formats)[number];

/** The text of an export; `history`: that of the attempt that showed the violation. */
export const exportAs = (format: Format, counterexample: Counterexample, history: History): string =>
  format === 'shell' ? exportShell(counterexample, history) : exportVitest(counterexample, history);

/**
 * Writes NAME.sh and NAME.test.ts into `folder`, which is made where it is missing. The file system's errors pass through.
 * @param history that of the attempt that showed the violation
 */
export const writeExports = (folder: string, counterexample: Counterexample, history: History): void => {
  mkdirSync(folder, { recursive: true });
  replaceFile(join(folder, `${counterexample.name}.sh`), exportShell(counterexample, history));
  replaceFile(join(folder, `${counterexample.name}.test.ts`), exportVitest(counterexample, history));
};
