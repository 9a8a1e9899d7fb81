// A program is plain JSON: steps with relative references and symbolic names, so that a part of it, or the same program
// in another run, still means something. The runner makes symbols concrete; nothing here is random or has a time.

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
export type Input = { [member: string]: Json };

/**
 * Strings in inputs may hold symbols, which the runner replaces:
 * - `{{name:a}}`: a name (or part of one: `{{name:a}}-2`) in the program's name space; equal symbols are equal strings;
 * - `{{token:t}}`: a client token of the program; `{{token:t length=64 end=b upper}}`: padded with `x` to 64 characters
 *   of which the last are `b`, in capitals (without `length`, `end` is appended); `digits`: of digits only,
 *   padded with `0`; `number`: of eighteen digits, so that it fits into 64 bits; `uuid`: a UUID; text around the symbol
 *   is part of the token;
 * - `{{fixture:environment}}`: the name of a shared, read-only fixture;
 * - `{{account}}`: the management account's id;
 * - `{{made:0.id}}`: member `id` of the resource that the latest call before this step made (1: the one before, …).
 */
export type Symbolic = string;

/** Counts the create and retry steps before a step backwards: 0 is the latest; taken modulo the number there are. */
export type Back = number;

/** One changed request: members set (keys are paths such as `source.s3.key`, `tags.0.value`), members left out first. */
export interface Change {
  readonly set?: Readonly<Record<string, Json>>;
  readonly drop?: readonly string[];
}

/** `sdk`: through the official client; `raw`: our own serialisation. Left out: the runner alternates. */
export type Lane = 'sdk' | 'raw';

/**
 * What goes wrong on the way of one request, once. Whoever sends it does not send it again by himself: that is for later
 * steps; only the SDK does where it has filled in the token, as its own retry must carry the same one. But for `twice` and
 * `copied`, the client sees no answer.
 */
export type Fault =
  /** Nothing reaches the endpoint. */
  | 'request-lost'
  /** The connection breaks in the middle of the request's body. */
  | 'request-cut'
  /** The endpoint's answer is waited for, and hidden. */
  | 'answer-lost'
  /** The connection breaks in the middle of the answer's head. */
  | 'head-cut'
  /** The connection breaks in the middle of the answer's body. */
  | 'body-cut'
  /** The client gives up as soon as the request is sent; the endpoint may still be at work during the next steps. */
  | 'timed-out'
  /** As `timed-out`, and the client closes the connection: at once. */
  | 'hung-up'
  /** The same some milliseconds later, when the endpoint has read the request and may be at work on it. */
  | 'hung-up-later'
  /** A second copy of the same bytes reaches the endpoint at the same time, over another connection. */
  | 'twice'
  /** A second copy of the same bytes stays on the way until a `deliver` step, or the end of the program. */
  | 'copied';

/** A step that sends one request, which may meet a fault and may be sent at the same time as others. */
export type Sending =
  /** A first request. Its resource is known by later steps through their `of`. */
  | {
      readonly do: 'create';
      readonly operation: string;
      readonly input: Input;
      readonly lane?: Lane;
      readonly fault?: Fault;
    }
  /** The request of an earlier create or retry step again, as it was or changed; `reordered`: other JSON member order and white space. */
  | {
      readonly do: 'retry';
      readonly of: Back;
      readonly change?: Change;
      readonly reordered?: true;
      readonly lane?: Lane;
      readonly fault?: Fault;
    }
  /** An update (also accept, reject, tag, untag) of what a step made; `input` lacks the key members. */
  | {
      readonly do: 'modify';
      readonly of: Back;
      readonly operation: string;
      readonly input: Input;
      readonly fault?: Fault;
    }
  /** Deletes what a step made; `change` aims it elsewhere (at something that never was). */
  | { readonly do: 'delete'; readonly of: Back; readonly change?: Change; readonly fault?: Fault }
  | { readonly do: 'get'; readonly of: Back };

export type Step =
  | Sending
  /**
   * Two to eight requests at the same time: all are sent before the first is answered. References count through `steps` in
   * their order, as if they came one after another; one that needs an answer of another of them is passed over.
   */
  | { readonly do: 'together'; readonly steps: readonly Sending[] }
  /** The copies that are still on the way (`copied`) reach the endpoint, in the order in which they were sent. */
  | { readonly do: 'deliver' }
  /**
   * Kills the endpoint and starts it again; `during`: requests that are sent just before, at the same time; `answered`: it
   * is killed as soon as they are answered, so that the work that they have begun is under way. Programs with such steps
   * run as cohorts, as those that move the clock.
   */
  | { readonly do: 'restart'; readonly during?: readonly Sending[]; readonly answered?: true }
  /** All pages of the list that what a step made stands in (of versions: with its major version). */
  | {
      readonly do: 'list';
      readonly of: Back;
      /** It only looks for effects: a list of the whole account may be shared with other programs, and be passed over where there is none. */
      readonly shared?: true;
      /** Resources a page, where the list is not shared. Default: as the endpoint likes. */
      readonly pageSize?: number;
      /** Further members of the request, which narrow the list: what it leaves out then says nothing. */
      readonly filter?: Input;
    }
  /** The tags of what a step made. */
  | { readonly do: 'listTags'; readonly of: Back }
  /** The instances of the service that a step made; passed over where it made none, or there is no such list. */
  | { readonly do: 'listInstances'; readonly of: Back }
  /** Polls Get until no work is in progress, or it is gone; `resend`: sends that request at every poll too. */
  | { readonly do: 'settle'; readonly of: Back; readonly resend?: 'create' | 'delete' }
  /** Moves the endpoint's clock. Programs with such steps run as cohorts. */
  | { readonly do: 'advance'; readonly seconds: number }
  /** Lets real time pass. */
  | { readonly do: 'wait'; readonly ms: number };

/** What a program was made to show; for steering and the coverage table, never for judging. */
export interface Aim {
  readonly guarantee: string;
  readonly operation: string;
  readonly situation: string;
  /** The member that is changed, in a situation of changed parameters. */
  readonly parameter?: string;
  /** What it tries, in words, for a person; left out where the situation says it all. */
  readonly about?: string;
}

export type Phase = 'systematic' | 'exhaustive' | 'twins' | 'random';

/**
 * Of a pair of programs that must end alike: `retried` is `plain` with requests sent again where that is documented to
 * change nothing. Its aim names the guarantee and the operation.
 */
export interface Twin {
  readonly part: 'plain' | 'retried';
  /** The index of the other one. */
  readonly of: number;
}

export interface Program {
  /** Position in the run; with the seed it determines every byte of a random program. */
  readonly index: number;
  /** The part of the run that it belongs to; left out of a program from elsewhere. */
  readonly phase?: Phase;
  readonly aim: Aim;
  readonly twin?: Twin;
  readonly steps: readonly Step[];
}

/** Shared, read-only prerequisites: a program whose names other programs may use as `{{fixture:…}}`. */
export interface Fixture {
  readonly name: string;
  /** Fixtures that must be there first. */
  readonly needs: readonly string[];
  readonly steps: readonly Step[];
}
