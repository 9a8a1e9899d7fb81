// From a step to the request that it sends: standard calls, resent requests, changes, symbols and references made
// concrete. The same for the model and for an endpoint, so that both are asked the same question.
import { changedInput } from '../program/change.ts';
import type { Input, Json } from '../program/types.ts';
import type { Change, Run, Step, Subject, With } from './types.ts';

/** What later steps can refer to of an earlier one. */
export interface Told {
  readonly operation: string;
  readonly input: Input;
  /** When it was sent, epoch seconds. */
  readonly sent: number;
  /** The answer, where one came. */
  readonly json?: Json;
}

export interface Context {
  readonly subject: Subject;
  readonly change?: Change;
  /** Makes `$name` concrete. */
  readonly symbol: (name: string) => string;
  readonly told: Readonly<Record<string, Told>>;
}

export interface Request {
  readonly operation: string;
  readonly input: Input;
  readonly reordered: boolean;
}

/** Names and tokens under a prefix; `managementAccount` is the one symbol that isn't a name. */
export const symbols =
  (prefix: string, managementAccount: string) =>
  (name: string): string =>
    name === 'managementAccount' ? managementAccount : prefix + name.toLowerCase();

/** The context of a run's steps; `told` may grow while the run goes on. */
export const contextOf = (run: Run, symbol: Context['symbol'], told: Record<string, Told>): Context => ({
  subject: run.subject,
  ...(run.change && { change: run.change }),
  symbol,
  told,
});

/**
 * The request of a step that is a call (`call`, `the` or `again`).
 * @throws Error where it refers to a step or standard call that isn't there
 */
export function requestOf(step: Step, context: Context): Request {
  const { operation, input } = base(step, context);
  const changes = [step, step.change ? (context.change ?? {}) : {}];
  const changed = changes.reduce((before, change) => apply(before, change, context), input);
  return { operation, input: changed, reordered: step.body === 'reordered' };
}

function base(step: Step, context: Context): { operation: string; input: Input } {
  if (step.again !== undefined) {
    const earlier = context.told[step.again];
    if (!earlier) throw new Error(`no such step: ${step.again}`);
    return { operation: earlier.operation, input: earlier.input };
  }
  const standard = step.the === undefined ? undefined : context.subject.calls[step.the];
  const operation = step.call ?? standard?.call;
  if (operation === undefined) throw new Error(`no such standard call: ${step.the}`);
  const written = step.bare ? {} : (step.input ?? standard?.input ?? {});
  const about = JSON.parse(JSON.stringify(written).replaceAll('@it', `@${step.of ?? 'first'}`)) as Input;
  return { operation, input: resolve(about, context) as Input };
}

function apply(input: Input, change: Change, context: Context): Input {
  const parts = [change.with ?? []].flat() as With[];
  const members = parts.map((part) => {
    const set = typeof part === 'string' ? context.subject.changes[part.slice(1)] : part;
    if (!set) throw new Error(`the subject has no ${part}`);
    return set;
  });
  const left = changedInput(input, { drop: change.without ?? [] });
  return members.reduce((changed, set) => changedInput(changed, { set: resolve(set, context) as Input }), left);
}

/** Symbols, references and special tokens in a value made concrete; a reference to nothing becomes null. */
export function resolve(value: Json | Readonly<Record<string, Json>>, context: Context): Json {
  if (typeof value === 'string') return value.startsWith('@') ? lookUp(value, context) : fillIn(value, context);
  if (Array.isArray(value)) return value.map((item) => resolve(item, context));
  if (value === null || typeof value !== 'object') return value;
  if ('token' in value) return specialToken(value, context);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, context)]));
}

/** The symbols in a text made concrete. */
export const fillIn = (text: string, context: Context): string =>
  text.replace(/\$([A-Za-z][A-Za-z0-9]*)/g, (_, name: string) => context.symbol(name));

function lookUp(reference: string, { told }: Context): Json {
  const [name = '', ...path] = reference.slice(1).split('.');
  const step = told[name];
  if (!step) return null;
  const answered = step.json !== null && typeof step.json === 'object' && !Array.isArray(step.json) ? step.json : {};
  const known: Json = { ...answered, input: step.input, sent: step.sent };
  return path.reduce<Json>(
    (at, key) => (at !== null && typeof at === 'object' ? ((at as Input)[key] ?? null) : null),
    known,
  );
}

function specialToken(value: { readonly [member: string]: Json }, context: Context): string {
  const {
    token,
    length,
    end = '',
    upperCase,
  } = value as { token: string; length?: number; end?: string; upperCase?: boolean };
  const start = fillIn(token, context);
  const full = (length === undefined ? start : start.padEnd(length - end.length, 'x')) + end;
  return upperCase ? full.toUpperCase() : full;
}

/** JSON text of a request; `reordered`: members in reverse order, more white space. */
export const bodyOf = ({ input, reordered }: Request): string =>
  reordered ? JSON.stringify(reversed(input), null, 3) : JSON.stringify(input);

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
