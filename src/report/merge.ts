// Several report folders as one: shards of a run, each with a part of its programs. Histories and counterexamples are put
// together, and the report is built from them as that of any run, so that nothing is judged from the verdicts of parts.
import { copyFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Counterexample } from '../shrink/types.ts';
import type { ResourceType } from '../specs/index.ts';
import { historyBeside, readCounterexamples, writeCounterexample } from './counterexamples.ts';
import {
  claimFolder,
  counterexamplesFolder,
  historyPaths,
  ReportFolderError,
  readRecord,
  writeRecord,
} from './folder.ts';
import type { RunRecord } from './types.ts';

interface Part {
  readonly folder: string;
  readonly record: RunRecord;
}

/**
 * Leaves in `into` what a single run would have left there, but for report.json.
 * @throws ReportFolderError if a folder is no report of a shard, they are not shards of one run, or `into` has no place
 */
export const mergeFolders = (folders: readonly string[], into: string): void => {
  const parts = folders.map((folder) => ({ folder, record: readRecord(folder) }));
  const record = mergedRecord(parts);
  const overwritten = folders.find((folder) => resolve(folder) === resolve(into));
  if (overwritten) throw new ReportFolderError(`${overwritten} is one of the shards; give --report-dir another folder`);
  claimFolder(into, record);
  for (const part of parts) copyHistories(part, into);
  copyCounterexamples(parts, into);
  writeRecord(into, record);
};

/** What must be the same in all: with it the programs of the shards are those of one run. */
const sameInAll = ['seed', 'region', 'only', 'requirements', 'exhaustive', 'embedded', 'versions', 'baseline'] as const;

const mergedRecord = (parts: readonly Part[]): RunRecord => {
  const [first, ...others] = parts;
  if (first?.record.shard === undefined) throw new ReportFolderError(`${first?.folder} is not the report of a shard`);
  const { shard, leftBehind: _, ...whole } = first.record;
  const byNumber = new Map<number, Part>([[shard.nth, first]]);
  for (const part of others) {
    const other = part.record.shard;
    if (other?.of !== shard.of) throw new ReportFolderError(`${part.folder} is not one of ${shard.of} shards`);
    const twin = byNumber.get(other.nth);
    if (twin)
      throw new ReportFolderError(`${twin.folder} and ${part.folder} are both shard ${other.nth} of ${other.of}`);
    const differs = sameInAll.find((name) => !isDeepStrictEqual(part.record[name], first.record[name]));
    if (differs) throw new ReportFolderError(`${first.folder} and ${part.folder} differ in ${differs}: not of one run`);
    const option = differentOption(part.record, first.record);
    if (option) throw new ReportFolderError(`${first.folder} and ${part.folder} differ in --${option}: not of one run`);
    byNumber.set(other.nth, part);
  }
  const records = parts.map(({ record }) => record);
  const sum = (of: (record: RunRecord) => number): number => records.reduce((total, one) => total + of(one), 0);
  return {
    ...whole,
    startedAt: records.map(({ startedAt }) => startedAt).sort()[0]!,
    durationMs: Math.max(...records.map(({ durationMs }) => durationMs)),
    calls: sum(({ calls }) => calls),
    programs: sum(({ programs }) => programs),
    shrinkingCalls: sum(({ shrinkingCalls = 0 }) => shrinkingCalls),
    ...leftBehindOf(records),
    withheld: Object.assign({}, ...records.map(({ withheld }) => withheld)) as RunRecord['withheld'],
    ...endOf(parts, shard.of),
    notes: parts.flatMap(({ record }) => record.notes),
  };
};

const leftBehindOf = (records: readonly RunRecord[]): Pick<RunRecord, 'leftBehind'> => {
  const counts: Partial<Record<ResourceType, number>> = {};
  for (const { leftBehind = {} } of records)
    for (const [type, count] of Object.entries(leftBehind) as [ResourceType, number][])
      counts[type] = (counts[type] ?? 0) + count;
  return Object.keys(counts).length === 0 ? {} : { leftBehind: counts };
};

/** Options that are a shard's own. */
const ownOptions = new Set(['shard', 'endpoint', 'reportDir', 'quiet', 'implementation', 'concurrency']);

/** An option that decides which programs there are, or how they are judged, and was given differently. */
const differentOption = ({ configuration: one = {} }: RunRecord, { configuration: other = {} }: RunRecord) =>
  Object.keys({ ...one, ...other }).find((name) => !ownOptions.has(name) && !isDeepStrictEqual(one[name], other[name]));

/** As the worst of them ended; one that is missing was interrupted, as far as the whole is concerned. */
const endOf = (parts: readonly Part[], of: number): Pick<RunRecord, 'stopped' | 'stoppedBecause'> => {
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (nth) => !parts.some(({ record }) => record.shard?.nth === nth),
  );
  if (missing.length > 0)
    return { stopped: 'interrupted', stoppedBecause: `of ${of} shards there is no report of ${missing.join(', ')}` };
  const [cut] = parts
    .filter(({ record }) => record.stopped !== 'done')
    .sort((a, b) => Number(a.record.stopped === 'budget') - Number(b.record.stopped === 'budget'));
  if (cut === undefined) return { stopped: 'done' };
  const { shard, stopped, stoppedBecause = stopped } = cut.record;
  return { stopped, stoppedBecause: `shard ${shard?.nth}: ${stoppedBecause}` };
};

/** Each keeps its name, but for what every shard has (fixtures), to which the shard's number is added. */
const copyHistories = ({ folder, record }: Part, into: string): void => {
  const taken = new Set(historyPaths(into));
  for (const path of historyPaths(folder)) {
    const unique = taken.has(path) ? path.replace(/\.jsonl$/, `-shard-${record.shard?.nth}.jsonl`) : path;
    copyFileSync(join(folder, path), join(into, unique));
  }
};

/** Of several for one cause the smallest; the others of a name get a number, as within one run. */
const copyCounterexamples = (parts: readonly Part[], into: string): void => {
  const told = new Set<string>();
  const names = new Map<string, number>();
  const all = parts
    .flatMap(({ folder }) => readCounterexamples(folder).map((one) => ({ folder, one })))
    .sort((a, b) => a.one.program.steps.length - b.one.program.steps.length);
  for (const { folder, one } of all) {
    const base = `${one.violation.guarantee}-${one.violation.operation}`;
    const causes = (one.causes ?? []).filter((cause) => !told.has(`${base} ${cause}`));
    if (causes.length === 0) continue;
    for (const cause of causes) told.add(`${base} ${cause}`);
    const nth = (names.get(base) ?? 0) + 1;
    names.set(base, nth);
    copyCounterexample(folder, one, { ...one, causes, name: nth === 1 ? base : `${base}-${nth}` }, into);
  }
};

/** With the history and the scripts beside it. */
const copyCounterexample = (folder: string, { name }: Counterexample, renamed: Counterexample, into: string): void => {
  const from = join(folder, counterexamplesFolder);
  const history = historyBeside(join(from, `${name}.json`));
  if (history === undefined) throw new ReportFolderError(`${from} lacks ${name}.history.jsonl`);
  writeCounterexample(into, renamed, history);
  const written = [`${name}.json`, `${name}.history.jsonl`];
  for (const file of readdirSync(from).filter((each) => each.startsWith(`${name}.`) && !written.includes(each)))
    copyFileSync(join(from, file), join(into, counterexamplesFolder, file.replace(name, renamed.name)));
};
