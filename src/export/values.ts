// Requests of an export as plain JSON, in which strings hold two kinds of placeholders: the run's name space, in the four
// forms that tokens take it in, and members of live answers. Both languages write them as variables, everything else quoted.
import { RUN_PREFIX } from '../program/namespace.ts';
import { resolve } from '../program/resolve.ts';
import type { Input, Json } from '../program/types.ts';

/** Stands for the random name space of a run of the export, which has as many characters. */
export const RUN = 'pc0run0x';
export const RUN_UPPER = RUN.toUpperCase();
/** The same in digits, as tokens of digits hold it. */
export const RUN_DIGITS = resolve('{{token:t digits}}', {
  namespace: RUN,
  fixture: () => undefined,
  made: () => undefined,
})!.slice(0, 2 * RUN.length);

/** How many of the digits every run begins with. */
export const SHARED_DIGITS = 2 * RUN_PREFIX.length;
/** The others, as tokens in the form of a UUID end with them. */
export const RUN_END = RUN_DIGITS.slice(SHARED_DIGITS);

/** Where in an answer a value stands: members and list positions. */
export interface Place {
  /** The number of the answer's variable. */
  readonly answer: number;
  readonly path: readonly string[];
}

/** One part of a text: itself, the run's name space in one of its forms, or what a live answer holds. */
export type Piece =
  | { readonly text: string }
  | { readonly run: 'plain' | 'upper' | 'digits' | 'end' }
  | { readonly place: Place };

/** The placeholder of a place. No input of a program can hold one: what is in double braces there is a symbol. */
export const placeholder = ({ answer, path }: Place): string => `{{answer:${answer}.${path.join('.')}}}`;

const PLACEHOLDER = new RegExp(`(${RUN}|${RUN_UPPER}|${RUN_DIGITS}|${RUN_END}|\\{\\{answer:\\d+(?:\\.\\w+)+\\}\\})`);

/** A text in its pieces, none of them empty. */
export const pieces = (text: string): Piece[] =>
  text
    .split(PLACEHOLDER)
    .filter((part) => part !== '')
    .map((part): Piece => {
      if (part === RUN) return { run: 'plain' };
      if (part === RUN_UPPER) return { run: 'upper' };
      if (part === RUN_DIGITS) return { run: 'digits' };
      if (part === RUN_END) return { run: 'end' };
      const [, answer, path] = /^\{\{answer:(\d+)\.([\w.]+)\}\}$/.exec(part) ?? [];
      if (answer === undefined || path === undefined) return { text: part };
      return { place: { answer: Number(answer), path: path.split('.') } };
    });

/** Every string in a value. */
export const strings = (value: Json): string[] => {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(strings);
};

/** A recorded value with its name space made the export's own. */
export const ofRun = <T extends Json>(value: T, namespace: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(namespace, RUN)) as T;

/** Members of an object the other way round. */
export const reversed = (input: Input): Input => Object.fromEntries(Object.entries(input).reverse());
