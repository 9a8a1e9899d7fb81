import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBaseline } from '../baseline-file.ts';
import { UsageError } from '../errors.ts';
import { configFile, readConfig } from './config.ts';
import { runOptions } from './run.ts';
import { configSchema } from './schema.ts';

const isConfig = new Ajv2020().compile(configSchema(runOptions));

let folder = '';
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no error';
};

test('the examples in docs/ci.md are a baseline and a configuration', () => {
  const page = readFileSync(new URL('../../../docs/ci.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  for (const [at, text] of examples.entries()) writeFileSync(`${at}.json`, text);
  expect(examples).toHaveLength(2);
  expect(readBaseline('0.json', false).known).toHaveLength(1);
  expect(Object.keys(readConfig('1.json', runOptions))).toContain('require');
});

const full = {
  $schema: './config.schema.json',
  endpoint: 'http://127.0.0.1:8080',
  seed: 0,
  only: ['token.*', 'DeleteService'],
  clock: 'none',
  shrink: false,
  quiet: true,
};

describe('what a configuration file may hold', () => {
  test('its options, as the command line would have them', () => {
    writeFileSync(configFile, JSON.stringify(full));
    const { $schema: _, ...options } = full;
    expect(readConfig(undefined, runOptions)).toEqual({ ...options, endpoint: 'http://127.0.0.1:8080/' });
    expect(isConfig(full)).toBe(true);
  });

  test('no file found: no options', () => expect(readConfig(undefined, runOptions)).toEqual({}));

  test('paths are relative to the file', () => {
    writeFileSync(join(folder, 'x.json'), '{ "reportDir": "out" }');
    process.chdir(before);
    expect(readConfig(join(folder, 'x.json'), runOptions)).toEqual({ reportDir: join(folder, 'out') });
  });
});

describe('a wrong one is told by file, key and what to give; an editor that has the schema marks the same', () => {
  test.each<[string, unknown, RegExp]>([
    ['an unknown key that is nearly one', { maxCall: 1 }, /"maxCall".*did you mean "maxCalls"/],
    ['a key spelt as on the command line', { 'report-dir': 'x' }, /did you mean "reportDir"/],
    ['a key like nothing', { colourOfTheSky: 1 }, /the options are endpoint, /],
    ['a key of every object', { constructor: 1 }, /no option "constructor"/],
    ['a number as text', { seed: '1' }, /"seed" is "1"\. Give a number/],
    ['a text as number', { region: 1 }, /"region" is 1\. Give a text/],
    ['a number out of range', { concurrency: 0 }, /"concurrency" is 0\..*from 1/],
    ['half a number', { runs: 0.5 }, /"runs".*whole number/],
    ['a text for a list', { only: 'token.*' }, /"only".*list/],
    ['a number in a list', { only: ['token.*', 7] }, /"only", entry 2 is 7\. Give a text/],
    ['a text for a flag', { quiet: 'yes' }, /"quiet" is "yes"\. Give true or false/],
    ['a schema that is no address', { $schema: 5 }, /"\$schema" is 5\. Give a text/],
    ['null', { seed: null }, /"seed" is null/],
    ['an empty path', { reportDir: '' }, /"reportDir".*empty/],
    ['a list', [], /no object/],
    ['no object', 7, /no object/],
  ])('%s', (_, config, expected) => {
    writeFileSync('c.json', JSON.stringify(config));
    const told = message(() => readConfig('c.json', runOptions));
    expect(told).toMatch(expected);
    expect(told).toMatch(/^c\.json/);
    expect(isConfig(config)).toBe(false);
  });

  test.each<[string, string, RegExp]>([
    ['a pattern that matches nothing', '{ "only": ["tokn.*"] }', /"only", entry 1.*matches no guarantee/],
    ['an endpoint that is no URL', '{ "endpoint": "localhost" }', /"endpoint".*such as http/],
    ['a key __proto__', '{ "__proto__": 1 }', /no option "__proto__"/],
    ['no JSON, with the place', '{\n  "seed": 1\n  "runs": 2\n}', /no JSON.*line 3, column 3/],
    ['the end missing', '{', /no JSON/],
    [
      'a value nested deeply',
      `{ "seed": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`,
      /"seed" is a list\. Give a number/,
    ],
    ['too large a file', ' '.repeat(2 ** 20 + 1), /larger than/],
  ])('%s', (_, config, expected) => {
    writeFileSync('c.json', config);
    expect(message(() => readConfig('c.json', runOptions))).toMatch(expected);
  });

  test('a file that is not there, and a folder', () => {
    expect(message(() => readConfig('none.json', runOptions))).toMatch(/none\.json cannot be read \(ENOENT\)/);
    expect(message(() => readConfig(folder, runOptions))).toMatch(/no file/);
  });
});
