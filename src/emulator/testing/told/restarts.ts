// Mutants of restarts.
import type { Told } from './types.ts';

export const restarts: readonly Told[] = [
  ['restarted', 'Environment', ['restart-drops-work', 'restart-revives-deletions']],
  ['restarted', 'EnvironmentTemplateVersion', ['restart-forgets-tokens', 'restart-forgets-deletions']],
  ['restarted', 'EnvironmentTemplate', ['restart-forgets-modifications', 'restart-brings-back-deleted']],
  ['justBefore', 'EnvironmentTemplateVersion', ['restart-drops-creations', 'restart-loses-last-deletions']],
  [
    'restartedAmong',
    'ServiceTemplate',
    ['restart-all-modified', 'restart-moves-creation', 'restart-loses-last-creations'],
  ],
  [
    'restartedAmong',
    'EnvironmentTemplateVersion',
    [
      'restart-numbers-again',
      'restart-forgets-tokens-1-in-3',
      'restart-forgets-new-tokens',
      'restart-forgets-parameters',
      'restart-renews-tokens',
      'restart-ages-tokens',
      'restart-tokens-endless',
    ],
  ],
  ['restartedAmong', 'EnvironmentAccountConnection', ['restart-forgets-tokens-of-connections']],
  ['restartedTwice', 'EnvironmentAccountConnection', ['restart-forgets-tokens-unused-since-the-last']],
];
