// The ways to find violations that are compared: the suite, the suite with its techniques taken away, and what others
// would do.
import { type Technique, techniques } from '../run/techniques.ts';
import { fixedExamples, modelCommands } from './baselines/index.ts';
import { suite } from './suite.ts';
import type { Search } from './types.ts';

/**
 * Somebody has thought of every defect of the catalogue, and of a systematic program for most: what the other techniques
 * find of defects that nobody has thought of shows only where those programs are left out.
 */
const others: readonly Technique[] = techniques.filter((technique) => technique !== 'systematic');

/** By name, the suite itself first. */
export const strategies: Readonly<Record<string, Search>> = {
  default: suite([]),
  'without-systematic': suite(['systematic']),
  ...Object.fromEntries(
    others.map((technique) => [`without-systematic-and-${technique}`, suite(['systematic', technique])]),
  ),
  examples: fixedExamples,
  commands: modelCommands,
};
