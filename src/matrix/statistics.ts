// The statistics of a matrix: shares with their uncertainty, and quantiles of what was not always seen to end.

/** The standard normal quantile of 95 % two-sided. */
const z = 1.959964;

/** A share and its Wilson score interval (Wilson 1927) at 95 %. */
export interface Share {
  readonly of: number;
  readonly times: number;
  readonly low: number;
  readonly high: number;
}

/** @param of how many there were, at least 1 for an interval narrower than 0 to 1 */
export const share = (times: number, of: number): Share => {
  if (of === 0) return { of, times, low: 0, high: 1 };
  const p = times / of;
  const scale = 1 + z ** 2 / of;
  const centre = (p + z ** 2 / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { of, times, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
};

/**
 * The smallest value that at least the share `q` of all are not above (nearest rank). Values that were cut off are given
 * as infinite; so is a quantile among them.
 * @throws RangeError for no values
 */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  if (at === undefined) throw new RangeError('a quantile of nothing');
  return at;
};
