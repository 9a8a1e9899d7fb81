export { compare } from './compare.ts';
export { diffMarkdown } from './markdown.ts';
export { diffText } from './text.ts';
export type { Comparable, ReportDiff } from './types.ts';
