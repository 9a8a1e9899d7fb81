import { expect, test } from 'vitest';
import { bench, creates, prepare, serviceSpec } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const instance = { serviceName: 'one', name: 'one' };

test('deleted environments and instances show themselves as deleted for a while, everywhere but in what is made anew', () => {
  const on = bench({ habits: { deletedShownMs: 3000 } });
  prepare(on);
  on.detail('CreateService', creates.CreateService);
  on.pass(1000);
  on.detail('DeleteService', { name: 'one' });
  on.pass(1000);
  on.detail('DeleteEnvironment', { name: 'env' });
  on.pass(1000);
  const rows = (operation: string) =>
    (Object.values(on.call(operation).body)[0] as Members[]).map(({ name, deploymentStatus }) => [
      name,
      deploymentStatus,
    ]);
  expect(on.detail('GetEnvironment', { name: 'env' }).deploymentStatus).toBe('DELETE_COMPLETE');
  expect(on.detail('GetServiceInstance', instance).deploymentStatus).toBe('DELETE_COMPLETE');
  expect(rows('ListEnvironments')).toEqual([['env', 'DELETE_COMPLETE']]);
  expect(rows('ListServiceInstances')).toEqual([['one', 'DELETE_COMPLETE']]);
  expect(on.call('DeleteEnvironment', { name: 'env' }).body).toEqual({});

  on.detail('CreateEnvironment', { ...creates.CreateEnvironment, name: 'env' });
  expect(rows('ListEnvironments')).toEqual([['env', 'IN_PROGRESS']]);
  on.pass(1000);
  on.detail('CreateService', { ...creates.CreateService, spec: serviceSpec('one').replace('name: one', 'name: two') });
  expect(rows('ListServiceInstances')).toEqual([['two', 'IN_PROGRESS']]);
  on.pass(1000);
  expect(on.outcome('GetServiceInstance', instance)).toBe('ResourceNotFoundException');
  on.detail('DeleteService', { name: 'one' });
  on.pass(4000);
  expect(rows('ListServiceInstances')).toEqual([]);
});
