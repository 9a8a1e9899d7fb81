// The ways to find violations that are compared: the suite, the suite with each of its techniques taken away, and what
// others would do.
import { techniques } from '../run/techniques.ts';
import { fixedExamples, modelCommands } from './baselines/index.ts';
import { suite } from './suite.ts';
import type { Search } from './types.ts';

/** By name, the suite itself first. */
export const strategies: Readonly<Record<string, Search>> = {
  default: suite([]),
  ...Object.fromEntries(techniques.map((technique) => [`without-${technique}`, suite([technique])])),
  examples: fixedExamples,
  commands: modelCommands,
};
