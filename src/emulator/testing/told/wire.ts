// Mutants of the form of answers.
import type { Told } from './types.ts';

export const wire: readonly Told[] = [
  [
    'retried',
    'EnvironmentTemplateVersion',
    ['wire-time-iso', 'wire-time-milliseconds', 'wire-arn-missing', 'wire-version-as-number', 'wire-arn-malformed'],
  ],
  [
    'mismatched',
    'EnvironmentTemplateVersion',
    ['wire-error-without-type', 'wire-error-status-302', 'wire-error-untyped-1-in-3'],
  ],
  ['retried', 'ServiceTemplateVersion', ['wire-not-json', 'wire-version-missing-1-in-10']],
  ['modified', 'EnvironmentTemplate', ['wire-error-with-200', 'wire-error-page', 'wire-error-type-as-code']],
  ['retried', 'EnvironmentTemplate', ['wire-array']],
  ['retried', 'Service', ['wire-status-null', 'wire-description-as-list']],
  ['retried', 'Environment', ['wire-status-missing']],
  ['deleted', 'EnvironmentTemplateVersion', ['wire-error-unknown-type']],
  ['deleted', 'EnvironmentAccountConnection', ['wire-delete-says-ok']],
  ['retried', 'EnvironmentAccountConnection', ['wire-id-missing-in-retry']],
];
