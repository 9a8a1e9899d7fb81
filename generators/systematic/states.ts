// The states that what a create with a client token has made can be brought into, in words, and the updates that do so.
import { type CreateOperation, update } from '../requests.ts';
import type { Script } from '../script.ts';
import { isVersion, publishOf } from './start.ts';

export type State = readonly [string, ...(readonly (readonly [operation: string, input: object])[])];

/** Those that its status tells. */
export const stages = (operation: CreateOperation): readonly State[] =>
  isVersion(operation)
    ? [['published', [publishOf(operation), { status: 'PUBLISHED' }]]]
    : [
        ['accepted', ['AcceptEnvironmentAccountConnection', {}]],
        ['rejected', ['RejectEnvironmentAccountConnection', {}]],
      ];

export const states = (operation: CreateOperation): readonly State[] => [
  ...stages(operation),
  ['updated', [update(operation).operation, update(operation).input]],
  ['tagged', ['TagResource', { tags: [{ key: 'late', value: 'x' }] }]],
];

/** Brings the resource of that label into the state. */
export const into = (script: Script, [, ...updates]: State, label = 'first'): Script => {
  for (const [operation, input] of updates) script.modify(label, operation, { ...input });
  return script;
};
