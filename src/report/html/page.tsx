// The document around the sections. Its policy lets nothing be fetched and no script or style in but the two below, by
// their hashes: whatever an endpoint sent, and wherever it ended up on the page, it stays text.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import type { Report } from '../types.ts';
import { Counts } from './counts.tsx';
import { Filters, familyOf } from './filters.tsx';
import { Guarantees } from './guarantees.tsx';
import { Verdict } from './verdict.tsx';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const style = read('assets/style.css');
const script = read('assets/script.js');

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
export const page = (report: Report): string => `<!doctype html>\n${renderToString(<Page report={report} />)}\n`;

const Page = ({ report }: { readonly report: Report }) => (
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
        <Counts report={report} />
        <Filters families={[...new Set(report.guarantees.map(({ id }) => familyOf(id)))]} />
        <Guarantees report={report} />
      </main>
      <script dangerouslySetInnerHTML={{ __html: script }} />
    </body>
  </html>
);
