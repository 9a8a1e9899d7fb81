import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../emulator/index.ts';
import { cli } from './testing/cli.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baseline-'));
  file = join(folder, 'baseline.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => [
  ...[
    'run',
    '--report-dir',
    join(folder, 'report'),
    '--settle',
    '0',
    '--exhaustive',
    '0',
    '--runs',
    '0',
    '--no-shrink',
  ],
  ...['--only', 'token.mismatch-named', '--baseline', file],
  ...args,
];

const entry = { guarantee: 'token.retry', operation: 'CreateServiceTemplateVersion', reason: '' };
const baseline = (...known: unknown[]) => ({ schemaVersion: 1, known });

describe('a bad baseline: exit 2, told by file, place and fault, and nothing is started', () => {
  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /baseline\.json is no JSON/],
    ['a list', [], /at the top: must be object/],
    ['no version', { known: [] }, /must have required property 'schemaVersion'/],
    ['an unknown member', { ...baseline(), ignore: [] }, /additional properties.*\(ignore\)/],
    ['an entry without its operation', baseline({ guarantee: 'token.retry', reason: '' }), /\/known\/0: .*'operation'/],
    ['a reason that is none', baseline(entry, { ...entry, reason: 1 }), /\/known\/1\/reason: must be string/],
    ['an unknown guarantee', baseline({ ...entry, guarantee: 'token.rety' }), /\/known\/0.*did you mean token\.retry/],
    ['an unknown operation', baseline({ ...entry, operation: 'CreateServices' }), /did you mean CreateService\?/],
    ['one that does not bind it', baseline({ ...entry, operation: 'DeleteService' }), /does not bind/],
    ['a guarantee of the client', baseline({ ...entry, guarantee: 'token.sdk-default' }), /no such guarantee/],
    ['an entry twice', baseline(entry, { ...entry, reason: 'x' }), /\/known\/1 .*twice/],
  ])('%s', async (_, content, expected) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    const { code, out, err } = await cli(run());
    expect([code, out, existsSync(join(folder, 'report'))]).toEqual([2, '', false]);
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each<[string, () => string[], RegExp]>([
    ['one that is not there', () => run(), /baseline\.json cannot be read \(ENOENT\)/],
    [
      'one that cannot be written',
      () => ['run', '--baseline', join(folder, 'no/b.json'), '--update-baseline'],
      /cannot be written/,
    ],
    ['an update of none', () => ['run', '--update-baseline'], /needs --baseline/],
    ['an update by a run that ends early', () => run('--update-baseline', '--max-violations', '1'), /--max-violations/],
  ])('%s', async (_, args, expected) => {
    const { code, err } = await cli(args());
    expect(code).toBe(2);
    expect(err).toMatch(expected);
  });
});

test('a defect is written down, borne with, and missed when it is gone; the file keeps what people wrote', async () => {
  const written = () => JSON.parse(readFileSync(file, 'utf8'));
  const broken = await startEmulator({ mutant: 'token-mismatch-unnamed' });
  const at = ['--endpoint', broken.url];
  let explained = {};
  try {
    expect(await cli(run(...at, '--update-baseline'))).toMatchObject({ code: 0 });
    const known = written().known as { reason: string }[];
    expect(known).toContainEqual({ ...entry, guarantee: 'token.mismatch-named' });

    explained = { $schema: './b.schema.json', ...baseline(...known.map((one) => ({ ...one, reason: 'tracked' }))) };
    writeFileSync(file, JSON.stringify(explained));
    expect(await cli(run(...at, '--update-baseline'))).toMatchObject({ code: 0 });
    expect(written()).toEqual(explained);
  } finally {
    await broken.close();
  }
  const stale = await cli(run());
  expect([stale.code, stale.out]).toEqual([1, expect.stringContaining('STALE')]);
  expect(written()).toEqual(explained);
});
