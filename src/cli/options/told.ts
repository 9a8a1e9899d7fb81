// The options that were given as a report tells them: as data, and as the words of a command line that gives them again.
// Secrets come from the environment and are no options; what runs in a shell may hold some, and is not told.

import type { Json } from '../../program/types.ts';
import { shArgument } from '../../wire/quote.ts';
import type { Option, Options, ValuesOf } from './definition.ts';
import type { Kind } from './kinds.ts';

/** Where files go and how much is printed make no other run of it; the seed is told by the run, which may have drawn it. */
const NOT_TOLD: readonly string[] = ['reportDir', 'quiet', 'seed', 'updateBaseline'];
/** `--clock command:CMD`; of an option such as `--restart-command` the whole value is one. */
const SHELL_COMMAND = /^(command:).*$/s;
const isShellCommand = (name: string): boolean => name.endsWith('Command');

export const toldOf = <O extends Options>(
  given: ValuesOf<O>,
  options: O,
): { configuration: Record<string, Json>; arguments: string[] } => {
  const told = Object.entries(options).flatMap(([name, { flags, kind }]: [string, Option<Kind<unknown>>]) => {
    const value = isShellCommand(name) && given[name] !== undefined ? '…' : toldValue(given[name]);
    return value === undefined || NOT_TOLD.includes(name) ? [] : [{ name, flags, kind, value }];
  });
  return {
    configuration: Object.fromEntries(told.map(({ name, value }) => [name, value])),
    arguments: told.flatMap(({ flags, kind, value }) => wordsOf(flags, kind, value)),
  };
};

const toldValue = (value: unknown): Json | undefined => {
  if (typeof value === 'string') return value.replace(SHELL_COMMAND, '$1…');
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map((one) => toldValue(one) ?? null) : undefined;
};

/** `--no-shrink` is the option `shrink` with the value false; one that is as it is without the option needs no words. */
const wordsOf = (flags: string, { form }: Kind<unknown>, value: Json): string[] => {
  const [name = ''] = flags.split(' ');
  if (form === 'flag') return value === !name.startsWith('--no-') ? [name] : [];
  return [name, ...[value].flat().map((one) => shArgument(String(one)))];
};
