// Values of options, each checked as it is read. A bad one ends the command with one line before anything is started.
import { InvalidArgumentError } from 'commander';
import { type ClockMode, parseClock } from '../endpoint/clock/mode.ts';
import { printable } from '../wire/printable.ts';

/** Reads an option that may be given once: a second value would contradict the first. */
export const once = <T>(parse: (text: string) => T) => {
  let given = false;
  return (text: string): T => {
    if (given) throw new InvalidArgumentError('It is given twice; give it once.');
    given = true;
    return parse(text);
  };
};

/** A whole number from `least` to `most`. */
export const integer =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };

/** An http or https URL without query and fragment; credentials do not belong in it. */
export const endpointUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('Give a URL such as http://127.0.0.1:8080.');
  if (url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('Credentials do not belong in it; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  if (url.search !== '' || url.hash !== '') throw new InvalidArgumentError('Leave out the query and the fragment.');
  return url.href;
};

export const region = (text: string): string => {
  if (!/^[a-z0-9-]{1,64}$/.test(text)) throw new InvalidArgumentError('Give a region such as us-east-1.');
  return text;
};

export const accountId = (text: string): string => {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('Give the 12 digits of the account id.');
  return text;
};

const MAX_NAME_CHARS = 100;

/** `NAME@VERSION`. */
export const implementation = (text: string): string => {
  if (!/^.+@[^@]+$/.test(text) || printable(text, MAX_NAME_CHARS) !== text)
    throw new InvalidArgumentError('Give NAME@VERSION, such as my-proton@1.2.0.');
  return text;
};

export const nonEmpty = (text: string): string => {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
};

/** One of the ways to move the endpoint's clock (`ClockMode`), all but `find`. */
export const clockMode = (text: string): ClockMode => {
  const mode = parseClock(text);
  if (mode === undefined)
    throw new InvalidArgumentError('Give control, faketime:FILE, command:CMD, ledger:FILE or none.');
  return mode;
};

/** `i/n`: the ith of n parts. */
export const shard = (text: string): { readonly nth: number; readonly of: number } => {
  const [, nth = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (nth < 1 || nth > of) throw new InvalidArgumentError('Give i/n with i from 1 to n, such as 1/2.');
  return { nth, of };
};
