// The names, tokens and changed parameter that one program keeps to: few, so that they are met again and again, and in
// each program others that an endpoint may take for one another (cut, trimmed, folded, read as numbers, permuted).

import type { Change } from '../../src/program/types.ts';
import type { Cell } from '../cells.ts';
import { changes, type Mutation, memberOf } from '../changes/index.ts';
import type { CreateOperation } from '../requests.ts';
import type { Draw } from './draw.ts';

const nameRelatives = ['{{name:b}}', '{{name:a}}-2', '{{name:a}}-20', '{{name:a}}_2', '{{name:a}}2', '{{name:a}}-'];

const tokenRelatives = [
  ...['{{token:u}}', '{{token:t upper}}', '{{token:t}}2', '{{token:t}}20', '{{token:t}}ab', '{{token:t}}ba'],
  ...['!{{token:t}}', '{{token:t}}!', '-{{token:t}}', '{{token:t}}-', '{{token:t}}.', '{{token:t}}_', '"{{token:t}}"'],
  ...['{{token:t}}%20', '{{token:t}}+', '{{token:t}}/', '{{token:t}}:1.0', '{{token:t digits}}', '0{{token:t digits}}'],
  ...['{{token:t length=63}}', '{{token:t length=64}}', '{{token:t length=64 end=b}}', '{{token:t length=64 end=B}}'],
  ...['{{token:t length=64 upper}}', 'a{{token:t length=62}}b', 'b{{token:t length=62}}a'],
  ...['{{token:t number}}', '0{{token:t number}}'],
];

/** Of how many others, beside the plain one, a program has. */
const relatives = 3;

/** The change that a program aims at: the member, and one way to change it. */
export interface Focus {
  readonly operation: CreateOperation;
  readonly mutation: Mutation;
}

export interface Domain {
  readonly names: readonly string[];
  readonly tokens: readonly string[];
  readonly focus?: Focus;
}

/** What a program that aims at `cell` keeps to. */
export function drawnDomain(draw: Draw, { parameter }: Cell, operation: CreateOperation): Domain {
  const few = (all: readonly string[]) => Array.from({ length: relatives }, () => draw.of(all)!);
  const mutation = draw.of(changes(operation).filter(({ change }) => memberOf(change) === parameter));
  return {
    names: ['{{name:a}}', '{{name:a}}', ...few(nameRelatives).slice(1)],
    tokens: ['{{token:t}}', '{{token:t}}', ...few(tokenRelatives)],
    ...(parameter === undefined || mutation === undefined ? {} : { focus: { operation, mutation } }),
  };
}

/** What the first request has, so that the change that is aimed at can be made to it. */
export const originalOf = ({ focus }: Domain, operation: CreateOperation): Change | undefined =>
  focus?.operation === operation ? focus.mutation.base : undefined;
