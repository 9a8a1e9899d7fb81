// Whose credentials sign a request.
import type { Input } from '../program/types.ts';
import { operations } from '../specs/index.ts';

/** The management account accepts, rejects, and asks for its own list of connections; undefined: the environment account. */
export const signerOf = (operation: string, { requestedBy }: Input): 'management' | undefined =>
  operations[operation]?.account !== undefined || requestedBy === 'MANAGEMENT_ACCOUNT' ? 'management' : undefined;
