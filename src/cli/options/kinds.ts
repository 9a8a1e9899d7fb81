// What the value of an option can be: how it is read from text, and the JSON Schema that an editor holds a configuration
// file to. Both stand together, so that command line and file take the same values.
import { integer, nonEmpty } from '../parsers.ts';

type Schema = Readonly<Record<string, unknown>>;

/** One value: `--seed 1`, in a file `"seed": 1`. */
export interface Value<T> {
  readonly form: 'value';
  /** @throws InvalidArgumentError with a sentence that says what to give */
  readonly parse: (text: string) => T;
  readonly schema: Schema;
  /** A file or folder: in a configuration file it is relative to that file. */
  readonly isPath?: true;
}

/** Several values: `--only A B`, in a file `"only": ["A", "B"]`. */
export interface List<T> {
  readonly form: 'list';
  readonly parse: (text: string) => T;
  readonly schema: Schema;
}

/** `--quiet`, in a file `"quiet": true`; with `--no-` before it `"shrink": false`. */
export interface Flag {
  readonly form: 'flag';
  readonly schema: Schema;
}

export type Kind<T> = Value<T> | List<T> | Flag;

export const text = <T>(parse: (text: string) => T): Value<T> => ({
  form: 'value',
  parse,
  schema: { type: 'string', minLength: 1 },
});

export const path: Value<string> = { ...text(nonEmpty), isPath: true };

export const whole = (least: number, most: number): Value<number> => ({
  form: 'value',
  parse: integer(least, most),
  schema: { type: 'integer', minimum: least, maximum: most },
});

export const list = <T>(parse: (text: string) => T): List<T> => ({
  form: 'list',
  parse,
  schema: { type: 'array', items: { type: 'string', minLength: 1 } },
});

export const flag: Flag = { form: 'flag', schema: { type: 'boolean' } };
