// Right answers of every operation, made from the API model, and what spoils them.
import { describe, expect, test } from 'vitest';
import type { Json } from '../program/types.ts';
import { api, operations, resources } from '../specs/index.ts';
import { decode } from './decode.ts';

type Members = { [member: string]: Json };

const EXAMPLES: Readonly<Record<string, string>> = {
  Arn: 'arn:aws:iam::123456789012:role/proton',
  RoleArn: 'arn:aws:iam::123456789012:role/proton',
  RoleArnOrEmptyString: '',
  AwsAccountId: '123456789012',
  EnvironmentAccountConnectionId: '01234567-89ab-cdef-0123-456789abcdef',
  ResourceName: 'one',
  RepositoryName: 'owner/one',
  TemplateVersionPart: '1',
  FullTemplateVersionNumber: '1.10',
  NextToken: 'bmV4dA==',
};

/** A right value of a shape, with every member that it knows. */
function example(name: string): Json {
  const shape = api.shapes[name];
  if (shape?.type === 'structure')
    return Object.fromEntries(
      Object.entries(shape.members ?? {}).map(([member, { shape: s }]) => [member, example(s)]),
    );
  if (shape?.type === 'list') return [example(shape.member?.shape ?? '')];
  if (shape?.type === 'timestamp') return 1_795_452_778.243;
  return EXAMPLES[name] ?? shape?.enum?.[0] ?? 'text';
}

const answer = (operation: string): Members => example(api.operations[operation]?.output ?? '') as Members;
const ok = (operation: string, body: Json): ReturnType<typeof decode> =>
  decode(operation, { status: 200, headers: {}, body: JSON.stringify(body) });

const named = [...Object.keys(operations), 'GetServiceInstance', 'GetAccountSettings'];
const detailed = Object.entries(operations).flatMap(([operation, { role, resource, child }]) =>
  resource && !child && ['create', 'get', 'update', 'delete'].includes(role)
    ? [[operation, resources[resource]] as const]
    : [],
);
const lists = Object.values(resources).map((resource) => [resource.list, resource] as const);

describe('a right answer', () => {
  test.each(named)('of %s is shown whole, unknown members and nulls cut', (operation) => {
    const right = answer(operation);
    const [shown] = Object.values(right).filter((value) => typeof value === 'object');
    const strewn = JSON.parse(
      JSON.stringify({ extra: [1], ...right }).replaceAll('{', '{"strange":{"__type":"x"},"none":null,'),
    ) as Members;
    delete strewn.strange;
    expect(ok(operation, strewn)).toEqual({ ...ok(operation, right), kind: 'success' });
    expect(ok(operation, right)).toMatchObject({
      empty: shown === undefined,
      ...(Array.isArray(shown) ? { items: shown } : shown === undefined ? {} : { detail: shown }),
    });
  });

  test.each(lists)('of %s tells the next page', (operation, { listed }) => {
    expect(ok(operation, { [listed]: [], nextToken: 'bmV4dA==' })).toMatchObject({ items: [], nextToken: 'bmV4dA==' });
    expect(ok(operation, { [listed]: [], nextToken: null })).not.toHaveProperty('nextToken');
  });
});

test("an empty token of the tags' next page is none", () => {
  expect(ok('ListTagsForResource', { tags: [], nextToken: '' })).not.toHaveProperty('nextToken');
});

test('null elements of a list inside a detail count as missing', () => {
  const serviceTemplateVersion = answer('GetServiceTemplateVersion').serviceTemplateVersion as Members;
  const supportedComponentSources = [null, 'DIRECTLY_DEFINED', null];
  const outcome = ok('GetServiceTemplateVersion', {
    serviceTemplateVersion: { ...serviceTemplateVersion, supportedComponentSources },
  });
  expect(outcome).toMatchObject({ detail: { supportedComponentSources: ['DIRECTLY_DEFINED'] } });
});

