// What an export does, before it is written in a language: calls with what they send, and what the last answer must fit.
import type { Input, Json } from '../program/types.ts';
import type { ResourceType } from '../specs/index.ts';
import type { Place } from './values.ts';

/** A request; strings of its input hold placeholders (values.ts). */
export interface Request {
  readonly operation: string;
  readonly input: Input;
  /** `raw`: as bytes, for what CLI and SDK do not send so, or where the answer's own bytes count. */
  readonly raw: boolean;
}

/** A request that is sent once, and what becomes of its answer. */
export interface Call extends Request {
  readonly do: 'call';
  readonly answer: number;
  readonly step: number;
  /** Of requests that are sent at the same time: its place among them. */
  readonly part?: number;
  /** A second copy of a request. */
  readonly copy?: true;
  /** `ignored`: nobody reads the answer; `background`: it is not even waited for. */
  readonly way?: 'ignored' | 'background';
  readonly words?: string;
}

export type Action =
  | Call
  /** All are sent before the first answer is read. */
  | { readonly do: 'together'; readonly calls: readonly Call[]; readonly words?: string }
  /** The endpoint is killed and started again while these are under way. */
  | { readonly do: 'restart'; readonly calls: readonly Call[]; readonly words?: string }
  /** Nothing is sent: the request is lost before it arrives. */
  | { readonly do: 'nothing'; readonly words?: string }
  /** Polls until nothing is in progress; `again` is sent at every poll; the answer is that of the last Get. */
  | {
      readonly do: 'settle';
      readonly answer: number;
      readonly step: number;
      readonly get: Request;
      readonly again?: Request;
      readonly checked?: 'get' | 'again';
      readonly words?: string;
    }
  | { readonly do: 'advance'; readonly seconds: number; readonly words: string }
  | { readonly do: 'wait'; readonly ms: number; readonly words: string };

/** What an action gets answers to. */
export const answering = (action: Action): readonly Extract<Action, { do: 'call' | 'settle' }>[] =>
  action.do === 'settle' ? [action] : callsIn(action);

/** The single requests of an action that does not poll. */
export const callsIn = (action: Action): readonly Call[] => {
  if (action.do === 'call') return [action];
  return action.do === 'together' || action.do === 'restart' ? action.calls : [];
};

/** A value in an answer, or in the listed item that has these members. */
export interface Subject extends Place {
  readonly item?: Readonly<Record<string, Json>>;
}

export type Condition =
  | { readonly is: 'success'; readonly answer: number }
  | { readonly is: 'error'; readonly answer: number; readonly types: readonly string[] }
  /** Whether a refusal names IdempotentParameterMismatch; the answer is a raw one. */
  | { readonly is: 'named'; readonly answer: number; readonly expected: boolean }
  /** A raw answer whose status and type make an error that is documented, or a success without a type. */
  | { readonly is: 'documented'; readonly answer: number; readonly types: readonly string[] }
  /** A raw answer that is a JSON object, or no bytes where that is allowed; or a refusal. */
  | { readonly is: 'object'; readonly answer: number; readonly orNothing: boolean }
  /** Of a raw answer every value at the path (`*`: each element) is of the form; or it is a refusal. */
  | {
      readonly is: 'form';
      readonly answer: number;
      readonly path: readonly string[];
      readonly form: Form;
      readonly orMissing: boolean;
    }
  | { readonly is: 'missing'; readonly at: Subject; readonly expected: boolean }
  /** Equal to one of these. `time`: to the second. */
  | {
      readonly is: 'one-of';
      readonly at: Subject;
      readonly values: readonly (Subject | Literal)[];
      readonly time?: true;
    }
  | { readonly is: 'none-of'; readonly at: Subject; readonly values: readonly (Subject | Literal)[] }
  /** At least one of the pairs differs. */
  | { readonly is: 'other'; readonly pairs: readonly (readonly [Subject, Subject])[] }
  /** The listed items of this run are among these, each once. */
  | {
      readonly is: 'only';
      readonly at: Place;
      readonly name: string;
      readonly keys: readonly Readonly<Record<string, Json>>[];
    }
  | { readonly is: 'tags'; readonly at: Place; readonly tags: readonly Json[] };

export type Form =
  | { readonly has: 'value' }
  | { readonly has: 'time' }
  /** As JSON Schema calls it. */
  | { readonly has: 'type'; readonly type: string }
  | { readonly has: 'pattern'; readonly pattern: string }
  /** Characters of a text, elements of a list. */
  | { readonly has: 'least' | 'most'; readonly count: number };

export interface Literal {
  readonly value: Json;
}

/** The last answer is right if all conditions of one of these hold. */
export type Expectation = readonly (readonly Condition[])[];

export interface Plan {
  /** The steps of the program up to the one that shows the violation, in words. */
  readonly steps: readonly string[];
  readonly givens: readonly Action[];
  readonly actions: readonly Action[];
  /** Undefined: nothing that this program's answers show alone. */
  readonly expectation: Expectation | undefined;
  /** The answer that shows the violation. */
  readonly checked: number;
  /** Resource types to clean up, users before what they use. */
  readonly made: readonly ResourceType[];
  readonly settleMs: number;
  /** Why it cannot be said in code that stands alone; undefined: it can. */
  readonly unsaid?: string;
  /** After these answers a second has to pass, as times are compared to the second. */
  readonly pausedAfter: readonly number[];
}
