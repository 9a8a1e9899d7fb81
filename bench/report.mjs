// How large report.html gets, how long building and writing it takes, and how soon Chromium has opened it: of a normal run,
// and of one of 100,000 calls, made by telling the histories of real runs several times over, with more violations than a
// person would read. Of report folders that are given, or else of runs of its own. Exit 1 if a figure is over its limit.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { checkHistory, readHistories, run, startEmulator } from '../dist/src/index.js';
import { formats } from '../dist/src/report/formats.js';
import { buildReport, eventsIn, historyPaths, judged, readRecord, reportText } from '../dist/src/report/index.js';

const CALLS = 100_000;
const VIOLATIONS = 60;
const limits = { normalBytes: 1_000_000, bigBytes: 3_000_000, writeMs: 5_000, openMs: 2_000 };
const MUTANTS = ['token-expires-at-7h50', 'token-retry-second-makes'];

const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
let over = false;

const figure = (name, value, limit, unit) => {
  over ||= value > limit;
  console.log(
    `${name.padEnd(44)} ${String(Math.round(value)).padStart(10)} ${unit.padEnd(5)} (limit ${limit})${value > limit ? '  OVER' : ''}`,
  );
};

const opened = async (file) => {
  if (!existsSync('/usr/bin/chromium')) return undefined;
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto('about:blank');
  const from = performance.now();
  await page.goto(`file://${file}`);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const ms = performance.now() - from;
  await browser.close();
  return ms;
};

const measure = async (name, bytesLimit, build) => {
  const begun = performance.now();
  const report = build();
  const text = reportText(report);
  const built = performance.now();
  const html = formats.html.text(report, folder);
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const written = performance.now();
  console.log(
    `\n${name}: ${report.cost.operations.reduce((sum, one) => sum + one.calls, 0)} calls, ${report.violations.length} violations, report.json ${text.length} bytes in ${Math.round(built - begun)} ms`,
  );
  figure('report.html', statSync(file).size, bytesLimit, 'bytes');
  figure('report.html written in', written - built, limits.writeMs, 'ms');
  const ms = await opened(file);
  if (ms === undefined) console.log('not opened: there is no /usr/bin/chromium');
  else figure('opened and painted in', ms, limits.openMs, 'ms');
};

/** Real runs, small ones: what they show is told several times over below. Shrinking would take minutes and tell no more. */
const runs = async () => {
  const folders = [];
  for (const mutant of MUTANTS) {
    const reportDir = join(folder, mutant);
    const emulator = await startEmulator({ mutant });
    await run({ endpoint: emulator.url, seed: 1, settleMs: 0, runs: 20, exhaustive: 1, shrink: false, reportDir });
    await emulator.close();
    folders.push(reportDir);
  }
  return folders;
};

const histories = [];
const readers = new Map();
let record;
let normal;
for (const reportDir of process.argv.length > 2 ? process.argv.slice(2) : await runs()) {
  record = readRecord(reportDir);
  const read = eventsIn(reportDir);
  for (const path of historyPaths(reportDir)) {
    const [history] = readHistories(join(reportDir, path)).histories;
    const one = { ...judged(path, history, checkHistory(history)), path: join(reportDir, path) };
    histories.push(one);
    readers.set(one.path, () => read({ path, program: history[0].program }));
  }
  normal ??= [...histories];
}
const readEvents = ({ path }) => readers.get(path)();
await measure('normal', limits.normalBytes, () => buildReport(record, normal, readEvents));

const calls = histories.reduce((sum, { spent }) => sum + spent.calls.length, 0);
const big = [];
for (let copy = 0; copy * calls < CALLS; copy += 1)
  for (const one of histories) {
    const path = `${one.path}-${copy}`;
    readers.set(path, readers.get(one.path));
    const spent = { ...one.spent, calls: one.spent.calls.map((call) => ({ ...call, at: call.at + copy })) };
    big.push({ ...one, path, spent });
  }
// Different causes, so that each is told for itself.
let told = 0;
const violating = big.map((one) =>
  one.verdict.violations.length === 0 || told >= VIOLATIONS
    ? { ...one, verdict: { ...one.verdict, violations: [] } }
    : {
        ...one,
        verdict: {
          ...one.verdict,
          violations: one.verdict.violations.map((v) => ({
            ...v,
            situation: `${v.situation}, case ${String.fromCharCode(97 + (told % 26))}${told++}`,
          })),
        },
      },
);
await measure('big', limits.bigBytes, () => buildReport(record, violating, readEvents));
rmSync(folder, { recursive: true, force: true });
process.exitCode = over ? 1 : 0;
