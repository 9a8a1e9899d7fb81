// The file of known violations that `run --baseline` reads and `--update-baseline` writes.
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { closestMatch } from 'leven';
import { type BaselineEntry, replaceFile } from '../report/index.ts';
import { checkBy } from '../specs/check.ts';
import { operations } from '../specs/index.ts';
import { binds, ofEndpoint } from '../specs/selection.ts';
import { UsageError } from './errors.ts';
import { readJsonFile } from './json-file.ts';

export interface BaselineFile {
  /** Where an editor finds the schema; kept. */
  readonly $schema?: string;
  readonly schemaVersion: 1;
  readonly known: readonly BaselineEntry[];
}

/**
 * What `path` holds.
 * @param mayBeNew whether it may be missing, as it is going to be written
 * @throws UsageError that names the file, the place in it, and what is wrong there
 */
export const readBaseline = (path: string, mayBeNew: boolean): BaselineFile => {
  if (mayBeNew) requireWritable(path);
  if (mayBeNew && !existsSync(path)) return { schemaVersion: 1, known: [] };
  const value = readJsonFile(path);
  const isBaseline = baselineCheck();
  if (!isBaseline(value)) {
    const { instancePath = '', message = 'it is no baseline', params } = isBaseline.errors?.[0] ?? {};
    const key = params !== undefined && 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
    throw new UsageError(`${path}, ${instancePath || 'at the top'}: ${message}${key}`);
  }
  const seen = new Set<string>();
  for (const [at, { guarantee, operation }] of value.known.entries()) {
    const what =
      faultOf(guarantee, operation) ?? (seen.has(`${guarantee} ${operation}`) ? 'it stands there twice' : '');
    if (what !== '') throw new UsageError(`${path}, /known/${at} (${guarantee} on ${operation}): ${what}`);
    seen.add(`${guarantee} ${operation}`);
  }
  return value;
};

/** An entry that nothing can match would excuse nothing, and nobody would notice. */
const faultOf = (guarantee: string, operation: string): string | undefined => {
  const found = ofEndpoint.find(({ id }) => id === guarantee);
  if (found === undefined)
    return `no such guarantee${nearest(
      guarantee,
      ofEndpoint.map(({ id }) => id),
    )}`;
  if (!Object.hasOwn(operations, operation)) return `no such operation${nearest(operation, Object.keys(operations))}`;
  return binds(found, operation) ? undefined : 'the guarantee does not bind this operation';
};

const nearest = (name: string, known: readonly string[]): string => {
  const found = closestMatch(name, known, { maxDistance: 5 });
  return found === undefined ? '; the command guarantees lists them' : `; did you mean ${found}?`;
};

const requireWritable = (path: string): void => {
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
};

/** @throws the file system's errors */
export const writeBaseline = (path: string, before: BaselineFile, known: readonly BaselineEntry[]): void =>
  replaceFile(path, `${JSON.stringify({ ...before, known }, null, 2)}\n`);

const baselineCheck = checkBy<BaselineFile>('baseline.schema.json');
