import type { stories } from '../stories/index.ts';

export type Told = readonly [story: keyof typeof stories, noun: string, mutants: readonly string[]];