describe('what identifies a resource', () => {
  test.each(detailed)('in %s must be there', (operation, { detail, identity, status }) => {
    for (const member of [...identity, ...(status ? [status.member] : [])])
      for (const spoilt of [undefined, null, '', 7, {}])
        expect(
          ok(operation, { [detail]: { ...(answer(operation)[detail] as Members), [member]: spoilt as Json } }),
          `${member}: ${spoilt}`,
        ).toMatchObject({ kind: 'malformed', guarantee: 'wire.response' });
  });

  test.each(lists)('in each summary of %s must be there', (operation, { listed, identity, status }) => {
    const [summary] = answer(operation)[listed] as Members[];
    for (const member of [...identity, ...(status ? [status.member] : [])])
      expect(ok(operation, { [listed]: [{ ...summary, [member]: null }] }), member).toMatchObject({
        kind: 'malformed',
      });
    expect(ok(operation, { [listed]: [null] })).toMatchObject({ kind: 'malformed' });
  });

  test.each(detailed)('%s: any other member may be missing', (operation, { detail, identity, status }) => {
    const right = answer(operation)[detail] as Members;
    const kept = Object.fromEntries(
      [...identity, status?.member ?? 'arn'].map((member) => [member, right[member] ?? null]),
    );
    const outcome = ok(operation, { [detail]: kept });
    expect(outcome).toMatchObject({ kind: 'success', detail: kept });
    expect(outcome.kind === 'success' && outcome.taken[0]).toEqual(['wire.missing-member', 'missing']);
  });
});

describe('no detail', () => {
  test.each(detailed)('in the answer of %s', (operation, { detail }) => {
    const silent = operation.startsWith('Delete');
    for (const body of ['', '{}', '{"colour":"blue"}', JSON.stringify({ [detail]: null })])
      expect(decode(operation, { status: 200, headers: {}, body }), body).toMatchObject(
        silent ? { kind: 'success', empty: true, taken: [] } : { kind: 'malformed', guarantee: 'wire.response' },
      );
    expect(ok(operation, { [detail]: {} })).toMatchObject({ kind: 'malformed' });
    expect(ok(operation, { [detail]: [] })).toMatchObject({ kind: 'malformed' });
  });

  test.each(lists)('%s without its list shows none, without a body it is malformed', (operation) => {
    expect(ok(operation, {})).toEqual({
      kind: 'success',
      empty: true,
      items: [],
      taken: [['wire.missing-member', 'missing']],
    });
    expect(decode(operation, { status: 200, headers: {}, body: '' })).toMatchObject({ kind: 'malformed' });
  });

  test.each(['TagResource', 'UntagResource'])('%s says nothing', (operation) => {
    for (const body of ['', '{}', '{"x":1}'])
      expect(decode(operation, { status: 204, headers: {}, body })).toEqual({
        kind: 'success',
        empty: true,
        taken: [],
      });
  });
});

