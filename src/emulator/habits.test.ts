import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createEmulator, type Habits } from './index.ts';
import { account, bench, creates, prepare, source } from './testing/bench.ts';
import type { Members } from './wire/json.ts';

const list = {
  method: 'POST',
  path: '/',
  headers: { 'x-amz-target': 'AwsProton20200720.ListEnvironmentTemplates' },
  body: '{}',
};

async function statuses(habits: Partial<Habits>, seed = 1) {
  const emulator = createEmulator({ habits, seed });
  const answers = [];
  for (let n = 0; n < 200; n++) answers.push((await emulator.respond(list))?.status);
  return answers;
}

describe('habits', () => {
  test.each([
    [{ throttleRate: 0.5 }, [200, 400, 429]],
    [{ errorRate: 0.5 }, [200, 500]],
    [{ breakRate: 0.5 }, [200, undefined]],
    [{}, [200]],
  ])('%j', async (habits, expected) => {
    const seen = await statuses(habits);
    expect(new Set(seen)).toEqual(new Set(expected));
    expect(await statuses(habits)).toEqual(seen);
  });

  test('an error comes before the effect or after it', async () => {
    const emulator = createEmulator({ habits: { errorRate: 1 } });
    const headers = { 'x-amz-target': 'AwsProton20200720.CreateEnvironmentTemplate' };
    for (let n = 0; n < 50; n++) await emulator.respond({ ...list, headers, body: `{"name":"t${n}"}` });
    const made = JSON.parse(emulator.handler(list).body).templates.length;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(50);
  });

  test('of mutations of one resource at the same time some are refused, and all are late; others are not', async () => {
    const waits: number[] = [];
    const habits = { contendRate: 0.5, contendMs: 30 };
    const { together } = bench({ habits, sleep: async (ms) => void waits.push(await turn(ms)) });
    const types: (string | undefined)[][] = [[], []];
    for (let n = 0; n < 20; n++) {
      const answers = await together(
        ['CreateServiceTemplate', { name: `a${n}` }],
        ['CreateServiceTemplate', { name: `a${n}` }],
      );
      types[0]?.push(...answers.map(({ type }) => type));
    }
    for (let n = 0; n < 20; n++) {
      const answers = await together(
        ['CreateServiceTemplate', { name: `b${n}` }],
        ['DeleteServiceTemplate', { name: `a${n}` }],
      );
      types[1]?.push(...answers.slice(0, 1).map(({ type }) => type));
    }
    expect(new Set(types[0])).toEqual(new Set([undefined, 'ConflictException']));
    expect(new Set(types[1])).toEqual(new Set([undefined]));
    expect(waits).toContain(30);
  });

  test('stale reads show what was, and catch up', () => {
    const { detail, outcome, call, pass } = bench({ habits: { staleMs: 1000 } });
    detail('CreateEnvironmentTemplate', { name: 'old' });
    pass(5000);
    detail('CreateEnvironmentTemplate', { name: 'new' });
    detail('DeleteEnvironmentTemplate', { name: 'old' });
    const names = () => (call('ListEnvironmentTemplates').body.templates as { name: string }[]).map(({ name }) => name);
    expect(outcome('GetEnvironmentTemplate', { name: 'new' })).toBe('ResourceNotFoundException');
    expect(names()).toEqual(['old']);
    pass(1000);
    expect(names()).toEqual(['new']);
  });

  test.each<[Partial<Habits>, object]>([
    [{ extraMembers: true }, { colour: 'blue' }],
    [{ nullMembers: true }, { encryptionKey: null }],
    [
      { emptyMembers: true, nullMembers: true },
      { encryptionKey: '', recommendedVersion: '', description: '' },
    ],
    [{ wholeSeconds: true }, { createdAt: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000 }],
    [{}, { createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678) / 1000 }],
  ])('%j shows in a detail', (habits, members) => {
    expect(bench({ habits }).detail('CreateEnvironmentTemplate', { name: 'x' })).toMatchObject(members);
  });

  test('header-only errors', () => {
    const { call } = bench({ habits: { headerOnlyErrors: true } });
    const { type, body } = call('GetService', { name: 'x' });
    expect([type, body.__type]).toEqual(['ResourceNotFoundException', undefined]);
  });

  test.each<[Partial<Habits>, string]>([
    [{}, '{"environmentTemplate"'],
    [{ emptyDelete: true }, '{}'],
    [{ emptyDelete: true, noBytes: true }, ''],
  ])('%j: the first delete', (habits, expected) => {
    const emulator = createEmulator({ habits });
    const call = (operation: string) =>
      emulator.handler({
        ...list,
        headers: { 'x-amz-target': `AwsProton20200720.${operation}` },
        body: '{"name":"x"}',
      });
    call('CreateEnvironmentTemplate');
    expect(call('DeleteEnvironmentTemplate').body.slice(0, 22)).toBe(expected);
  });

  test('a deleted environment may still show itself as deleted', () => {
    const on = bench({ habits: { showDeleteComplete: true } });
    prepare(on);
    on.detail('DeleteEnvironment', { name: 'env' });
    on.pass(1000);
    expect(on.detail('GetEnvironment', { name: 'env' }).deploymentStatus).toBe('DELETE_COMPLETE');
    expect(on.call('ListEnvironments').body.environments).toEqual([]);
    expect(on.call('DeleteEnvironment', { name: 'env' }).body).toEqual({});
  });

  test('empty members are those without a value, lists and the token of a last page too', () => {
    const on = bench({ habits: { emptyMembers: true, hideRoles: true } });
    prepare(on);
    const role = `arn:aws:iam::${account}:role/component`;
    const environment = on.detail('CreateEnvironment', { ...creates.CreateEnvironment, componentRoleArn: role });
    expect(environment).toMatchObject({ description: 'one', environmentAccountConnectionId: '' });
    expect(environment.componentRoleArn).toBeUndefined();
    const { nextToken, templateVersions } = on.call('ListServiceTemplateVersions', {
      templateName: 'service-template',
    }).body;
    expect([nextToken, templateVersions]).toEqual(['', [expect.objectContaining({ description: '' })]]);
    const version = { templateName: 'service-template', majorVersion: '1', minorVersion: '0' };
    expect(on.detail('GetServiceTemplateVersion', version).supportedComponentSources).toEqual([]);
  });

  test('times from before a restart are rounded, and those after it are not', () => {
    const on = bench({ habits: { roundsLater: true } });
    const made = (name: string) => on.detail('CreateEnvironmentTemplate', { name }).createdAt;
    const start = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;
    expect(made('before')).toBe(start + 0.678);
    on.pass(1);
    on.emulator.restart();
    expect([made('before'), made('after')]).toEqual([start + 1, start + 0.679]);
  });

  test('lists of versions may show all of them, whatever is asked for', () => {
    const on = bench({ habits: { allMajors: true } });
    prepare(on);
    on.detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', source });
    on.detail('CreateEnvironmentTemplateVersion', creates.CreateEnvironmentTemplateVersion);
    for (const asked of [{}, { majorVersion: '2' }]) {
      const { body } = on.call('ListEnvironmentTemplateVersions', { templateName: 'env-template', ...asked });
      const listed = body.templateVersions as Members[];
      expect(listed.map((row) => `${row.majorVersion}.${row.minorVersion}`)).toEqual(['1.0', '2.0', '1.1']);
    }
  });

  test('tags may be ignored', () => {
    const { call, detail } = bench({ habits: { ignoresTags: true }, readings: { 'create.tagged': 'modified' } });
    const tags = [{ key: 'a', value: '1' }];
    const { arn: resourceArn } = detail('CreateServiceTemplate', { name: 'x', tags });
    expect(call('TagResource', { resourceArn, tags: [{ key: 'b', value: '2' }] })).toMatchObject({
      status: 200,
      body: {},
    });
    expect(call('UntagResource', { resourceArn, tagKeys: ['a'] })).toMatchObject({ status: 200, body: {} });
    expect(call('ListTagsForResource', { resourceArn }).body).toEqual({ tags });
    expect(detail('CreateServiceTemplate', { name: 'x', tags }).arn).toBe(resourceArn);
  });

  test('hidden roles', () => {
    const on = bench({ habits: { hideRoles: true } });
    prepare(on);
    const componentRoleArn = `arn:aws:iam::${account}:role/component`;
    expect(
      on.detail('CreateEnvironment', { ...creates.CreateEnvironment, componentRoleArn }).componentRoleArn,
    ).toBeUndefined();
  });

  test('quotas', () => {
    const { outcome } = bench({ habits: { quotas: true } });
    const request = (n: number) => ({ environmentName: `e${n}`, managementAccountId: account, clientToken: `t${n}` });
    const outcomes = [1, 2, 3, 4, 5, 6, 1].map((n) => outcome('CreateEnvironmentAccountConnection', request(n)));
    expect(outcomes).toEqual([...Array(5).fill('ok'), 'ServiceQuotaExceededException', 'ok']);
  });
});
