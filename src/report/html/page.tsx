// The document around the sections. Its policy lets nothing be fetched and no script or style in but the two below, by
// their hashes: whatever an endpoint sent, and wherever it ended up on the page, it stays text.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import type { Report } from '../types.ts';
import { clean } from './clean.ts';
import { CostSection } from './cost.tsx';
import { Counts } from './counts.tsx';
import { Filters, familyOf } from './filters.tsx';
import { Guarantees } from './guarantees.tsx';
import { Heatmaps } from './heatmaps.tsx';
import { hasMissing, Missing } from './missing.tsx';
import { Readings } from './readings.tsx';
import { scriptsIn } from './scripts.ts';
import { Verdict } from './verdict.tsx';
import { type ScriptOf, Violations } from './violations.tsx';

const read = (file: string): string => readFileSync(new URL(`assets/${file}`, import.meta.url), 'utf8');
const style = ['base.css', 'page.css', 'tables.css', 'violations.css', 'media.css'].map(read).join('\n');
const script = read('script.js');

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole file. */
export const page = (report: Report, folder: string): string =>
  `<!doctype html>\n${renderToString(<Page report={clean(report)} scriptOf={scriptsIn(folder)} />)}\n`;

interface PageProps {
  readonly report: Report;
  readonly scriptOf: ScriptOf;
}

const Page = ({ report, scriptOf }: PageProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>{`${report.verdict}: proton-conformance`}</title>
      <link rel="icon" href="data:," />
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      <main>
        <Verdict report={report} />
        <Sections hasMissing={hasMissing(report)} />
        <Counts report={report} />
        <Filters families={[...new Set(report.guarantees.map(({ id }) => familyOf(id)))]} />
        <Guarantees report={report} />
        <Heatmaps report={report} />
        <Violations report={report} scriptOf={scriptOf} />
        <Readings report={report} />
        <Missing report={report} />
        <CostSection report={report} />
      </main>
      <footer>
        Made by proton-conformance from report.json, which lies beside this file with the histories. Nothing was fetched
        to show it.
      </footer>
      <script dangerouslySetInnerHTML={{ __html: script }} />
    </body>
  </html>
);

const sections = ['Counts', 'Guarantees', 'Coverage', 'Violations', 'Readings', 'Missing', 'Cost'];

const Sections = (has: { readonly hasMissing: boolean }) => (
  <nav aria-label="Sections">
    {sections
      .filter((name) => name !== 'Missing' || has.hasMissing)
      .map((name) => (
        <a key={name} href={`#${name.toLowerCase()}`}>
          {name}
        </a>
      ))}
  </nav>
);
