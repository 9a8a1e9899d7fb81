// The page in a real browser: what it says, how it filters, that it is used by keyboard, and that nothing that an endpoint
// sent runs in it, fetches anything or breaks its layout.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, hasChromium, launch } from './testing/browser.ts';
import { hostileReport, sampleReport, written } from './testing/sample.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const nasty = [
  '"\'><script>window.ran = 1</script><img src=x onerror="window.ran=1"><svg onload=window.ran=1>',
  '</style></title></pre><a href="javascript:window.ran=1">x</a>{{7*7}}<!--',
  '\u202Eesrever\u2066 שלום \u001b[31mred\u001b]0;title\u0007 \u0000\u0008\r\n\t',
  'https://example.com/ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
].join('');

const name = hasChromium ? 'the page in Chromium' : `the page in Chromium (skipped: there is no ${chromiumPath})`;

describe.skipIf(!hasChromium)(name, () => {
  let folder = '';
  let browser: Browser;
  const urls = { sample: '', hostile: '', endless: '' };
  const faults: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    mkdirSync(join(folder, 'counterexamples'));
    writeFileSync(join(folder, 'counterexamples/one.sh'), `#!/bin/sh\n# ${nasty}\necho reproduced\n`);
    urls.sample = written(folder, 'sample', sampleReport());
    urls.hostile = written(folder, 'hostile', hostileReport(nasty));
    urls.endless = written(folder, 'endless', hostileReport('w'.repeat(400_000)));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(faults.splice(0)).toEqual([]);
    expect(asked.splice(0).filter((url) => !url.startsWith(`file://${folder}/`) && url !== 'data:,')).toEqual([]);
  });

  const open = async (url: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => faults.push(message.text()));
    await page.goto(url);
    return page;
  };
  const close = (page: Page) => page.context().close();
  const shownRows = (page: Page) => page.locator('.guarantees > tbody > tr:visible').count();

  test('tells everything, in order, and every link leads somewhere', async () => {
    const page = await open(urls.sample);
    expect(await page.locator('h1').textContent()).toContain('Violations');
    expect((await page.locator('h2').allTextContents()).map((text) => text.trim())).toEqual([
      'Counts',
      'Guarantees',
      'Coverage',
      'Violations',
      'Readings',
      'What the verdict does not say',
      'Cost and reach',
    ]);
    const text = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
    for (const said of [
      'demo 1.0',
      'runs 20',
      'proton-conformance run --runs 20 --seed 42',
      '✕ violated token.retry',
      'Reproduced 9 of 10 times',
      'proton-conformance check histories/000001.jsonl',
      'create.modified-and-different',
      'conflict 1×, validation 2×',
      '2 of 3 requests at a time',
      'a quota is reached',
      'left behind, as it could not be deleted',
      'Residual risk',
    ])
      expect(text).toContain(said);
    expect(await page.locator('.guarantees > tbody > tr').first().getAttribute('data-status')).toBe('violated');
    expect(await page.locator('#violated-1-script').textContent()).toContain('echo reproduced');
    const links = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const hrefs = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? '');
      return {
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        dead: hrefs.filter((href) => !href.startsWith('#?') && !ids.includes(href.slice(1))),
      };
    });
    expect(links).toEqual({ twice: [], dead: [] });
    await close(page);
  });

  test('a cell of a heatmap opens what it counts', async () => {
    const page = await open(urls.sample);
    const target = page.locator('[id="o-token.retry-CreateEnvironmentTemplateVersion"]');
    expect(await target.isVisible()).toBe(false);
    await page.locator('.heatmap a[href="#o-token.retry-CreateEnvironmentTemplateVersion"]').click();
    expect(await target.isVisible()).toBe(true);
    await close(page);
  });

  test('filters live in the address: back, forward, and a link to a filtered page', async () => {
    const page = await open(urls.sample);
    const all = await shownRows(page);
    await page.getByLabel('Status').selectOption('violated');
    expect([await shownRows(page), new URL(page.url()).hash]).toEqual([1, '#?status=violated']);
    await page.getByLabel('Status').selectOption('');
    await page.getByLabel('Family').selectOption('delete');
    const deletes = await shownRows(page);
    expect(deletes).toBeLessThan(all);
    expect(await page.locator('article:visible').count()).toBe(0);
    await page.goBack();
    await page.goBack();
    expect([await shownRows(page), await page.getByLabel('Status').inputValue()]).toEqual([1, 'violated']);
    await page.goForward();
    await page.goForward();
    expect(await shownRows(page)).toBe(deletes);
    await page.getByLabel('Text').fill('deleteservicetemplate');
    expect(await shownRows(page)).toBeLessThanOrEqual(deletes);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shownRows(page)).toBe(all);
    await close(page);
    const linked = await open(`${urls.sample}#?family=wire&text=error`);
    expect([await shownRows(linked), await linked.getByLabel('Text').inputValue()]).toEqual([1, 'error']);
    await close(linked);
  });

  test('a timeline by keyboard and by pointer: what was possible before and after', async () => {
    const page = await open(urls.sample);
    const told = page.locator('.moments > li:visible');
    expect(await told.textContent()).toContain('no possible state explains this answer');
    expect(await page.locator('.bar').count()).toBe(6);
    expect(await page.locator('.bar[tabindex="0"]').count()).toBe(1);
    await page.locator('.bar[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    expect(await told.textContent()).toMatch(/nothing was made[\s\S]*environment template a: there, unmodified/);
    await page.keyboard.press('ArrowRight');
    expect(await told.textContent()).toContain('CreateEnvironmentTemplateVersion');
    await page.locator('.bar').nth(3).hover();
    expect(await told.textContent()).toContain('fault: answer-lost');
    expect((await page.locator('.mark text').allTextContents()).join()).toBe('clock +3 h,restart');
    await close(page);
  });

  test('the Tab key comes to filters and details, and a button copies', async () => {
    const page = await open(urls.sample, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByLabel('Text').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.guarantees details').first().getAttribute('open')).not.toBeNull();
    await page.getByRole('button', { name: 'Copy the command', exact: true }).click();
    await page.locator('button[data-copy=command]', { hasText: 'Copied' }).waitFor();
    await close(page);
  });

  test('without script, and on paper, everything is shown', async () => {
    const page = await open(urls.sample, { javaScriptEnabled: false });
    expect(await page.locator('.moments > li:visible').count()).toBe(6);
    expect(await page.locator('.filters:visible, .copy:visible').count()).toBe(0);
    await close(page);
    const paper = await open(urls.sample);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('.moments > li:visible').count()).toBe(6);
    await close(paper);
  });

  test('nothing that came from outside runs, or is more than text', async () => {
    const page = await open(urls.hostile);
    const seen = await page.evaluate(() => ({
      ran: 'ran' in window,
      scripts: document.scripts.length,
      foreign: document.querySelectorAll('img, iframe, object, a:not([href^="#"]), [onload], [onerror]').length,
      steering: /[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent ?? ''),
    }));
    expect(seen).toEqual({ ran: false, scripts: 1, foreign: 0, steering: false });
    await close(page);
  });

  test('no script but the page’s own would run, and nothing can be fetched', async () => {
    const page = await open(urls.sample);
    const refused = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = 1';
      document.body.append(script);
      const fetched = await fetch('https://example.com/').catch(() => 'refused');
      return { ran: 'ran' in window, fetched };
    });
    expect(refused).toEqual({ ran: false, fetched: 'refused' });
    expect(faults.splice(0).length).toBeGreaterThan(0);
    asked.splice(0);
    await close(page);
  });

  test.each(['sample', 'hostile', 'endless'] as const)('%s: no wider than a phone, nor endless', async (which) => {
    const page = await open(urls[which], { viewport: { width: 360, height: 700 } });
    const size = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      height: document.documentElement.scrollHeight,
    }));
    expect(size.width).toBe(360);
    expect(size.height).toBeLessThan(100_000);
    await close(page);
  });

  test.each(['light', 'dark'] as const)('axe finds no serious problem in %s', async (colorScheme) => {
    const page = await open(urls.sample, { colorScheme });
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run();
      return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
    });
    expect(found.filter((one) => /^(serious|critical)/.test(one))).toEqual([]);
    await close(page);
  });
});

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
