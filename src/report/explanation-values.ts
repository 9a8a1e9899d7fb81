// Values of a program in words: symbols by what they stand for, long texts by their two ends, times in hours and minutes.
import type { Json } from '../program/types.ts';
import { printable } from '../wire/printable.ts';

const valueChars = 60;
const HOUR = 3600;
const MINUTE = 60;

const SYMBOL = /\{\{([a-z]+)(?::([^{}]*))?\}\}/g;
const ONE_SYMBOL = /^\{\{([a-z]+)(?::([^{}]*))?\}\}$/;

/** A value of a request, symbols in words; long texts are cut. */
export const told = (value: Json): string => {
  if (typeof value !== 'string') return printable(symbols(JSON.stringify(value)), valueChars);
  return ONE_SYMBOL.test(value) ? symbols(value) : differing(JSON.stringify(symbols(value)));
};

/** Long texts tend to differ at the end as well as at the start. */
const differing = (text: string): string =>
  text.length <= valueChars ? text : `${text.slice(0, valueChars / 2)}…${text.slice(-valueChars / 2)}`;

const symbols = (text: string): string =>
  text.replace(SYMBOL, (_, kind: string, rest = '') => {
    if (kind === 'token') return tokenInWords(rest);
    if (kind === 'fixture') return `the given ${rest}`;
    if (kind === 'account') return 'the management account';
    return kind === 'made' ? `the ${rest.slice(rest.indexOf('.') + 1)} made before` : rest;
  });

const tokenInWords = (symbol: string): string => {
  const [name = '', ...options] = symbol.split(' ');
  const told = options.map((option) => {
    const [key, value = ''] = option.split('=');
    if (key === 'length') return `${value} characters`;
    if (key === 'end') return `ending in ${JSON.stringify(value)}`;
    if (key === 'uuid') return 'as a UUID';
    if (key === 'number') return 'a number';
    return key === 'upper' ? 'in capitals' : 'of digits';
  });
  return told.length === 0 ? name : `${name} (${told.join(', ')})`;
};

/** `7 h 51 min` */
export const duration = (seconds: number): string => {
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = seconds % MINUTE;
  const parts = [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean);
  return parts.length === 0 ? '0 s' : parts.join(' ');
};
