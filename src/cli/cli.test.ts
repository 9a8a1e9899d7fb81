import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listMutants, startEmulator } from '../emulator/index.ts';
import { guarantees, silentPoints } from '../specs/index.ts';
import { suiteVersion } from '../version.ts';
import { cli } from './testing/cli.ts';

const ourselves = fileURLToPath(import.meta.url);

let folder = '';
let asked = 0;
let server: Server;
let url = '';
beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>It works!</body></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  asked = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('bad input: one line that says what and how to mend it, exit 2, nothing started, no call made', () => {
  const run = (...args: string[]) => ['run', '--endpoint', url, '--report-dir', folder, ...args];
  test.each<[string, () => string[], RegExp, Record<string, string>?]>([
    ['an unknown option', () => run('--sed', '1'), /--sed.*--seed/],
    ['an unknown command', () => ['runn'], /unknown command 'runn'.*run/],
    ['too many arguments', () => run('again'), /again|too many arguments/],
    ['an option without its value', () => run('--seed'), /--seed.*argument missing/],
    ['a shard without a seed', () => run('--shard', '1/2'), /--shard needs --seed/],
    ['a shard that is none of them', () => run('--shard', '3/2', '--seed', '1'), /1\/2/],
    ['a seed that is no number', () => run('--seed', 'x'), /whole number/],
    ['a negative number', () => run('--runs=-1'), /whole number/],
    ['a concurrency of none', () => run('--concurrency', '0'), /from 1/],
    ['the same option twice', () => run('--seed', '1', '--seed', '2'), /given twice/],
    ['an endpoint that is no URL', () => ['run', '--endpoint', 'localhost'], /such as http/],
    ['an endpoint that is no HTTP', () => ['run', '--endpoint', 'ftp://127.0.0.1/'], /such as http/],
    ['credentials in the URL', () => ['run', '--endpoint', 'http://a:b@127.0.0.1/'], /AWS_ACCESS_KEY_ID/],
    ['a region that is none', () => run('--region', 'here there'), /us-east-1/],
    ['an unknown clock', () => run('--clock', 'sundial'), /control, faketime:FILE/],
    ['a clock without its file', () => run('--clock', 'faketime:'), /control, faketime:FILE/],
    ['a clock file in no folder', () => run('--clock', 'faketime:/no/such/folder'), /cannot be written \(ENOENT\)/],
    ['a ledger that is none', () => run('--clock', `ledger:${ourselves}`), /is no ledger of proton-conformance/],
    ['a ledger in no folder', () => run('--clock', 'ledger:/no/such/folder'), /cannot be written \(ENOENT\)/],
    ['a command for the embedded emulator', () => ['run', '--clock', 'command:true'], /needs --endpoint/],
    ['a ledger for the embedded emulator', () => ['run', '--clock', 'ledger:/tmp/x'], /needs --endpoint/],
    ['an implementation without a version', () => run('--implementation', 'mine'), /NAME@VERSION/],
    ['an account id that is none', () => run('--management-account', '12'), /12 digits/],
    ['--only that matches nothing', () => run('--only', 'tokn.*'), /matches no guarantee/],
    ['--only of which one part matches nothing', () => run('--only', 'token.*', 'DeleteServic'), /'DeleteServic'/],
    ['--require that matches nothing', () => run('--require', 'CreateService'), /matches no guarantee of the endpoint/],
    ['--require of a guarantee of the client', () => run('--require', 'token.sdk-*'), /matches no guarantee of the/],
    ['an unknown profile', () => run('--profile', 'template'), /Give one of templates, environments/],
    ['two paces', () => run('--profile', 'emulator', 'account'), /two paces/],
    ['a least number of none', () => run('--min-exercised', '0'), /from 1/],
    ['a configuration file that is not there', () => run('--config', join(folder, 'c.json')), /ENOENT/],
    ['half of the credentials', () => run(), /AWS_SECRET_ACCESS_KEY/, { AWS_ACCESS_KEY_ID: 'AKIA' }],
    [
      'no credentials for an endpoint elsewhere',
      () => ['run', '--endpoint', 'https://proton.example.com'],
      /--no-credentials/,
    ],
    ['check of nothing', () => ['check'], /missing required argument/],
    ['check of a path that is not there', () => ['check', join(folder, 'none')], /ENOENT/],
    ['check of a folder that is no report', () => ['check', folder], /run\.json/],
    ['report of a folder that has none', () => ['report', folder], /report\.json.*ENOENT/],
    ['diff with what is not there', () => ['diff', join(folder, 'none'), folder], /none cannot be read \(ENOENT\)/],
    ['diff with a folder that is no report', () => ['diff', folder, folder], /report\.json cannot be read/],
    ['diff of one report', () => ['diff', folder], /missing required argument/],
    ['diff in a format that there is not', () => ['diff', folder, folder, '--format', 'html'], /choices.*markdown/],
    ['a format that there is not', () => ['report', folder, '--format', 'pdf'], /choices.*html/],
    ['an unknown reading', () => ['emulator', '--reading', 'delete.body=maybe'], /empty \| metadata/],
    ['an unknown silent point', () => ['emulator', '--reading', 'delete.mind=empty'], /silent point/],
    [
      'two readings of one point',
      () => ['emulator', '--reading', 'delete.body=empty', 'delete.body=metadata'],
      /two readings/,
    ],
    ['an unknown mutant', () => ['emulator', '--mutant', 'no-such'], /--list-mutants/],
    ['a mutant that is nearly known', () => ['emulator', '--mutant', 'token-ignore-case'], /Did you mean token-/],
    ['a state folder that holds something else', () => ['emulator', '--state', 'src'], /no emulator's state.*--state/],
    ['a port that is none', () => ['emulator', '--port', '65536'], /65535/],
  ])('%s', async (_, args, expected, env) => {
    const { code, out, err } = await cli(args(), env);
    expect([code, out, asked]).toEqual([2, '', 0]);
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a report folder that holds something else stays as it is', async () => {
    writeFileSync(join(folder, 'thesis.txt'), '');
    const { code, err } = await cli(run());
    expect([code, asked, readdirSync(folder)]).toEqual([2, 0, ['thesis.txt']]);
    expect(err).toMatch(/not a report.*--report-dir/);
  });

  test('a report folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await cli(['run', '--endpoint', url, '--report-dir', join(folder, 'file/reports')]);
    expect([code, asked]).toEqual([2, 0]);
    expect(err).toMatch(/cannot be written/);
  });

  test('a port that is taken', async () => {
    const { code, err } = await cli(['emulator', '--port', new URL(url).port]);
    expect(code).toBe(2);
    expect(err).toMatch(/is taken/);
  });

  test('a history file that is none', async () => {
    const file = join(folder, 'x.jsonl');
    writeFileSync(file, '{"event":"answer"}\n');
    const { code, err } = await cli(['check', file]);
    expect(code).toBe(2);
    expect(err).toMatch(/x\.jsonl, line 1/);
  });
});

