// Mutants of creates by name.
import type { Told } from './types.ts';

export const names: readonly Told[] = [
  ['mismatched', 'ServiceTemplate', ['create-mismatch-merges-tags']],
  [
    'modified',
    'Environment',
    ['create-mismatch-deploys', 'create-modified-by-deployment-unnoticed', 'create-modified-overwrites'],
  ],
  ['mismatched', 'Service', ['create-mismatch-rebinds', 'create-mismatch-unnamed']],
  [
    'modified',
    'Service',
    ['create-conflict-touches', 'create-modified-spec-unnoticed', 'create-modified-twice-unnoticed'],
  ],
  [
    'modified',
    'EnvironmentTemplate',
    [
      'create-conflict-unlists',
      'create-modified-unnoticed',
      'create-conflict-undoes',
      'create-modified-forgotten-after-a-while',
      'create-modified-unnoticed-1-in-3',
    ],
  ],
  [
    'retried',
    'EnvironmentTemplate',
    ['create-retry-refused', 'create-retry-listed-twice', 'create-retry-touches-1-in-3'],
  ],
  [
    'retried',
    'Service',
    [
      'create-retry-in-progress-refused',
      'create-retry-touches',
      'create-retry-updates-again',
      'create-retry-redeploys-instances',
    ],
  ],
  ['retried', 'Environment', ['create-retry-deploys', 'create-retry-second-refused']],
  ['modified', 'ServiceTemplate', ['create-modified-validation', 'create-modified-forgotten-after-refusal']],
  [
    'mismatched',
    'EnvironmentTemplate',
    [
      'create-mismatch-conflict',
      'create-mismatch-writes',
      'create-mismatch-overlooked-1-in-3',
      'create-mismatch-unnamed-of-templates',
      'create-mismatch-unnamed-1-in-3',
    ],
  ],
  ['retried', 'ServiceTemplate', ['create-retry-moves-creation', 'create-retry-doubles-tags']],
  ['aged', 'EnvironmentTemplate', ['create-retry-later-refused']],
  ['siblings', 'ServiceTemplate', ['create-retry-shows-neighbour']],
  ['often', 'EnvironmentTemplate', ['create-retry-refused-1-in-10']],
  ['namesakes', 'EnvironmentTemplate', ['create-mismatch-empty-is-any', 'names-shared-between-kinds']],
  ['mismatched', 'Environment', ['create-mismatch-unnoticed-in-progress']],
  ['remade', 'Environment', ['recreation-refused']],
  [
    'remadeOtherwise',
    'EnvironmentTemplate',
    [
      'recreation-shows-old-description',
      'recreation-shows-old-tags',
      'recreation-different-refused',
      'recreation-still-modified',
    ],
  ],
  ['remade', 'ServiceTemplate', ['recreation-second-refused']],
  ['remade', 'Service', ['recreation-refused-for-minutes', 'recreation-created-before', 'recreation-dies']],
  ['namesakes', 'Service', ['names-shared-by-service-and-environment']],
  ['emptied', 'EnvironmentTemplate', ['create-modified-emptied-unnoticed']],
  ['renamed', 'EnvironmentTemplate', ['create-modified-display-name-unnoticed']],
  ['roleChanged', 'Environment', ['create-modified-role-unnoticed']],
  ['tagged', 'EnvironmentTemplate', ['create-retry-resets-tags']],
  ['templateNamesakes', 'EnvironmentTemplate', ['names-blocked-by-service-templates']],
  ['templateGone', 'ServiceTemplateVersion', ['recreation-with-old-versions']],
  ['overAnother', 'EnvironmentTemplate', ['create-retry-by-connection']],
];
