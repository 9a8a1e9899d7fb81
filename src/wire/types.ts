// What an answer means before any guarantee is thought of: bytes decoded by the API model, errors by their type, and
// the refusals that the contract ("Not violations") sets apart. Whoever reads answers reads them through this.
import type { Json } from '../program/types.ts';

/** A detail or summary of a resource, cut to the members that the API model knows; null members left out. */
export type Detail = { readonly [member: string]: Json };

/** A silent `wire.*` point and the reading that this answer takes. */
export type Taken = readonly [point: string, reading: string];

export type Outcome =
  /** 2xx with a well-formed body. `empty`: no bytes, `{}`, or only null or unknown members. */
  | {
      readonly kind: 'success';
      readonly empty: boolean;
      /** Of create, get, update and delete operations: the resource shown, if one is. */
      readonly detail?: Detail;
      /** Of list operations: the summaries (of ListTagsForResource: the tags). */
      readonly items?: readonly Detail[];
      readonly nextToken?: string;
      readonly taken: readonly Taken[];
    }
  /** A typed error that the operation lists, or a common one, and that none of the kinds below covers. */
  | {
      readonly kind: 'error';
      /** Without namespace and suffix: `ValidationException`. */
      readonly type: string;
      readonly message?: string;
      /** How `IdempotentParameterMismatch` is spelt in it, where it is named (guarantee *.mismatch-named). */
      readonly mismatchSpelling?: string;
      readonly taken: readonly Taken[];
    }
  /** To be sent again. `effect`: `none`, nothing happened (throttled, not sent); `open`: done, not done, or done but failed. */
  | {
      readonly kind: 'again';
      readonly why: 'throttled' | 'server-error' | 'broken' | 'clock-skew';
      readonly effect: 'none' | 'open';
      readonly type?: string;
    }
  | { readonly kind: 'not-implemented' }
  | { readonly kind: 'not-permitted'; readonly message?: string }
  | { readonly kind: 'quota'; readonly message?: string }
  /** The credentials are refused. */
  | { readonly kind: 'credentials'; readonly type: string; readonly message?: string }
  /** Breaks wire.response or wire.error; `reason` is for a person and holds no control characters. */
  | { readonly kind: 'malformed'; readonly guarantee: 'wire.response' | 'wire.error'; readonly reason: string };
