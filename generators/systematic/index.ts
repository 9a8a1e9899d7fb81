// The systematic programs: every required guarantee of every operation in every situation once, as cheaply as can be,
// before anything random. The order is that of the families; the same options give the same programs.
import { type Move, movesOf } from '../../src/program/facts.ts';
import type { Program } from '../../src/program/types.ts';
import type { Draft } from '../script.ts';
import { asyncDeletes } from './async-deletes.ts';
import { createAgain } from './create-again.ts';
import { createBeside } from './create-beside.ts';
import { createModified } from './create-modified.ts';
import { createModifiedLater } from './create-modified-later.ts';
import { createModifiedValues } from './create-modified-values.ts';
import { createRetries } from './create-retries.ts';
import { deleteBeside } from './delete-beside.ts';
import { deleteOnly } from './delete-only.ts';
import { deletes } from './deletes.ts';
import { fullLives } from './full-lives.ts';
import { lateCopies } from './late-copies.ts';
import { listFilters } from './list-filters.ts';
import { lostAnswers } from './lost-answers.ts';
import { mismatches } from './mismatches.ts';
import { raceMixtures } from './race-mixtures.ts';
import { races } from './races.ts';
import { restarts } from './restarts.ts';
import { tokenDeletions } from './token-deletions.ts';
import { tokenDifferences } from './token-differences.ts';
import { tokenFloods } from './token-floods.ts';
import { tokenForms } from './token-forms.ts';
import { tokenLives } from './token-lives.ts';
import { tokenRetries } from './token-retries.ts';
import { tokenShapes } from './token-shapes.ts';
import { tokenTime } from './token-time.ts';
import { tokenWindow } from './token-window.ts';
import { valueRetries } from './value-retries.ts';
import { wire } from './wire.ts';

export interface SystematicOptions {
  /** Whether the endpoint's clock can be moved (default true). Without, programs that would move it are left out. */
  readonly clock?: boolean;
  /** Whether the endpoint can be killed and started again (default true). Without, programs that would are left out. */
  readonly restart?: boolean;
}

/**
 * The programs by family, in the order in which they run. Those on time come before the floods of other tokens: both aim
 * at token.alive, and only hours gone by exercise it. What varies values, in many requests of one kind, comes last.
 */
export const families: Readonly<Record<string, readonly Draft[]>> = {
  tokenRetries,
  tokenForms,
  tokenDifferences,
  tokenDeletions,
  tokenTime,
  tokenFloods,
  createRetries,
  createBeside,
  createModified,
  createModifiedLater,
  createAgain,
  deletes,
  deleteOnly,
  deleteBeside,
  asyncDeletes,
  races,
  raceMixtures,
  lostAnswers,
  lateCopies,
  listFilters,
  fullLives,
  tokenLives,
  tokenShapes,
  tokenWindow,
  wire,
  mismatches,
  createModifiedValues,
  valueRetries,
  restarts,
};

/**
 * Every systematic program, numbered from 0; the same options give the same programs. A program has its index whether or
 * not there are a clock and restarts. First comes one for each guarantee and operation, so that little time shows something of all.
 */
export const systematicPrograms = (options: SystematicOptions = {}): Program[] =>
  Object.values(systematicPasses(options)).flat();

/** The same in two parts: one for each guarantee and operation, and all the others. */
export function systematicPasses(options: SystematicOptions = {}): {
  readonly first: Program[];
  readonly rest: Program[];
} {
  const { clock = true, restart = true } = options;
  const isOffered = (move: Move): boolean => (move === 'restart' ? restart : clock);
  const all = Object.values(families).flat();
  const firsts = new Set(new Map(all.toReversed().map((draft) => [cellOf(draft), draft])).values());
  const first = all.filter((draft) => firsts.has(draft));
  const rest = all.filter((draft) => !firsts.has(draft));
  const programs = (drafts: readonly Draft[], from: number): Program[] =>
    drafts
      .map((draft, index): Program => ({ index: from + index, phase: 'systematic', ...draft }))
      .filter(({ steps }) => movesOf(steps).every(isOffered));
  return { first: programs(first, 0), rest: programs(rest, first.length) };
}

const cellOf = ({ aim }: Draft): string => `${aim.guarantee} ${aim.operation}`;
