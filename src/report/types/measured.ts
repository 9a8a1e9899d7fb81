// What a report says beside the verdict: readings of silent points, costs, how much was tried.

export interface ReadingReport {
  readonly point: string;
  readonly operation: string;
  readonly taken: Readonly<Record<string, number>>;
  /** False if the endpoint takes several readings here, or another one on a sibling operation. */
  readonly consistent: boolean;
}

/** How long client tokens of an operation live here, as measured; of the bounds, in seconds, one may be unknown. */
export interface WindowReport {
  readonly operation: string;
  /** A token of at least this age still stood for what it had made. */
  readonly aliveSeconds?: number;
  /** A token of at most this age no longer did. */
  readonly overSeconds?: number;
  /** The request that the age counts from. */
  readonly from: 'first' | 'latest';
  /** For a person: `8 h 0 min ± 31 s from the first request`. */
  readonly says: string;
}

export interface OperationCost {
  readonly operation: string;
  readonly calls: number;
  readonly throttled: number;
  /** Calls that repeat an earlier one which was refused for a time, or not answered. */
  readonly sentAgain: number;
  readonly unanswered: number;
  /** From sending to the whole answer, milliseconds; left out: none came. */
  readonly latencyMs?: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export interface Cost {
  /** Of the calls in the histories, those of the programs. */
  readonly operations: readonly OperationCost[];
  /** The other calls of the run, by what they were for: with those of the programs they are all of its calls. */
  readonly beside: readonly { readonly what: string; readonly calls: number }[];
  /** `created`: different ones that answers showed; `deleted`: those that are not left behind. */
  readonly resources: readonly {
    readonly resource: string;
    readonly created: number;
    readonly deleted: number;
    readonly leftBehind: number;
  }[];
  /** Races, by the number of requests that were really under way at a time. */
  readonly races: readonly { readonly width: number; readonly count: number }[];
}

/** Of how many programs of up to so many steps (set-up and looks apart) a create operation was put to the test. */
export interface ExhaustiveReport {
  readonly operation: string;
  readonly steps: number;
  readonly covered: number;
  readonly of: number;
}

/** What random programs tell of those that were not run (Good–Turing). */
export interface ResidualRisk {
  /** Random programs that ran to their end. */
  readonly randomPrograms: number;
  /** Different situations that the programs of the run showed. */
  readonly situations: number;
  /** Random programs that showed a situation which no other program of the run shows. */
  readonly withNewSituation: number;
  /** The chance, 0 to 1, that another random program shows a situation not seen yet; left out where it can't be told. */
  readonly chance?: number;
  /** Where `chance` is 0: what it is below, at 95 % confidence. */
  readonly below?: number;
}
