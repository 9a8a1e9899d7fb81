// Text from outside on the page, and code to copy. It was cleaned (clean.ts), and Preact escapes it; here it is kept apart
// from the direction of the text around it.
import { Scroll } from './scroll.tsx';

const MAX_SHOWN_CHARS = 2_000;

/** A piece of text within a line. */
export const Raw = ({ text, max = MAX_SHOWN_CHARS }: { readonly text: string; readonly max?: number }) => (
  <span class="raw">{text.length > max ? `${text.slice(0, max - 1)}…` : text}</span>
);

/** Lines of code, with a button that copies them. `id`: unique on the page. */
export const Code = ({ id, text, label }: { readonly id: string; readonly text: string; readonly label: string }) => (
  <div class="code">
    <button type="button" class="copy" data-copy={id} aria-label={`Copy ${label}`}>
      Copy
    </button>
    <Scroll label={label}>
      <pre id={id}>{text}</pre>
    </Scroll>
  </div>
);
