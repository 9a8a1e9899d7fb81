// What a report says of each guarantee.

export type Status = 'held' | 'violated' | 'known' | 'unknown' | 'not-exercised' | 'not-implemented';

export interface OperationReport {
  readonly operation: string;
  readonly status: Status;
  /** How often the guarantee was put to the test on this operation. */
  readonly exercised: number;
  /** Whether the run is inconclusive without it. */
  readonly required: boolean;
  /** In words; of every status but `held` and `violated`. */
  readonly reason?: string;
}

export interface GuaranteeReport {
  readonly id: string;
  readonly sentence: string;
  readonly section: string;
  /** `client`: of the SDK and not of the endpoint; no part of verdict and exit code. */
  readonly of: 'endpoint' | 'client';
  readonly status: Status;
  readonly exercised: number;
  readonly reason?: string;
  readonly operations: readonly OperationReport[];
}

/** Guarantee → operation → situation → how often it was put to the test there. */
export type Coverage = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
