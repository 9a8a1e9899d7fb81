// An option as data, and the options of a command as commander takes them.
import type { Command } from 'commander';
import { once } from '../parsers.ts';
import type { Flag, Kind, List, Value } from './kinds.ts';

export interface Option<K> {
  /** As commander has them: `--max-calls <n>`. */
  readonly flags: string;
  /** A few words, for `--help`, editors and docs. */
  readonly about: string;
  readonly kind: K;
  /** What applies where it is not given: a value, or words. Left out: nothing worth a word. */
  readonly byDefault?: string | number;
}

/** By the name that an option has in a configuration file: its flag in camel case. */
export type Options = Readonly<Record<string, Option<Kind<unknown>>>>;

type ValueOf<K> =
  K extends Value<infer T> ? T : K extends List<infer T> ? readonly T[] : K extends Flag ? boolean : never;

/** What a person gave of `O`. */
export type ValuesOf<O extends Options> = { readonly [Name in keyof O]?: ValueOf<O[Name]['kind']> };

export const option = <K extends Kind<unknown>>(
  flags: string,
  about: string,
  kind: K,
  byDefault?: string | number,
): Option<K> => ({ flags, about, kind, ...(byDefault === undefined ? {} : { byDefault }) });

/** Adds `options` to a command. None gets a default here: what was not given may still stand in a file. */
export const addOptions = (command: Command, options: Options): void => {
  for (const { flags, about, kind, byDefault } of Object.values(options)) {
    const described = byDefault === undefined ? about : `${about} (default: ${byDefault})`;
    if (kind.form === 'flag') command.option(flags, described);
    else if (kind.form === 'value') command.option(flags, described, once(kind.parse));
    else command.option(flags, described, (text: string, before: unknown[] = []) => [...before, kind.parse(text)]);
  }
};

/** What of `options` was given on the command line. */
export const givenTo = <O extends Options>(command: Command, options: O): ValuesOf<O> =>
  Object.fromEntries(
    Object.keys(options)
      .filter((name) => command.getOptionValueSource(name) === 'cli')
      .map((name) => [name, command.getOptionValue(name)]),
  ) as ValuesOf<O>;
