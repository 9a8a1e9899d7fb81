import { expect, test } from 'vitest';
import { bench, creates, prepare } from '../testing/bench.ts';

/** Which of the members the answers to 200 looks have, some of the time or always. */
function membersOver(missingRate: number): { always: string[]; sometimes: string[] } {
  const on = bench({ habits: { missingRate } });
  prepare(on);
  on.detail('CreateService', creates.CreateService);
  on.pass(1000);
  const details = Array.from({ length: 200 }, () =>
    on.detail('GetServiceInstance', { serviceName: 'one', name: 'one' }),
  );
  const seen = [...new Set(details.flatMap((detail) => Object.keys(detail)))].sort();
  const isAlways = (name: string) => details.every((detail) => Object.hasOwn(detail, name));
  return { always: seen.filter(isAlways), sometimes: seen.filter((name) => !isAlways(name)) };
}

test('required members are missing now and then, identity and status never', () => {
  expect(membersOver(0.3)).toEqual({
    always: ['arn', 'createdAt', 'deploymentStatus', 'name', 'serviceName', 'spec'],
    sometimes: [
      ...['environmentName', 'lastDeploymentAttemptedAt', 'lastDeploymentSucceededAt'],
      ...['templateMajorVersion', 'templateMinorVersion', 'templateName'],
    ],
  });
});

test('none without the habit', () => {
  expect(membersOver(0).sometimes).toEqual([]);
});

test('a version keeps its template’s name', () => {
  const on = bench({ habits: { missingRate: 1 } });
  on.detail('CreateEnvironmentTemplate', { name: 'env-template' });
  const { majorVersion: _, ...create } = creates.CreateEnvironmentTemplateVersion ?? {};
  expect(Object.keys(on.detail('CreateEnvironmentTemplateVersion', create)).sort()).toEqual([
    ...['arn', 'createdAt', 'majorVersion', 'minorVersion', 'status', 'templateName'],
  ]);
});
