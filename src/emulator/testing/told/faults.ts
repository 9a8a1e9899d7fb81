// Mutants of what is lost, cut or copied on the way.
import type { Told } from './types.ts';

export const faults: readonly Told[] = [
  ['repeated', 'EnvironmentTemplate', ['lost-answer-half-made']],
  ['repeated', 'EnvironmentTemplateVersion', ['lost-answer-token-forgotten']],
  [
    'brokenOff',
    'EnvironmentTemplateVersion',
    [
      'broken-answer-token-forgotten',
      'broken-answer-shows-ghost',
      'broken-answer-second-in-list',
      'broken-answer-deletion-undone',
    ],
  ],
  ['brokenOften', 'ServiceTemplateVersion', ['broken-answer-token-forgotten-1-in-3']],
  ['brokenOff', 'EnvironmentAccountConnection', ['broken-answer-other-parameters']],
  ['brokenOff', 'EnvironmentTemplate', ['broken-answer-name-taken', 'broken-answer-name-other-parameters']],
  [
    'hungUp',
    'EnvironmentTemplateVersion',
    [
      'gone-client-token-forgotten',
      'gone-client-token-forgotten-at-once',
      'gone-client-token-forgotten-late',
      'gone-client-version-taken-back',
      'gone-client-deletion-undone',
    ],
  ],
  ['hungUp', 'Environment', ['gone-client-name-free', 'gone-client-deletion-stopped']],
  ['hungUp', 'ServiceTemplate', ['gone-client-parameters-forgotten', 'gone-client-update-uncounted']],
  ['cutOff', 'ServiceTemplate', ['cut-request-executed']],
  [
    'copied',
    'EnvironmentTemplateVersion',
    ['copy-undoes-update', 'copy-shows-deleted', 'copy-of-delete-takes-another'],
  ],
  ['copied', 'EnvironmentTemplate', ['copy-of-update-revives', 'copy-of-delete-not-found']],
];
