// `false-alarms`: runs the suite against right endpoints of many kinds. For the suite's maintainers: what it finds is a
// defect of the model or of the emulator.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Combination, combinationOf } from '../false-alarms/combination.ts';
import { type FalseAlarm, hunt } from '../false-alarms/hunt.ts';
import type { Misreading } from '../false-alarms/misread.ts';
import type { History } from '../history/read.ts';
import { formatHistory } from '../history/write.ts';
import type { Io } from './io.ts';
import { integer, nonEmpty, once } from './parsers.ts';

interface FalseAlarmsArguments {
  readonly combinations: number;
  readonly from: number;
  readonly seeds: number;
  readonly seed: number;
  readonly runs?: number;
  readonly maxCalls?: number;
  readonly reportDir: string;
}

export const addFalseAlarms = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('false-alarms')
    .description(
      'run against emulators with random permitted readings, habits and failures: nothing may be violated or misread',
    )
    .option('--combinations <n>', 'how many', once(integer(1, 1e6)), 50)
    .option('--from <i>', 'the first of them, to see one again', once(integer(0, 1e9)), 0)
    .option('--seeds <n>', 'runs of each, with the seeds 1 to n', once(integer(1, 10_000)), 4)
    .option('--seed <n>', 'makes other combinations', once(integer(0, 2 ** 32 - 1)), 1)
    .option('--runs <n>', 'random programs in each run (default: as for run)', once(integer(0, 1e7)))
    .option('--max-calls <n>', 'budget of requests of each run (default: as for run)', once(integer(1, 1e9)))
    .option('--report-dir <dir>', 'where the histories of alarms go', once(nonEmpty), 'reports/false-alarms')
    .addHelpText('after', exitCodes)
    .action(async (given: FalseAlarmsArguments) => exit(await search(given, io)));
};

const exitCodes = `
Exit codes: 0 no alarm · 1 an alarm · 2 the command line is wrong · 3 not every
run came to its end`;

const search = async (given: FalseAlarmsArguments, io: Io): Promise<number> => {
  const { combinations, from, seeds, seed: ofCombinations, runs, maxCalls } = given;
  const extent = {
    signal: io.interrupted,
    ...(runs === undefined ? {} : { runs }),
    ...(maxCalls === undefined ? {} : { maxCalls }),
  };
  let alarms = 0;
  let ended = 0;
  let calls = 0;
  for (let index = from; index < from + combinations; index++)
    for (let seed = 1; seed <= seeds && !io.interrupted.aborted; seed++) {
      const combination = combinationOf(ofCombinations, index);
      const found = await hunt(combination, seed, extent);
      if (io.interrupted.aborted) break;
      ended++;
      calls += found.judgedCalls;
      if (found.stoppedBecause !== undefined)
        io.out.write(`combination ${index}, seed ${seed}: ended early, ${found.stoppedBecause}\n`);
      const all = [...found.alarms.map(ofAlarm), ...found.misread.map(ofMisreading)];
      if (all.length > 0) io.violated?.();
      for (const alarm of all) io.out.write(told(alarm, combination, index, seed, given.reportDir));
      alarms += all.length;
      io.err.write(`combination ${index}, seed ${seed}: ${found.judgedCalls} calls, ${all.length} alarms\n`);
    }
  io.out.write(`${alarms} false alarms in ${ended} runs of ${combinations} combinations, ${calls} calls\n`);
  if (alarms > 0) return 1;
  return ended === combinations * seeds ? 0 : 3;
};

interface Told {
  readonly title: string;
  readonly lines: readonly string[];
  readonly history: History;
}

const ofAlarm = ({ violation, history }: FalseAlarm): Told => {
  const { guarantee, operation, allowed, observed } = violation;
  const lines = [`allowed:  ${allowed.join(', or ')}`, `observed: ${observed}`];
  return { title: `FALSE ALARM ${guarantee} on ${operation}`, lines, history };
};

const ofMisreading = ({ point, operation, taken, is, history }: Misreading): Told => ({
  title: `MISREAD ${point} on ${operation}`,
  lines: [`taken for: ${taken}`, `it is:     ${is}`],
  history,
});

const told = (
  { title, lines, history }: Told,
  combination: Combination,
  index: number,
  seed: number,
  folder: string,
): string => {
  const file = join(folder, `combination-${index}-seed-${seed}-${title.replaceAll(' ', '-')}.jsonl`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, formatHistory(history));
  return [
    `${title}: combination ${index}, seed ${seed}`,
    ...[...lines, `history: ${file}`, `emulator: ${JSON.stringify(combination)}`].map((text) => `  ${text}`),
    '',
  ].join('\n');
};
