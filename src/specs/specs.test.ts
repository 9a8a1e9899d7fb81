// The guarantees and silent points as data against the scenarios' list of them and against the contract's text.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { api, type Family, guarantees, type Need, operations, readSchema, silentPoints } from './index.ts';

interface Points {
  readonly families: Readonly<Record<string, readonly string[]>>;
  readonly guarantees: Readonly<Record<string, readonly string[]>>;
  readonly silent: Readonly<Record<string, readonly string[]>>;
}

const text = (file: string): string => readFileSync(new URL(`../../specs/${file}`, import.meta.url), 'utf8');
const points = JSON.parse(text('scenarios/points.json')) as Points;
const contract = text('contract.md');

describe('guarantees', () => {
  test('are those of points.json, with the same operations', () => {
    const bound = Object.entries(points.guarantees).map(([id, families]) => [
      id,
      families.flatMap((family) => points.families[family]),
    ]);
    expect(guarantees.map(({ id, operations: each }) => [id, each])).toEqual(bound);
  });

  test('are those of the contract, in its order', () => {
    const ids = [...contract.matchAll(/^- \*\*([a-z.-]+)\*\*/gm)].map((match) => match[1]);
    expect(guarantees.map(({ id }) => id)).toEqual(ids);
  });

  test('name their section as the contract does', () => {
    for (const { id, section } of guarantees) {
      const prefix = id.includes('.') ? id.slice(0, id.indexOf('.')) : id;
      const told = new RegExp(`${prefix}\\.\\* "([^"]+)"`).exec(contract)?.[1];
      expect(section, id).toBe(told ?? (prefix === 'wire' ? 'API model' : 'Ensuring idempotency'));
    }
  });

  test.each<[string, Need[]]>([
    ['token.alive', ['clock']],
    ['token.expired', ['clock']],
    ['durable', ['restart']],
    ['once', []],
    ['once.lost-response', []],
    ['token.sdk-default', ['sdk']],
  ])('%s needs %j', (id, needs) => {
    expect(guarantees.find((each) => each.id === id)?.needs).toEqual(needs);
  });

  test('all others can be exercised on any endpoint; only token.sdk-default judges the client', () => {
    expect(guarantees.filter(({ needs }) => needs.length > 0)).toHaveLength(4);
    expect(guarantees.filter((each) => each.of === 'client').map(({ id }) => id)).toEqual(['token.sdk-default']);
  });
});

describe('silent points', () => {
  test('are those of points.json, with the same readings', () => {
    expect(Object.fromEntries(silentPoints.map(({ id, readings }) => [id, readings]))).toEqual(points.silent);
  });

  test('are named in the contract', () => {
    for (const { id } of silentPoints) expect(contract).toContain(`\`${id}\``);
  });
});

test('what is told of each is a sentence, no two the same', () => {
  const sentences = [...guarantees.map(({ sentence }) => sentence), ...silentPoints.map(({ about }) => about)];
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{20,260}\.$/);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test('the families of operations.json are those of points.json', () => {
  const names: Readonly<Record<string, Family>> = {
    token: 'token',
    create: 'create',
    delete: 'delete',
    async: 'async-delete',
  };
  for (const [name, members] of Object.entries(points.families)) {
    const family = Object.keys(operations).filter((operation) => operations[operation]?.family === names[name]);
    expect(family.sort()).toEqual([...members].sort());
  }
});

test('the common errors are those of the contract', () => {
  const listed = /common AWS errors: ([^.]+)\./.exec(contract)?.[1] ?? '';
  const types = listed.split(/,\s+/).flatMap((type) => {
    const [, name = '', suffix] = /^(\w+)(?:\((\w+)\))?$/.exec(type) ?? [];
    return suffix ? [name, name + suffix] : [name];
  });
  const { $defs } = readSchema('errors.json') as unknown as { $defs: { commonType: { enum: string[] } } };
  expect(types.length).toBeGreaterThan(25);
  expect([...$defs.commonType.enum].sort()).toEqual(types.sort());
});

test('every operation is one of the API model', () => {
  expect(Object.keys(operations).filter((name) => !api.operations[name])).toEqual([]);
});
