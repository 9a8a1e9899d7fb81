// Client tokens of a program: in its name space, so that no other program has them, in whatever form is asked for.
import { RUN_ID_CHARS, RUN_PREFIX } from './namespace.ts';

const MAX_CHARS = 4096;
/** What stands for the run, which every token begins with. */
const RUN_CHARS = RUN_PREFIX.length + RUN_ID_CHARS;
/** What names and name spaces consist of where a token is to be of digits, or a UUID. */
const DIGIT_CHARACTERS = '-0123456789abcdefghijklmnopqrstuvwxyz';
/** Enough for the nine characters of a name space that stand for the program. */
const PROGRAM_HEX_DIGITS = 13;
/** With those of the run eighteen, the most that every number of as many fits into 64 bits with its sign. */
const PROGRAM_DIGITS = 6;

/**
 * The token of a symbol such as `t length=64 end=b upper`: padded with `x` to 64 characters of which the last are `b`, in
 * capitals; undefined if an option is not known, or the name cannot be written so.
 */
export function tokenOf(symbol: string, namespace: string): string | undefined {
  const [name = '', ...options] = symbol.split(' ');
  let length: number | undefined;
  let end = '';
  let form: 'digits' | 'number' | 'uuid' | undefined;
  let upper = false;
  for (const option of options) {
    const [, key, value = ''] = /^([a-z]+)(?:=(.*))?$/s.exec(option) ?? [];
    if (key === 'length' && /^\d+$/.test(value) && Number(value) <= MAX_CHARS) length = Number(value);
    else if (key === 'end') end = value;
    else if (key === 'upper') upper = true;
    else if (key === 'digits' || key === 'number' || key === 'uuid') form = key;
    else return undefined;
  }
  if (form !== undefined && !(form === 'uuid' ? /^[0-9a-z]$/ : /^[-0-9a-z]*$/).test(name)) return undefined;
  const padded = (text: string): string => {
    const [start, filler] =
      form === undefined ? [text, 'x'] : [form === 'number' ? asNumber(text) : inDigits(text), '0'];
    return (length === undefined ? start : start.padEnd(length - end.length, filler)) + end;
  };
  const whole = form === 'uuid' ? asUuid(name, namespace) : padded(`${namespace}-${name}`);
  return upper ? whole.toUpperCase() : whole;
}

/** Two digits a character, so that different texts stay different; never with a zero in front. */
const inDigits = (text: string): string => [...text].map((character) => String(10 + placeOf(character))).join('');

/**
 * Eighteen digits: the run, then what is left of the text, folded. Programs of one run get the same ones once in a million
 * pairs, but never do texts that differ in two neighbouring characters only, such as tokens of one program.
 */
function asNumber(text: string): string {
  const folded = [...text.slice(RUN_CHARS)].reduce(
    (sum, c) => (sum * DIGIT_CHARACTERS.length + placeOf(c)) % 10 ** PROGRAM_DIGITS,
    0,
  );
  return inDigits(text.slice(RUN_PREFIX.length, RUN_CHARS)) + String(folded).padStart(PROGRAM_DIGITS, '0');
}

/** A version 4 UUID: two letters of the name, the program within its run, and last the run in digits. */
function asUuid(name: string, namespace: string): string {
  const run = inDigits(namespace.slice(RUN_PREFIX.length, RUN_CHARS)).padStart(2 * RUN_ID_CHARS, '0');
  const program = [...namespace.slice(RUN_CHARS)].reduce((sum, c) => sum * DIGIT_CHARACTERS.length + placeOf(c), 0);
  const rest = program.toString(16).padStart(PROGRAM_HEX_DIGITS, '0');
  const letter = (value: number): string => String.fromCharCode('a'.charCodeAt(0) + (value % 6));
  const letters = letter(placeOf(name)) + letter(Math.floor(placeOf(name) / 6));
  return `${letters}${rest.slice(0, 6)}-${rest.slice(6, 10)}-4${rest.slice(10)}-8000-${run}`;
}

const placeOf = (character: string): number => DIGIT_CHARACTERS.indexOf(character);
