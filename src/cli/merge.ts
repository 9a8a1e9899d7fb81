// `merge`: the report folders of shards as one report, judged as that of a single run.
import type { Command } from 'commander';
import { mergeFolders } from '../report/index.ts';
import { defaults } from '../run/index.ts';
import { asUsageErrors, checkFolder } from './check.ts';
import type { Io } from './io.ts';
import { nonEmpty, once } from './parsers.ts';

export const addMerge = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('merge')
    .description('one report of the shards of a run (run --shard)')
    .argument('<folder...>', 'the report folder of each shard')
    .option(
      '--report-dir <dir>',
      'where the report goes; an earlier one there is overwritten',
      once(nonEmpty),
      defaults.reportDir,
    )
    .action((folders: string[], { reportDir }: { readonly reportDir: string }) =>
      exit(
        asUsageErrors(reportDir, () => {
          mergeFolders(folders, reportDir);
          return checkFolder(reportDir, io);
        }),
      ),
    );
};
