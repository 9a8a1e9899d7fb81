// Text from outside on the page. Preact escapes it; here it also loses what could steer the reader's eye (control
// characters, bidirectional overrides), is kept apart from the direction of the text around it, and has a limit.
import { printable } from '../../wire/printable.ts';
import { Scroll } from './scroll.tsx';

const DEFAULT_MAX_CHARS = 2_000;
const MAX_CODE_LINES = 2_000;

/** A piece of text within a line. */
export const Raw = ({ text, max = DEFAULT_MAX_CHARS }: { readonly text: string; readonly max?: number }) => (
  <span class="raw">{printable(text, max)}</span>
);

/** Lines of code, with a button that copies them. `id`: unique on the page. */
export const Code = ({ id, text, label }: { readonly id: string; readonly text: string; readonly label: string }) => (
  <div class="code">
    <button type="button" class="copy" data-copy={id} aria-label={`Copy ${label}`}>
      Copy
    </button>
    <Scroll label={label}>
      <pre id={id}>{codeLines(text)}</pre>
    </Scroll>
  </div>
);

const codeLines = (text: string): string =>
  text
    .split('\n')
    .slice(0, MAX_CODE_LINES)
    .map((line) => printable(line.replaceAll('\t', '  ')))
    .join('\n');
