// The configuration file: options as JSON. Each value is read by the parser of the command line's option, so that both
// take the same; what is wrong is told with the file and the key.
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { closestMatch } from 'leven';
import { UsageError } from '../errors.ts';
import { readJsonFile } from '../json-file.ts';
import type { Option, Options, ValuesOf } from './definition.ts';
import type { Kind } from './kinds.ts';

/** Found in the working directory if `--config` names no other. */
export const configFile = 'proton-conformance.config.json';

/** A key that differs by more characters from every option is no slip of the pen. */
const nearestWithin = 4;

/**
 * The options in `file`, or in the file found; none if there is none.
 * @throws UsageError if a file was named that is not there, or one has a key or value that is none
 */
export const readConfig = <O extends Options>(file: string | undefined, options: O): ValuesOf<O> => {
  if (file === undefined && !existsSync(configFile)) return {} as ValuesOf<O>;
  const path = file ?? configFile;
  const config = readJsonFile(path);
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`${path} holds no object with options, such as { "seed": 1 }`);
  const { $schema, ...given }: { readonly $schema?: unknown } = config;
  if ($schema !== undefined && typeof $schema !== 'string') fault(`${path}: "$schema"`, 'Give a text.', $schema);
  const read = Object.entries(given).map(([name, value]) => {
    if (!Object.hasOwn(options, name)) throw new UsageError(`${path}: ${unknownKey(name, Object.keys(options))}`);
    return [name, readValue(options[name]!, value, `${path}: "${name}"`, dirname(path))];
  });
  return Object.fromEntries(read) as ValuesOf<O>;
};

const unknownKey = (name: string, known: readonly string[]): string => {
  const nearest = closestMatch(name, known, { maxDistance: nearestWithin });
  const hint = nearest === undefined ? `the options are ${known.join(', ')}` : `did you mean "${nearest}"?`;
  return `there is no option "${name}"; ${hint}`;
};

const readValue = ({ kind }: Option<Kind<unknown>>, value: unknown, place: string, folder: string): unknown => {
  if (kind.form === 'flag') return typeof value === 'boolean' ? value : fault(place, 'Give true or false.', value);
  if (kind.form === 'value') return parsed(kind, value, place, folder);
  if (!Array.isArray(value)) return fault(place, 'Give a list of texts.', value);
  return value.map((one: unknown, at) => parsed(kind, one, `${place}, entry ${at + 1}`, folder));
};

const parsed = (kind: Exclude<Kind<unknown>, { form: 'flag' }>, value: unknown, place: string, folder: string) => {
  const isNumber = kind.schema.type === 'integer';
  if (typeof value !== (isNumber ? 'number' : 'string'))
    fault(place, isNumber ? 'Give a number.' : 'Give a text.', value);
  try {
    const read = kind.parse(String(value));
    return kind.form === 'value' && kind.isPath && !isAbsolute(String(read)) ? join(folder, String(read)) : read;
  } catch (error) {
    if (error instanceof InvalidArgumentError) fault(place, error.message, value);
    throw error;
  }
};

const fault = (place: string, what: string, value: unknown): never => {
  throw new UsageError(`${place} is ${inShort(value)}. ${what}`);
};

/** What has members of its own may be nested too deeply to be written. */
const inShort = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
