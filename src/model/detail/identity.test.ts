// What an ARN that something of another type has proves: nothing, where ARNs say no type.
import { expect, test } from 'vitest';
import { line, shows, template, walk } from '../testing/build.ts';

test.each<[string, string, string]>([
  ['that says the other type', 'arn:aws:proton:us-east-1:1:environment-template/ns-a', 'create.namespace'],
  ['that says no type', 'arn:aws:proton:us-east-1:1:template/ns-a', 'right'],
  ['that only looks like it', 'arn:aws:proton:us-east-1:1:old-environment-template/ns-a', 'right'],
  ['that says its own type', 'arn:aws:proton:us-east-1:1:service-template/ns-a', 'right'],
])('two types have one ARN, %s', (_, arn, verdict) => {
  const made = shows(template('ns-a', { arn }));
  const seen = walk([
    line('CreateEnvironmentTemplate', { name: 'ns-a' }, made),
    line('CreateServiceTemplate', { name: 'ns-a' }, made),
  ]);
  expect(seen.verdict, seen.story).toBe(verdict);
});
