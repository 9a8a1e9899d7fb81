// A program's steps in words, for a person who reads neither JSON nor symbols: what is sent, what changed since the request
// that it repeats, what is waited for. From the program alone, so that it can be told before and after a run.
import { isDeepStrictEqual } from 'node:util';
import { changedIfPossible } from '../program/change.ts';
import { memberAt, position, type SingleStep, sendingsOf } from '../program/facts.ts';
import type { Change, Input, Json, Program, Step } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';

const valueChars = 60;
const stepChars = 300;
const HOUR = 3600;
const MINUTE = 60;

/** A create or retry step, as later steps refer to it. */
interface Sent {
  readonly step: number;
  readonly operation: string;
  readonly input: Input;
}

/** One sentence for each step, in order; each is printable and cut to 300 characters. */
export const stepsInWords = ({ steps }: Pick<Program, 'steps'>): string[] => {
  const sent: Sent[] = [];
  return steps.map((step, index) => printable(inWords(step, index, sent), stepChars));
};

const inWords = (step: Step, index: number, sent: Sent[]): string => {
  switch (step.do) {
    case 'create':
      sent.push({ step: index, operation: step.operation, input: step.input });
      return `${step.operation} with ${named(step.operation, step.input)}`;
    case 'advance':
      return `move the endpoint’s clock on by ${duration(step.seconds)}`;
    case 'wait':
      return `let ${step.ms / 1000} s pass`;
    case 'together':
    case 'restart':
      return `${step.do}: ${sendingsOf(step)
        .map((one) => inWords(one, index, sent))
        .join('; ')}`;
    case 'deliver':
      return 'the copies that are still on the way arrive';
    default: {
      const base = sent[position(step.of, sent.length)];
      return base === undefined ? `${step.do} (of nothing)` : about(step, base, index, sent);
    }
  }
};

type Referring = Exclude<SingleStep, { do: 'create' | 'advance' | 'wait' }>;

const about = (step: Referring, base: Sent, index: number, sent: Sent[]): string => {
  const resource = operations[base.operation]?.resource;
  const facts = resource && resources[resource];
  const it = `what step ${base.step + 1} made`;
  switch (step.do) {
    case 'retry':
      return retried(step, base, index, sent);
    case 'modify': {
      const values = Object.entries(step.input).map(([member, value]) => `${member} ${told(value)}`);
      return `${step.operation} of ${it}${values.length === 0 ? '' : `: ${values.join(', ')}`}`;
    }
    case 'delete':
      return `${facts?.delete ?? 'delete'} of ${it}${step.change ? `, but with ${changes({}, step.change)}` : ''}`;
    case 'get':
      return `${facts?.get ?? 'get'} of ${it}`;
    case 'list':
      return `${facts?.list ?? 'list'}, all pages, with ${it} in view`;
    case 'listTags':
      return `ListTagsForResource of ${it}`;
    case 'listInstances':
      return `ListServiceInstances of ${it}`;
    case 'settle': {
      const again = step.resend === undefined ? undefined : step.resend === 'create' ? facts?.create : facts?.delete;
      return `wait until nothing is in progress on ${it}${again ? `, sending ${again} again at every poll` : ''}`;
    }
  }
};

const retried = (step: Extract<Step, { do: 'retry' }>, base: Sent, index: number, sent: Sent[]): string => {
  const input = step.change === undefined ? base.input : (changedIfPossible(base.input, step.change) ?? base.input);
  sent.push({ step: index, operation: base.operation, input });
  const which = base.step === index - 1 ? 'the same request again' : `the request of step ${base.step + 1} again`;
  const changed = step.change === undefined ? '' : `, ${changes(base.input, step.change)}`;
  return `${which}${changed}${step.reordered ? ', with its JSON members in another order' : ''}`;
};

const changes = (before: Input, { set = {}, drop = [] }: Change): string =>
  [
    ...drop.map((path) => `${path} left out`),
    ...Object.entries(set).map(([path, now]) => {
      const was = memberAt(before, path);
      if (was === undefined || isDeepStrictEqual(was, now)) return `${path} ${told(now)}`;
      return `${path} changed from ${told(was)} to ${told(now)}`;
    }),
  ].join(', ');

/** The members that say which one it is. */
const named = (operation: string, input: Input): string => {
  const token = operations[operation]?.token;
  const members = ['name', 'templateName', 'majorVersion', 'environmentName'].filter((member) => member in input);
  const which = members.map((member) => `${member} ${told(input[member] ?? null)}`);
  if (token === undefined) return which.join(', ');
  return [...which, token in input ? `client token ${told(input[token] ?? null)}` : 'no client token'].join(', ');
};

const SYMBOL = /\{\{([a-z]+)(?::([^{}]*))?\}\}/g;
const ONE_SYMBOL = /^\{\{([a-z]+)(?::([^{}]*))?\}\}$/;

const told = (value: Json): string => {
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
    return key === 'upper' ? 'in capitals' : 'of digits';
  });
  return told.length === 0 ? name : `${name} (${told.join(', ')})`;
};

const duration = (seconds: number): string => {
  const hours = Math.floor(seconds / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = seconds % MINUTE;
  const parts = [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean);
  return parts.length === 0 ? '0 s' : parts.join(' ');
};
