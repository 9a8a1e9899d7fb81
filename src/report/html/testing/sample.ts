// Reports for tests of the page: one with something in every section, and the same with hostile text wherever text may come
// from outside.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '../../build.ts';
import { spentIn } from '../../spent.ts';
import { evidence, violating } from '../../testing/evidence.ts';
import { everythingHeld, history, record, verdict, violation } from '../../testing/sample.ts';
import type { Report } from '../../types.ts';
import { page } from '../page.tsx';

const counterexample = 'counterexamples/one.json';

/** Enough of them to see each status and family; the page is the same with all. */
const shown = new Set([
  'token.retry',
  'token.alive',
  'token.sdk-default',
  'create.retry',
  'delete.first',
  'durable',
  'wire.error',
]);

/** A report; `text`: what its endpoint puts into answers. */
export const sampleReport = (text?: string): Report => {
  const found = violation({ call: violating, step: 4, situation: 'near expiry', also: ['token.alive'] });
  const readings = ['conflict', 'validation'].map((reading, index) => ({
    point: 'create.modified-and-different',
    operation: 'CreateService',
    reading,
    count: index + 1,
  }));
  const report = buildReport(
    record({
      implementation: { name: 'demo', version: '1.0' },
      configuration: { runs: 20 },
      command: 'proton-conformance run --runs 20 --seed 42',
      leftBehind: { service: 1 },
      notes: ['left behind, as it could not be deleted: service pc-a'],
      exhaustive: { steps: 3, programs: { CreateService: 2 } },
    }),
    [
      everythingHeld(),
      history(1, {
        verdict: verdict({
          violations: [found],
          readings,
          overlaps: [{ width: 3, count: 2 }],
          inconclusive: ['CreateService: a quota is reached'],
        }),
        spent: spentIn(evidence()),
      }),
    ],
    () => evidence(text),
  );
  return {
    ...report,
    guarantees: report.guarantees.filter(({ id }) => shown.has(id)),
    violations: report.violations.map((one) => ({ ...one, counterexample, reproduced: { times: 9, of: 10 } })),
  };
};

/** Members that hold ids and words of our own. */
const OURS = new Set([
  'id',
  'guarantee',
  'operation',
  'operations',
  'point',
  'status',
  'verdict',
  'of',
  'kind',
  'startedAt',
  'counterexample',
  'lanes',
  'fault',
  'resource',
]);

/** The report with `text` added to every text in it that may come from outside. */
export const hostileReport = (text: string): Report => {
  const spoil = (value: unknown, name: string): unknown => {
    if (OURS.has(name) && !Array.isArray(value)) return value;
    if (typeof value === 'string') return `${value}${text}`;
    if (Array.isArray(value)) return value.map((one) => spoil(one, name === 'operations' ? '' : name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        name === 'taken' || name === 'headers' || name === 'versions' ? `${key}${text}` : key,
        name === 'coverage' ? one : spoil(one, key),
      ]),
    );
  };
  return spoil(sampleReport(text), '') as Report;
};

/** Writes the page of a report into a folder; returns its address. */
export const written = (folder: string, name: string, report: Report): string => {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, page(report, folder));
  return `file://${file}`;
};