describe('an endpoint that cannot be used: exit 3, one sentence with what to do, a report that says so', () => {
  test.each<[string, () => string[], RegExp]>([
    ['nobody listens', () => ['--endpoint', 'http://127.0.0.1:1'], /Nothing listens/],
    ['HTML', () => ['--endpoint', url], /HTML/],
    [
      'a name that does not resolve',
      () => ['--endpoint', 'http://nowhere.invalid', '--no-credentials'],
      /nowhere\.invalid/,
    ],
  ])('%s', async (_, args, expected) => {
    const { code, out, err } = await cli(['run', ...args(), '--report-dir', folder]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, 'report.json'))).toBe(true);
  });
});

test('a report folder that vanishes under a run: exit 3, and which file it was', async () => {
  const emulator = await startEmulator();
  const between = createServer((asked, answered) => {
    rmSync(folder, { recursive: true, force: true });
    const { method, headers, url: path = '/' } = asked;
    const forwarded = request(new URL(path, emulator.url), { method, headers }, (answer) => {
      answered.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(answered);
    });
    asked.pipe(forwarded);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const { port } = between.address() as AddressInfo;
  const few = ['--only', 'token.length', '--exhaustive', '0', '--runs', '0', '--settle', '0'];
  const { code, err } = await cli(['run', '--endpoint', `http://127.0.0.1:${port}`, '--report-dir', folder, ...few]);
  between.close();
  await emulator.close();
  expect(err).toMatch(/the report could not be written to .* \(ENOENT\): .*was the folder left alone/);
  expect(code).toBe(3);
});

describe('help and lists', () => {
  const commands = [
    'run',
    'emulator',
    'guarantees',
    'check',
    'report',
    'diff',
    'replay',
    'export',
    'mutants',
    'false-alarms',
  ];
  test.each(commands)('%s --help', async (command) => {
    const { code, out } = await cli([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: proton-conformance ${command}`);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('--version', async () => {
    expect(await cli(['--version'])).toEqual({ code: 0, out: `${suiteVersion}\n`, err: '' });
  });

  test('guarantees tells every one with its section, operations and readings', async () => {
    const { code, out } = await cli(['guarantees']);
    expect(code).toBe(0);
    const told = [
      ...guarantees.flatMap(({ id, section }) => [id, section]),
      ...silentPoints.flatMap(({ id, readings }) => [id, readings.join(' | ')]),
    ];
    expect(told.filter((text) => !out.includes(text))).toEqual([]);
  });

  test('emulator --list-mutants shows every mutant in 80 columns, and as JSON', async () => {
    const [text, json] = [
      await cli(['emulator', '--list-mutants']),
      await cli(['emulator', '--list-mutants', '--json']),
    ];
    expect([text.code, json.code]).toEqual([0, 0]);
    const lines = text.out.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const { name, breaks } of listMutants())
      expect(lines.some((line) => line.startsWith(`${name} `) && line.endsWith(` ${breaks}`))).toBe(true);
    expect(JSON.parse(json.out)).toEqual(listMutants());
  });

  test('guarantees --json is the specs', async () => {
    const { out } = await cli(['guarantees', '--json']);
    expect(JSON.parse(out)).toEqual({ guarantees, silentPoints });
  });
});
