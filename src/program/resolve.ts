// Symbols of a program made concrete. Pure: the same symbols give the same request.
import { tokenOf } from './token.ts';
import type { Input, Json } from './types.ts';

/** What the symbols stand for at one step. */
export interface Meaning {
  readonly namespace: string;
  /** The management account's id. */
  readonly account?: string;
  /** A fixture's name, or a member of what it made; undefined if it is not there. */
  fixture(name: string, member: string | undefined): Json | undefined;
  /** A member (a path) of the resource that the call `back` create or retry steps before this one made. */
  made(back: number, path: string): Json | undefined;
}

/** A program has a symbol that the suite does not know: a defect of the program. */
export class UnknownSymbol extends Error {
  override readonly name = 'UnknownSymbol';
}

const SYMBOL = /\{\{([^{}]*)\}\}/g;
const ONE_SYMBOL = /^\{\{([^{}]*)\}\}$/;

/**
 * `value` with its symbols replaced; undefined if one of them stands for nothing (what it refers to was never made).
 * A string that is one symbol and no more takes on the type of what it stands for.
 * @throws UnknownSymbol
 */
export function resolve<T extends Json>(value: T, meaning: Meaning): T | undefined {
  return resolveJson(value, meaning) as T | undefined;
}

/** As `resolve`, for a whole request. */
export const resolveInput = (input: Input, meaning: Meaning): Input | undefined => resolve(input, meaning);

function resolveJson(value: Json, meaning: Meaning): Json | undefined {
  if (typeof value === 'string') return resolveText(value, meaning);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => resolveJson(item, meaning));
    return items.some((item) => item === undefined) ? undefined : (items as Json[]);
  }
  const members = Object.entries(value).map(([name, inner]) => [name, resolveJson(inner, meaning)] as const);
  return members.some(([, inner]) => inner === undefined) ? undefined : (Object.fromEntries(members) as Input);
}

function resolveText(text: string, meaning: Meaning): Json | undefined {
  const whole = ONE_SYMBOL.exec(text);
  if (whole) return meaningOf(whole[1]!, meaning);
  let missing = false;
  const replaced = text.replace(SYMBOL, (_, symbol: string) => {
    const value = meaningOf(symbol, meaning);
    missing ||= value === undefined;
    return typeof value === 'string' ? value : JSON.stringify(value ?? null);
  });
  return missing ? undefined : replaced;
}

function meaningOf(symbol: string, meaning: Meaning): Json | undefined {
  const [, kind, rest = ''] = /^(name|token|fixture|account|made)(?::(.*))?$/s.exec(symbol) ?? [];
  switch (kind) {
    case 'name':
      return meaning.namespace + rest;
    case 'token': {
      const made = tokenOf(rest, meaning.namespace);
      if (made === undefined) throw new UnknownSymbol(`{{${symbol}}}`);
      return made;
    }
    case 'account':
      return meaning.account;
    case 'fixture': {
      const [name = '', member] = split(rest);
      return meaning.fixture(name, member);
    }
    case 'made': {
      const [back = '', path] = split(rest);
      if (!/^\d+$/.test(back) || path === undefined) throw new UnknownSymbol(`{{${symbol}}}`);
      return meaning.made(Number(back), path);
    }
    default:
      throw new UnknownSymbol(`{{${symbol}}}`);
  }
}

function split(text: string): [string, string?] {
  const at = text.indexOf('.');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
