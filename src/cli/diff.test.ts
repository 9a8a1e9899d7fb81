import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildReport, reportText } from '../report/index.ts';
import { everythingHeld, history, record, verdict, violation } from '../report/testing/sample.ts';
import { readSchema } from '../specs/index.ts';
import { cli } from './testing/cli.ts';

const isDiff = new Ajv2020().compile(readSchema('diff.schema.json'));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const bad = history(1, { verdict: verdict({ violations: [violation()] }) });
const report = (name: string, ...more: (typeof bad)[]): string =>
  write(name, reportText(buildReport(record(), [everythingHeld(), ...more], () => [])));

describe('diff', () => {
  test('exits 1 on a regression, in every format', async () => {
    const args = ['diff', report('old.json'), report('new.json', bad)];
    expect(await cli(args)).toMatchObject({ code: 1, out: expect.stringContaining('NEWLY VIOLATED') });
    expect(await cli([...args, '--format', 'markdown'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('### Newly violated'),
    });
    const { code, out } = await cli([...args, '--format', 'json']);
    isDiff(JSON.parse(out));
    expect([code, isDiff.errors]).toEqual([1, null]);
  });

  test('takes folders too, and exits 0 where nothing is worse', async () => {
    report('report.json');
    expect((await cli(['diff', report('old.json', bad), folder])).code).toBe(0);
  });

  test('takes a report of a version that said less', async () => {
    const {
      cost: _,
      coverage: _coverage,
      readings: _readings,
      ...less
    } = JSON.parse(reportText(buildReport(record(), [everythingHeld()], () => [])));
    expect((await cli(['diff', write('old.json', JSON.stringify(less)), report('new.json')])).code).toBe(0);
  });

  test.each<[string, string, RegExp]>([
    ['no JSON', 'x', /is no JSON/],
    ['something else', '{"a":1}', /is no report of this tool: at the top: must have required property/],
    ['a status that is none', '', /\/guarantees\/0\/operations\/0\/status: must be equal to one of/],
  ])('exits 2 for %s, with one line', async (_, text, expected) => {
    const good = report('good.json');
    const whole = reportText(buildReport(record(), [everythingHeld()], () => []));
    const strange = whole.replace(/"status": "held",(\s+"exercised": 1,\s+"required")/, '"status": "fine",$1');
    const { code, out, err } = await cli(['diff', good, write('bad.json', text || strange)]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
