// Mutants of requests at the same time.
import type { Told } from './types.ts';

export const races: readonly Told[] = [
  [
    'raced',
    'EnvironmentTemplateVersion',
    [
      'race-token',
      'race-token-turn',
      'race-token-not-found',
      'race-token-shows-another',
      'race-delete-turn',
      'race-delete-takes-sibling',
    ],
  ],
  ['raced', 'ServiceTemplateVersion', ['race-token-1-ms', 'race-token-invalid']],
  ['raced', 'EnvironmentAccountConnection', ['race-token-20-ms', 'race-delete-invalid']],
  ['racedOften', 'EnvironmentAccountConnection', ['race-token-1-in-10']],
  ['racedAfterwards', 'ServiceTemplateVersion', ['race-token-after-delete', 'race-token-after-expiry']],
  ['racedOtherwise', 'EnvironmentTemplateVersion', ['race-token-mismatch']],
  ['racedOtherwise', 'EnvironmentTemplate', ['race-name', 'race-name-20-ms', 'race-name-mismatch']],
  ['racedOtherwise', 'Service', ['race-name-turn']],
  ['racedOften', 'ServiceTemplate', ['race-name-1-in-10', 'race-delete-1-in-3']],
  ['racedAfterwards', 'ServiceTemplate', ['race-name-after-delete']],
  [
    'raced',
    'ServiceTemplate',
    [
      'race-name-shows-nothing',
      'race-name-retry-undoes-update',
      'race-name-retry-clears-modified',
      'race-delete-shows-another',
      'race-update-revives',
    ],
  ],
  ['raced', 'EnvironmentTemplate', ['race-delete']],
  ['raced', 'Service', ['race-name-invalid', 'race-async-delete-invalid']],
  ['raced', 'Environment', ['race-async-delete-not-found', 'race-async-delete-revives']],
];
