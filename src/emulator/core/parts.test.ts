import { describe, expect, test } from 'vitest';
import { type Bench, bench, creates, prepare, serviceSpec } from '../testing/bench.ts';
import { repository } from '../testing/requests.ts';
import { isMembers } from '../wire/json.ts';

const one = { name: 'one' };

function furnished(habits: object): Bench {
  const on = bench({ asyncMs: 1000, habits });
  prepare(on);
  on.detail('CreateService', { ...creates.CreateService, ...repository });
  return on;
}

/** What shows of the service and its parts, with the time of the service's change since its creation. */
function seen(on: Bench): unknown[] {
  const { status, pipeline, createdAt, lastModifiedAt } = on.detail('GetService', one);
  const instance = on.detail('GetServiceInstance', { serviceName: 'one', ...one });
  const movedMs = Math.round((Number(lastModifiedAt) - Number(createdAt)) * 1000);
  return [status, instance.deploymentStatus, isMembers(pipeline) ? pipeline.deploymentStatus : 'none', movedMs];
}

function over(on: Bench, ...milliseconds: number[]): unknown[] {
  return [0, ...milliseconds].map((ms) => {
    on.pass(ms);
    return seen(on);
  });
}

describe('parts of a service that come later', () => {
  test('instances: they are deployed when the service is active already', () => {
    expect(over(furnished({ partsLaterMs: 2000 }), 1000, 1999, 1)).toEqual([
      ['CREATE_IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 0],
      ['ACTIVE', 'IN_PROGRESS', 'SUCCEEDED', 0],
      ['ACTIVE', 'IN_PROGRESS', 'SUCCEEDED', 0],
      ['ACTIVE', 'SUCCEEDED', 'SUCCEEDED', 3000],
    ]);
  });

  test('a pipeline: it shows from when its deployment begins', () => {
    const on = furnished({ pipelineLaterMs: 2000 });
    expect(over(on, 1000, 1000, 1000)).toEqual([
      ['CREATE_IN_PROGRESS', 'IN_PROGRESS', 'none', 0],
      ['ACTIVE', 'SUCCEEDED', 'none', 0],
      ['ACTIVE', 'SUCCEEDED', 'IN_PROGRESS', 0],
      ['ACTIVE', 'SUCCEEDED', 'SUCCEEDED', 3000],
    ]);
    const { createdAt, pipeline } = on.detail('GetService', one);
    const made = isMembers(pipeline) ? Number(pipeline.createdAt) - Number(createdAt) : undefined;
    expect(made).toBeCloseTo(2);
  });

  test('also where they are deployed anew', () => {
    const on = furnished({ partsLaterMs: 2000 });
    on.pass(4000);
    on.detail('UpdateService', { ...one, spec: serviceSpec('two') });
    expect(over(on, 1000, 1000, 1000)).toEqual([
      ['UPDATE_IN_PROGRESS', 'SUCCEEDED', 'SUCCEEDED', 3000],
      ['ACTIVE', 'SUCCEEDED', 'SUCCEEDED', 3000],
      ['ACTIVE', 'IN_PROGRESS', 'SUCCEEDED', 3000],
      ['ACTIVE', 'SUCCEEDED', 'SUCCEEDED', 7000],
    ]);
  });

  test('go with the service, finished or not', () => {
    const on = furnished({ partsLaterMs: 5000, pipelineLaterMs: 5000 });
    on.pass(1000);
    expect(on.detail('DeleteService', one).pipeline).toBeUndefined();
    on.pass(1000);
    expect(on.outcome('GetService', one)).toBe('ResourceNotFoundException');
    on.pass(9000);
    expect(on.detail('ListServiceInstances')).toEqual([]);
  });

  test('are no reason to refuse a retry', () => {
    const on = furnished({ partsLaterMs: 5000 });
    on.pass(2000);
    expect(on.outcome('CreateService', { ...creates.CreateService, ...repository })).toBe('ok');
  });
});
