// What the stories have in common: who else is there, what is changed, how long an hour is.
import type { Members } from '../../wire/json.ts';
import { account } from '../bench.ts';
import type { Life } from '../life.ts';

/** Told of one create operation. */
export type Story = (life: Life, operation: string) => void | Promise<void>;

export const hourMs = 3_600_000;
export const role = `arn:aws:iam::${account}:role/proton`;

/** What makes another resource of the same kind: another name, or another token. */
export const other = { name: 'one-more', clientToken: 'another-token', environmentName: 'one-more' };

/** A member changed, of each kind of request. */
export const changed = (operation: string): Members =>
  operation.endsWith('Connection')
    ? { roleArn: `${role}-2` }
    : { description: 'another', tags: [{ key: 'c', value: '3' }] };

export const times = (count: number, step: (n: number) => void): void => {
  for (let n = 0; n < count; n++) step(n);
};
