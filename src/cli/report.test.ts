import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildReport, reportText } from '../report/index.ts';
import { everythingHeld, record } from '../report/testing/sample.ts';
import { cli } from './testing/cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a folder', 'report.json', ''],
  ['a file of another name', 'last-night.json', 'last-night.json'],
])('report of %s leaves the formats beside it', async (_, name, given) => {
  writeFileSync(join(folder, name), reportText(buildReport(record(), [everythingHeld()], () => [])));
  const { code, out } = await cli(['report', join(folder, given), '--format', 'junit', 'markdown']);
  expect([code, out]).toEqual([0, `${join(folder, 'junit.xml')}\n${join(folder, 'summary.md')}\n`]);
  expect(readdirSync(folder).sort()).toEqual(['junit.xml', name, 'summary.md'].sort());
});

test('report of a file that is none says so in one line', async () => {
  const { code, err } = await cli(['report', join(folder, 'none.json')]);
  expect(code).toBe(2);
  expect(err).toMatch(/none\.json cannot be read \(ENOENT\); give the folder of a report, or its report\.json\n$/);
});
