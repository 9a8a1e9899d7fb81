// Whether what somebody names is there: a pattern or a profile that names nothing would select or require nothing, unnoticed.
import { type Guarantee, guarantees } from './index.ts';
import { matches } from './patterns.ts';
import { paces, parts } from './profiles.ts';

/** Those that an endpoint can break. */
export const ofEndpoint = guarantees.filter(({ of }) => of === 'endpoint');

/** Whether the pattern matches a guarantee or an operation that one binds. */
export const isSelection = (pattern: string): boolean =>
  guarantees.some(({ id, operations }) => [id, ...operations].some((name) => matches(pattern, name)));

/** Whether the pattern matches a guarantee of the endpoint. */
export const isRequirement = (pattern: string): boolean => ofEndpoint.some(({ id }) => matches(pattern, id));

export const profileNames: readonly string[] = [...parts, ...paces].map(({ name }) => name);

/** Whether the guarantee says anything of the operation; those of the wire do of every one. */
export const binds = ({ id, operations }: Pick<Guarantee, 'id' | 'operations'>, operation: string): boolean =>
  operations.includes(operation) || id.startsWith('wire.');
