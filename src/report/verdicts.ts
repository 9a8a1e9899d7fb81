// Each verdict in words, the same in every format.
import type { Report } from './types.ts';

export const verdicts = {
  conformant: {
    sign: '✓',
    emoji: '✅',
    title: 'Conformant',
    sentence: 'every guarantee required of this run was exercised, and none was violated.',
  },
  'known-violations': {
    sign: '!',
    emoji: '⚠️',
    title: 'Known violations',
    sentence: 'nothing is violated that is not in the baseline; what is in it makes retries unsafe.',
  },
  violations: { sign: '✕', emoji: '❌', title: 'Violations', sentence: 'retries are not safe on this endpoint.' },
  'stale-baseline': {
    sign: '✕',
    emoji: '❌',
    title: 'Stale baseline',
    sentence: 'no new violation was seen, but entries of the baseline hold by now: remove them.',
  },
  inconclusive: {
    sign: '?',
    emoji: '⚠️',
    title: 'Inconclusive',
    sentence: 'no new violation was seen, but not all that is required was exercised and decided.',
  },
} as const satisfies Readonly<Record<Report['verdict'], object>>;
