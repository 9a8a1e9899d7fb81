// Run record and judged histories to the report. Pure: no clock, no randomness, and every list in a fixed order, so that
// `check DIR` rebuilds report.json byte for byte.
import { withoutDoubtful } from '../checker/doubts.ts';
import type { Counterexample } from '../shrink/types.ts';
import { baselineReport, knownAs } from './baseline.ts';
import { costOf } from './cost.ts';
import { coverageOf } from './coverage.ts';
import { exhaustiveReports } from './exhausted.ts';
import { inconclusiveReports } from './inconclusive.ts';
import { readingReports } from './readings.ts';
import { residualRisk } from './residual-risk.ts';
import { guaranteeReports } from './statuses.ts';
import { tally } from './tally.ts';
import type {
  BaselineReport,
  InconclusiveReport,
  JudgedHistory,
  Report,
  RunRecord,
  Told,
  ViolationReport,
} from './types.ts';
import { findViolations, type ReadEvents, violationReports } from './violations.ts';
import { windowReports } from './window.ts';

/**
 * Builds the report of a run.
 * @param record what `run.json` holds
 * @param histories every history of the run with its verdict, in any order
 * @param readEvents gives the events of a history for the examples that the report shows
 * @param counterexamples what the violations were shrunk to; default: none was
 */
export const buildReport = (
  record: RunRecord,
  histories: readonly JudgedHistory[],
  readEvents: ReadEvents,
  counterexamples: readonly Counterexample[] = [],
): Report => {
  const sorted = [...histories].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const inOrder = withoutDoubtful(sorted);
  const { own, ofRun } = findViolations(inOrder);
  const seen = tally(
    inOrder,
    ofRun.map((one) => one.violation),
  );
  const all = guaranteeReports(record, seen);
  const clients = new Set(all.filter((one) => one.of === 'client').map((one) => one.id));
  const violations = violationReports(
    [...own, ...ofRun],
    readEvents,
    counterexamples,
    record.embedded ? undefined : record.endpoint,
  );
  const ofEndpoint = violations.filter((one) => !clients.has(one.guarantee));
  const isKnown = ({ guarantee, operation }: ViolationReport): boolean =>
    knownAs(record.baseline?.entries, guarantee, operation) !== undefined;
  const fresh = ofEndpoint.filter((one) => !isKnown(one));
  const knownViolations = ofEndpoint.filter(isKnown);
  const baseline = baselineReport(record, all);
  const inconclusive = inconclusiveReports(record, all, seen);
  const window = windowReports(inOrder, readEvents, seen);
  const verdict = verdictOf(fresh, knownViolations, baseline, inconclusive);
  return {
    schemaVersion: 1,
    verdict,
    exitCode: exitCodes[verdict],
    seed: record.seed,
    startedAt: record.startedAt,
    durationMs: record.durationMs,
    calls: record.calls,
    programs: record.programs,
    endpoint: record.endpoint,
    embedded: record.embedded,
    region: record.region,
    run: record.run,
    versions: record.versions,
    ...toldOf(record),
    only: record.only,
    ...(record.requirements === undefined ? {} : { requirements: record.requirements }),
    guarantees: all,
    violations: fresh,
    knownViolations,
    ...(baseline === undefined ? {} : { baseline }),
    clientViolations: violations.filter((one) => clients.has(one.guarantee)),
    coverage: coverageOf(inOrder),
    cost: costOf(record, inOrder),
    exhaustive: exhaustiveReports(record, inOrder),
    residualRisk: residualRisk(inOrder),
    readings: readingReports(seen),
    ...(window.length === 0 ? {} : { window }),
    inconclusive,
    notes: record.notes,
  };
};

const exitCodes = {
  violations: 1,
  'stale-baseline': 1,
  inconclusive: 3,
  'known-violations': 0,
  conformant: 0,
} as const satisfies Record<Report['verdict'], number>;

/** The first that applies, in the contract's order of exit codes. */
const verdictOf = (
  fresh: readonly ViolationReport[],
  known: readonly ViolationReport[],
  baseline: BaselineReport | undefined,
  inconclusive: readonly InconclusiveReport[],
): Report['verdict'] => {
  if (fresh.length > 0) return 'violations';
  if (baseline !== undefined && !baseline.allowStale && baseline.stale.length > 0) return 'stale-baseline';
  if (inconclusive.some((one) => one.decisive)) return 'inconclusive';
  return known.length > 0 ? 'known-violations' : 'conformant';
};

/** What the person said of the run, as far as it was said. */
const toldOf = ({ implementation, configuration, command }: RunRecord): Told => ({
  ...(implementation === undefined ? {} : { implementation }),
  ...(configuration === undefined ? {} : { configuration }),
  ...(command === undefined ? {} : { command }),
});

/** The bytes of report.json. */
export const reportText = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
