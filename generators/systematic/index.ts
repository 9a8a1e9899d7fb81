// The systematic programs: every required guarantee of every operation in every situation once, as cheaply as can be,
// before anything random. The order is that of the families; the same options give the same programs.
import { type Move, movesOf } from '../../src/program/facts.ts';
import type { Program } from '../../src/program/types.ts';
import type { Draft } from '../script.ts';
import { asyncDeletes } from './async-deletes.ts';
import { contradictions } from './contradictions.ts';
import { createAgain } from './create-again.ts';
import { createBeside } from './create-beside.ts';
import { createDefaults } from './create-defaults.ts';
import { createInUse } from './create-in-use.ts';
import { createModified } from './create-modified.ts';
import { createModifiedKinds } from './create-modified-kinds.ts';
import { createModifiedLater } from './create-modified-later.ts';
import { createModifiedValues } from './create-modified-values.ts';
import { createRetries } from './create-retries.ts';
import { deleteAlike } from './delete-alike.ts';
import { deleteBeside } from './delete-beside.ts';
import { deleteInstances } from './delete-instances.ts';
import { deleteOnly } from './delete-only.ts';
import { deleteTaken } from './delete-taken.ts';
import { deleteUpwards } from './delete-upwards.ts';
import { deletes } from './deletes.ts';
import { fullLives } from './full-lives.ts';
import { fullUpdates } from './full-updates.ts';
import { lateCopies } from './late-copies.ts';
import { lateRelatives } from './late-relatives.ts';
import { listFilters } from './list-filters.ts';
import { lostAnswers } from './lost-answers.ts';
import { mismatches } from './mismatches.ts';
import { raceMixtures } from './race-mixtures.ts';
import { raceRelatives } from './race-relatives.ts';
import { raceUpdates } from './race-updates.ts';
import { races } from './races.ts';
import { refusedUpdates } from './refused-updates.ts';
import { restartDifferences } from './restart-differences.ts';
import { restartLives } from './restart-lives.ts';
import { restartTokens } from './restart-tokens.ts';
import { restartUpdates } from './restart-updates.ts';
import { restartValues } from './restart-values.ts';
import { restarts } from './restarts.ts';
import { secondsLater } from './seconds-later.ts';
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
import { versionNumbers } from './version-numbers.ts';
import { wire } from './wire.ts';

export interface SystematicOptions {
  /** Whether the endpoint's clock can be moved (default true). Without, programs that would move it are left out. */
  readonly clock?: boolean;
  /** Whether the endpoint can be killed and started again (default true). Without, programs that would are left out. */
  readonly restart?: boolean;
}

/**
 * Those on time come before the floods of other tokens: both aim at token.alive, and only hours gone by exercise it. What
 * varies values, in many requests of one kind, comes last.
 */
const early = {
  tokenRetries,
  tokenForms,
  tokenDifferences,
  tokenDeletions,
  tokenTime,
  tokenFloods,
  createRetries,
  races,
  contradictions,
  raceMixtures,
  raceUpdates,
  raceRelatives,
};
const late = {
  createBeside,
  createInUse,
  versionNumbers,
  createModified,
  createModifiedKinds,
  refusedUpdates,
  createModifiedLater,
  createAgain,
  deletes,
  deleteOnly,
  deleteBeside,
  deleteAlike,
  asyncDeletes,
  deleteTaken,
  deleteInstances,
  secondsLater,
  deleteUpwards,
  lostAnswers,
  lateCopies,
  lateRelatives,
  listFilters,
  fullLives,
  fullUpdates,
  tokenLives,
  tokenShapes,
  tokenWindow,
  wire,
  mismatches,
  createDefaults,
  createModifiedValues,
  valueRetries,
  restarts,
  restartLives,
  restartTokens,
  restartValues,
  restartDifferences,
  restartUpdates,
};

/** The programs by family, in the order in which they run. */
export const families: Readonly<Record<string, readonly Draft[]>> = { ...early, ...late };

/**
 * Every systematic program, numbered from 0; the same options give the same programs. A program has its index whether or
 * not there are a clock and restarts.
 */
export const systematicPrograms = (options: SystematicOptions = {}): Program[] => systematicPasses(options).flat();

/**
 * The same in three parts, so that what waits for hours to go by need not wait for all the others: one program for each
 * guarantee and operation, so that little time shows something of all; the tokens, the creates and their races; the rest.
 */
export function systematicPasses(options: SystematicOptions = {}): Program[][] {
  const { clock = true, restart = true } = options;
  const isOffered = (move: Move): boolean => (move === 'restart' ? restart : clock);
  const all = Object.values(families).flat();
  const firsts = new Set(new Map(all.toReversed().map((draft) => [cellOf(draft), draft])).values());
  const others = (part: Readonly<Record<string, readonly Draft[]>>): Draft[] =>
    Object.values(part)
      .flat()
      .filter((draft) => !firsts.has(draft));
  const passes = [all.filter((draft) => firsts.has(draft)), others(early), others(late)];
  let from = 0;
  return passes.map((drafts) => {
    const programs = drafts.map((draft): Program => ({ index: from++, phase: 'systematic', ...draft }));
    return programs.filter(({ steps }) => movesOf(steps).every(isOffered));
  });
}

const cellOf = ({ aim }: Draft): string => `${aim.guarantee} ${aim.operation}`;
