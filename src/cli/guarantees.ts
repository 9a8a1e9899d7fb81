// `guarantees`: what the suite checks, read from specs/ like everything that it says about a guarantee.
import type { Command } from 'commander';
import { columns, wrap } from '../report/index.ts';
import { guarantees, silentPoints } from '../specs/index.ts';
import type { Io } from './io.ts';

export const addGuarantees = (program: Command, io: Io): void => {
  program
    .command('guarantees')
    .description('list the guarantees and the points that the documentation leaves open')
    .option('--json', 'as JSON')
    .action((options: { json?: true }) => {
      io.out.write(options.json ? `${JSON.stringify({ guarantees, silentPoints }, null, 2)}\n` : asText());
    });
};

const asText = (): string => {
  const sections = [...new Set(guarantees.map(({ section }) => section))];
  const lines = [
    ...sections.flatMap((section) => [
      section,
      '-'.repeat(Math.min(section.length, columns)),
      ...guarantees.filter((one) => one.section === section).flatMap(guaranteeLines),
    ]),
    'Silent points: the documentation leaves them open, any reading is accepted',
    '--------------------------------------------------------------------------',
    ...silentPoints.flatMap((point) => [
      point.id,
      ...wrap('  ', point.about),
      ...wrap('  Readings:   ', point.readings.join(' | ')),
      '',
    ]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};

const guaranteeLines = (one: (typeof guarantees)[number]): string[] => [
  one.of === 'client' ? `${one.id} (of the SDK client, no part of a verdict)` : one.id,
  ...wrap('  ', one.sentence),
  ...wrap('  Operations: ', one.operations.join(', ')),
  ...(one.needs.length === 0 ? [] : wrap('  Needs:      ', one.needs.join(', '))),
  '',
];
