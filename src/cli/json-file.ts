// A JSON file that a person names or keeps: read within a limit, and faults told with the file and the place in it.
import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './errors.ts';

const MAX_BYTES = 1024 * 1024;

/** @throws UsageError if it is no file, too large, or no JSON */
export const readJsonFile = (path: string, maxBytes: number = MAX_BYTES): unknown => {
  const text = content(path, maxBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path} is no JSON: ${withLine(error.message, text)}`);
    throw new UsageError(`${path} cannot be read: something in it is nested too deeply`);
  }
};

const content = (path: string, maxBytes: number): string => {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new UsageError(`${path} is no file`);
    if (found.size > maxBytes) throw new UsageError(`${path} is larger than ${maxBytes} bytes`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`${path} cannot be read (${error.code})`);
  }
};

/** Node 20 tells the place as a position alone. */
const withLine = (message: string, text: string): string =>
  message.replace(/ in JSON at position (\d+)(?: \(.*\))?$/, (_, position: string) => {
    const before = text.slice(0, Number(position)).split('\n');
    return `, line ${before.length}, column ${before.at(-1)!.length + 1}`;
  });