describe('form and range', () => {
  const with_ = (operation: string, members: Members): string => {
    const right = answer(operation);
    const [name] = Object.keys(right);
    return ok(operation, { [name as string]: { ...(right[name as string] as Members), ...members } }).kind;
  };
  const ARN = 'arn:aws:iam::123456789012:role/';

  test.each<[string, Members, 'success' | 'malformed']>([
    ['GetEnvironment', { createdAt: 1_795_452_778 }, 'success'],
    ['GetEnvironment', { createdAt: 1.795452778e9 }, 'success'],
    ['GetEnvironment', { createdAt: 4_102_444_800 }, 'success'],
    ['GetEnvironment', { createdAt: 1_795_452_778_243 }, 'malformed'],
    ['GetEnvironment', { createdAt: '1795452778' }, 'malformed'],
    ['GetEnvironment', { createdAt: '2026-11-23T16:52:58Z' }, 'malformed'],
    ['GetEnvironment', { createdAt: 0 }, 'malformed'],
    // Not deployed yet: the zero times of several languages.
    ['GetEnvironment', { lastDeploymentSucceededAt: 0 }, 'success'],
    ['GetEnvironment', { lastDeploymentSucceededAt: -62_135_596_800 }, 'success'],
    ['GetEnvironment', { lastDeploymentSucceededAt: 1_795_452_778_243 }, 'malformed'],
    ['GetEnvironment', { environmentAccountConnectionId: '', protonServiceRoleArn: '', description: '' }, 'success'],
    ['GetEnvironmentTemplate', { recommendedVersion: '', encryptionKey: '' }, 'success'],
    ['GetEnvironmentTemplate', { arn: '' }, 'malformed'],
    ['GetEnvironment', { name: 'a b' }, 'malformed'],
    ['GetEnvironment', { templateMinorVersion: '10' }, 'success'],
    ['GetEnvironment', { templateMinorVersion: '01' }, 'malformed'],
    ['GetEnvironment', { templateMinorVersion: 0 }, 'malformed'],
    ['GetEnvironment', { description: '' }, 'success'],
    ['GetEnvironment', { description: '😀'.repeat(500) }, 'success'],
    ['GetEnvironment', { description: 'x'.repeat(501) }, 'malformed'],
    ['GetEnvironment', { deploymentStatus: 'PAUSED' }, 'success'],
    ['GetEnvironment', { deploymentStatus: 1 }, 'malformed'],
    ['GetEnvironment', { provisioningRepository: { name: 'a/b' } }, 'success'],
    ['GetEnvironment', { provisioningRepository: { name: 'ab' } }, 'malformed'],
    ['GetEnvironment', { provisioningRepository: 'a/b' }, 'malformed'],
    ['GetEnvironmentAccountConnection', { id: 'one' }, 'malformed'],
    ['GetEnvironmentAccountConnection', { roleArn: `${ARN}${'x'.repeat(64)}` }, 'success'],
    // A request may set a role ARN of up to 2048 characters, the model shows 200: neither is wrong.
    ['GetEnvironmentAccountConnection', { roleArn: `${ARN}${'x/'.repeat(500)}x` }, 'success'],
    ['GetEnvironmentAccountConnection', { roleArn: `${ARN}${'x/'.repeat(1_100)}x` }, 'malformed'],
    ['GetServiceTemplateVersion', { compatibleEnvironmentTemplates: [] }, 'success'],
    ['GetServiceTemplateVersion', { compatibleEnvironmentTemplates: [{ majorVersion: 1 }] }, 'malformed'],
    ['GetServiceTemplateVersion', { compatibleEnvironmentTemplates: {} }, 'malformed'],
    ['GetServiceTemplateVersion', { supportedComponentSources: ['NEW'] }, 'success'],
    ['GetService', { pipeline: null }, 'success'],
    ['GetService', { pipeline: {} }, 'success'],
    ['GetService', { pipeline: { createdAt: 'now' } }, 'malformed'],
  ])('%s with %j is a %s', (operation, members, kind) => {
    expect(with_(operation, members)).toBe(kind);
  });

  test.each<[Members, string]>([
    [{ deploymentStatus: 'SUCCEEDED' }, 'known'],
    [{ deploymentStatus: 'PAUSED' }, 'unknown'],
    [{ provisioning: 'ELSEWHERE' }, 'unknown'],
  ])('%j takes the reading wire.unknown-enum: %s', (members, reading) => {
    const right = answer('GetEnvironment').environment as Members;
    const outcome = ok('GetEnvironment', { environment: { ...right, ...members } });
    expect(outcome).toMatchObject({
      taken: [
        ['wire.missing-member', 'present'],
        ['wire.unknown-enum', reading],
      ],
    });
  });

  test('a detail without enumerations takes no reading of them', () => {
    const environmentTemplate = { ...(answer('GetEnvironmentTemplate').environmentTemplate as Members) };
    delete environmentTemplate.provisioning;
    expect(ok('GetEnvironmentTemplate', { environmentTemplate })).toMatchObject({
      taken: [['wire.missing-member', 'present']],
    });
  });
});

describe('an error with a 2xx status breaks wire.error', () => {
  test.each<[Record<string, string>, string]>([
    [{}, '{"__type":"ValidationException"}'],
    [{}, '{"__type":{}}'],
    [{ 'x-amzn-errortype': 'ValidationException' }, ''],
    [{ 'x-amzn-errortype': 'ValidationException' }, '{}'],
  ])('%j %s', (headers, body) => {
    expect(decode('DeleteService', { status: 200, headers, body })).toMatchObject({
      kind: 'malformed',
      guarantee: 'wire.error',
    });
  });
});

describe('the type of a structure in the body of an answer', () => {
  const type = (name: string) => ({ __type: `${name}:#Proton` });
  test('is an extra member', () => {
    const body = answer('GetEnvironmentTemplate');
    const named = { ...type('GetEnvironmentTemplateOutput'), ...body };
    expect(ok('GetEnvironmentTemplate', named)).toEqual(ok('GetEnvironmentTemplate', body));
    expect(ok('DeleteEnvironmentTemplate', type('DeleteEnvironmentTemplateOutput'))).toMatchObject({ empty: true });
  });
  test.each(['Oddity', 'ThrottlingException', 'NotAuthorized', 'UnheardOfException'])('is an error: %s', (name) => {
    expect(ok('GetEnvironmentTemplate', type(name))).toMatchObject({ kind: 'malformed', guarantee: 'wire.error' });
  });
  test('is an error beside a detail as well, if it is an error’s', () => {
    const named = { ...type('ConflictException'), ...answer('GetEnvironmentTemplate') };
    expect(ok('GetEnvironmentTemplate', named)).toMatchObject({ kind: 'malformed', guarantee: 'wire.error' });
  });
});
