// `--only`: which guarantee × operation a run is about. A pattern is a guarantee id or an operation name, with `*` for
// any characters.

/** Whether `text` matches `pattern`, in which `*` stands for any characters. Case counts. */
export const matches = (pattern: string, text: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
};

/** Whether a run with these patterns is about this guarantee on this operation; no patterns: about all. */
export const selected = (only: readonly string[], guarantee: string, operation: string): boolean =>
  only.length === 0 || only.some((pattern) => matches(pattern, guarantee) || matches(pattern, operation));
