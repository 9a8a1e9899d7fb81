import { describe, expect, test } from 'vitest';
import { bench, creates, environmentSpec, prepare } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const refused = 'ValidationException';

describe('parameters that look alike', () => {
  const tags = (...keys: string[]) => ({ tags: keys.map((key) => ({ key, value: '' })) });

  test.each<[string, string, Members, Members]>([
    ['detail.tag-order', 'CreateEnvironment', tags('a', 'b'), tags('b', 'a')],
    ['detail.empty-absent', 'CreateEnvironment', { description: undefined }, { description: '' }],
    ['detail.empty-absent', 'CreateEnvironment', { tags: [] }, { tags: undefined }],
    ['detail.default-given', 'CreateEnvironment', {}, { templateMinorVersion: '0' }],
    ['detail.default-given', 'CreateEnvironment', { templateMinorVersion: '0' }, { templateMinorVersion: undefined }],
    ['detail.spec-format', 'CreateEnvironment', {}, { spec: 'spec: {size: "one"}\nproton: EnvironmentSpec' }],
    ['detail.unicode-form', 'CreateEnvironment', { description: 'caf\u00e9' }, { description: 'cafe\u0301' }],
    [
      'detail.list-order',
      'CreateServiceTemplateVersion',
      compatible('env-template', 'other'),
      compatible('other', 'env-template'),
    ],
  ])('%s: %s with %j and with %j', (point, operation, first, second) => {
    for (const [reading, expected] of [
      ['same', 'ok'],
      ['different', refused],
    ] as const) {
      const on = bench({ readings: { [point]: reading } });
      prepare(on);
      on.detail('CreateEnvironmentTemplate', { name: 'other' });
      on.detail('CreateEnvironmentTemplateVersion', {
        ...creates.CreateEnvironmentTemplateVersion,
        templateName: 'other',
        majorVersion: undefined,
        clientToken: 'other',
      });
      on.detail(operation, { ...creates[operation], ...first });
      on.pass(1000);
      expect([reading, on.outcome(operation, { ...creates[operation], ...first, ...second })]).toEqual([
        reading,
        expected,
      ]);
    }
  });

  test('the order of JSON members never counts', () => {
    const { outcome } = bench();
    expect(outcome('CreateEnvironmentTemplate', { name: 'x', tags: [{ key: 'a', value: 'b' }] })).toBe('ok');
    expect(outcome('CreateEnvironmentTemplate', { tags: [{ value: 'b', key: 'a' }], name: 'x' })).toBe('ok');
  });
});

function compatible(...names: string[]): Members {
  return { compatibleEnvironmentTemplates: names.map((templateName) => ({ templateName, majorVersion: '1' })) };
}

describe('the form of answers', () => {
  test('wire.no-message: the mismatch is named all the same', () => {
    const { call } = bench({ readings: { 'wire.no-message': 'no message' } });
    call('CreateEnvironmentTemplate', { name: 'x' });
    const { body } = call('CreateEnvironmentTemplate', { name: 'x', description: 'y' });
    expect(body.message).toBeUndefined();
    expect(body.reason).toBe('IdempotentParameterMismatch');
  });

  test('wire.missing-member: identity and status stay', () => {
    const on = bench({ readings: { 'wire.missing-member': 'missing' } });
    prepare(on);
    const detail = on.detail('GetEnvironment', { name: 'env' });
    expect(detail).toMatchObject({ name: 'env', arn: expect.any(String), deploymentStatus: 'SUCCEEDED' });
    expect(detail.templateMajorVersion).toBeUndefined();
  });

  test('wire.unknown-enum: early in a creation', () => {
    const on = bench({ readings: { 'wire.unknown-enum': 'unknown' }, asyncMs: 100 });
    prepare(on);
    const states = [0, 60, 60].map((ms) => {
      on.pass(ms);
      return on.detail('CreateEnvironment', creates.CreateEnvironment).deploymentStatus;
    });
    expect(states).toEqual(['QUEUED_IN_PROGRESS', 'IN_PROGRESS', 'SUCCEEDED']);
  });

  test.each([
    ['now', 'two'],
    ['first', undefined],
  ])('detail.snapshot: %s', (reading, expected) => {
    const on = bench({ readings: { 'detail.snapshot': reading } });
    prepare(on);
    const request = creates.CreateEnvironmentTemplateVersion;
    const { majorVersion, minorVersion } = on.detail('CreateEnvironmentTemplateVersion', request);
    const version = { templateName: 'env-template', majorVersion, minorVersion };
    on.detail('UpdateEnvironmentTemplateVersion', { ...version, description: 'two' });
    expect(on.detail('CreateEnvironmentTemplateVersion', request).description).toBe(expected);
  });
});

describe('what counts as a modification', () => {
  const update = { name: 'one', deploymentType: 'CURRENT_VERSION', spec: environmentSpec('two') };

  test.each([
    ['create.update-unfinished', 'unmodified', 'ok'],
    ['create.update-unfinished', 'modified', 'ConflictException'],
  ])('%s: %s', (point, reading, expected) => {
    const on = bench({ readings: { [point]: reading } });
    prepare(on);
    on.detail('CreateEnvironment', creates.CreateEnvironment);
    on.pass(1000);
    on.detail('UpdateEnvironment', update);
    expect(on.outcome('CreateEnvironment', creates.CreateEnvironment)).toBe(expected);
    on.pass(1000);
    expect(on.outcome('CreateEnvironment', creates.CreateEnvironment)).toBe('ConflictException');
  });

  test.each([
    ['unmodified', 'ok'],
    ['modified', 'ConflictException'],
  ])('create.modified-back: %s', (reading, expected) => {
    const { detail, outcome } = bench({ readings: { 'create.modified-back': reading } });
    const request = { name: 'x', description: 'one' };
    detail('CreateServiceTemplate', request);
    for (const description of ['two', 'one']) detail('UpdateServiceTemplate', { name: 'x', description });
    expect(outcome('CreateServiceTemplate', request)).toBe(expected);
  });
});
