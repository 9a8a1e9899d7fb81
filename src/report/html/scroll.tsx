// What may be wider than a phone scrolls in a box of its own, also by keyboard.
import type { ComponentChildren } from 'preact';

export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the keyboard's focus, not every browser does that itself
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
