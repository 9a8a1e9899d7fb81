// docs/options.md: every option of `run`, as the command line and the configuration file have it.
import { configFile } from './config.ts';
import type { Options } from './definition.ts';

export const optionsPage = (
  options: Options,
): string => `<!-- Made by "npm run specs" from src/cli/options/run.ts: change it there. -->
# Options of \`run\`

Each can stand on the command line or in \`${configFile}\` ([the gate](ci.md)). The command line
wins over the file, and the file over the defaults.

| option | in the file | is | default |
| --- | --- | --- | --- |
${Object.entries(options)
  .map(([name, { flags, about, kind, byDefault }]) => {
    const example = kind.form === 'flag' ? `\`"${name}": ${!flags.startsWith('--no-')}\`` : `\`"${name}"\``;
    return `| \`${cell(flags)}\` | ${example} | ${cell(about)} | ${cell(String(byDefault ?? ''))} |`;
  })
  .join('\n')}
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');
