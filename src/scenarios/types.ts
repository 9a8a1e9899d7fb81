// The format of the worked examples in specs/scenarios/ (its README explains every member), typed. Scenarios are data:
// the same ones are put to the model and to an endpoint.
import type { Input, Json } from '../program/types.ts';

/** Members set (keys may be paths), or the name of such an object of the subject: `$changed`, `$other`, `$apart`, `$never`. */
export type With = string | Readonly<Record<string, Json>>;

/** One changed request: members left out first, then members set. */
export interface Change {
  readonly with?: With | readonly With[];
  readonly without?: readonly string[];
}

/** An answer in bytes, for the decoder. */
interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How one member of a right answer is spoilt. */
export type Spoilt = 'missing' | 'number' | 'ISO time' | 'milliseconds' | 'unknown';

export interface Outcome {
  /** `new`, `empty`, `done`, or `@step`: the resource that this step showed. */
  readonly ok?: string;
  /** An error type, a list of them, or `retryable`, `any`, `not-implemented`, `not-permitted`, `inconclusive`. */
  readonly error?: string | readonly string[];
  readonly gone?: true;
  readonly lists?: number | readonly string[];
  readonly answers?: readonly Outcome[];
  readonly tokens?: 'same' | 'different' | 'none';
  readonly names?: string | false;
  readonly message?: boolean;
  readonly shows?: Readonly<Record<string, Json>>;
  readonly unchangedSince?: string;
  readonly answer?: Readonly<Record<string, Json>>;
  readonly has?: string;
  readonly lacks?: string;
  readonly but?: Readonly<Record<string, Spoilt>>;
  readonly raw?: Raw;
  /** `point: reading` of a silent point. */
  readonly reading?: string;
  /** The guarantee that it breaks; of a list, any. */
  readonly violates?: string | readonly string[];
  readonly because?: string;
}

export interface StandardCall {
  readonly call: string;
  readonly input: Input;
}

export interface Step extends Change {
  readonly call?: string;
  readonly input?: Input;
  readonly the?: string;
  readonly of?: string;
  readonly again?: string;
  readonly change?: '$each';
  readonly bare?: true;
  readonly body?: 'reordered';
  readonly by?: 'sdk';
  readonly attempts?: readonly Outcome[];
  readonly as?: string;
  readonly outcome?: 'unanswered' | Outcome | readonly Outcome[];
  readonly supposes?: string;
  readonly settled?: string;
  readonly while?: Step;
  readonly advanceSeconds?: number;
  readonly waitSeconds?: number;
  readonly restart?: true;
  readonly repeat?: number;
  readonly step?: Step;
  readonly concurrently?: readonly Step[];
  readonly sentBy?: readonly string[];
  readonly allowed?: readonly Outcome[];
  readonly forbidden?: readonly Outcome[];
}

type ScenarioNeed = 'clock' | 'restart' | 'sdk' | 'fault';

export interface Scenario {
  readonly id: string;
  readonly guarantee?: string;
  readonly silent?: string;
  readonly about: string;
  readonly for: readonly string[];
  readonly needs?: readonly ScenarioNeed[];
  readonly given?: readonly string[];
  readonly each?: readonly Change[];
  readonly steps: readonly Step[];
}

/** The standard calls of a create operation; a delete has those of its create. */
export interface Subject {
  readonly given: readonly string[];
  /** The member of an answer that holds the resource. */
  readonly detail: string;
  readonly identity: readonly string[];
  readonly created: string;
  readonly status?: string;
  readonly calls: Readonly<Record<string, StandardCall>>;
  readonly changes: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export interface Given {
  readonly given?: readonly string[];
  readonly steps: readonly Step[];
}

/** The points of the contract as specs/scenarios/points.json spells them. */
export interface Points {
  readonly families: Readonly<Record<string, readonly string[]>>;
  readonly guarantees: Readonly<Record<string, readonly string[]>>;
  readonly silent: Readonly<Record<string, readonly string[]>>;
}

export interface ScenarioFile {
  readonly family: string;
  readonly about: string;
  readonly scenarios: readonly Scenario[];
}

/** One operation of `for` with one change of `each`. */
export interface Run {
  /** `scenario/Operation`, with `[n]` where the scenario has changes. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly operation: string;
  readonly change?: Change;
  readonly subject: Subject;
}
