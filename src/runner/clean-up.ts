// What a program leaves is deleted as soon as it has ended, and at the end of the run a census by name prefix finds the
// rest: what no answer ever showed, what could not be deleted then, what a broken endpoint deleted in words alone.
import { type ResourceType, resources } from '../specs/index.ts';
import { keyText, type Target, targetId } from './ours.ts';
import type { ProgramState } from './program-state.ts';
import type { Needs } from './quotas.ts';
import { census, type Limits, limitsOf, removeAll } from './removal.ts';
import type { RunState } from './state.ts';
import type { LeftBehind } from './types.ts';

/** A program's clean-up does not insist; the last one does. */
const PROGRAM_PATIENCE_MS = 2_000;
const LAST_PATIENCE_MS = 10_000;
const PATIENCE_SETTLES = 3;
const CLEAN_CENSUSES = 2;

const listed = (Object.keys(resources) as ResourceType[]).filter(
  (resource) => resources[resource].parent === undefined,
);

/** Deletes what the program made; returns how many of each kind are still there. Holds no slot between its calls. */
export async function cleanUpProgram(program: ProgramState): Promise<Needs> {
  const { run, belongings, namespace } = program;
  const limits = limitsOf(run, PROGRAM_PATIENCE_MS);
  if (program.unseenConnection && !run.lost) {
    for (const target of (await census(run, 'environmentAccountConnection', namespace, limits)) ?? [])
      program.own(target);
  }
  const targets = belongings.targets;
  const left = run.lost ? targets : await removeAll(run, targets, limits);
  forget(run, targets, left);
  const lost = new Map<ResourceType, number>();
  for (const { resource } of left) lost.set(resource, (lost.get(resource) ?? 0) + 1);
  return lost;
}

/** Deletes everything of the run, until two censuses the settling time apart show nothing more. */
export async function cleanUpRun(run: RunState): Promise<LeftBehind[]> {
  const { settleMs } = run.options.settings;
  const patienceMs = Math.max(LAST_PATIENCE_MS, PATIENCE_SETTLES * settleMs);
  const limits = limitsOf(run, patienceMs);
  /** When each was first seen; one that is seen long after it was deleted is only deleted in words. */
  const seenAt = new Map<string, number>();
  for (let clean = 0; clean < CLEAN_CENSUSES; ) {
    const { targets, complete } = await everything(run, limits);
    const now = run.time.now();
    for (const target of targets) if (!seenAt.has(targetId(target))) seenAt.set(targetId(target), now);
    const stubborn = targets.filter((target) => now - seenAt.get(targetId(target))! >= patienceMs);
    if (run.lost || now >= limits.until || (targets.length > 0 && stubborn.length === targets.length))
      return targets.map(described);
    const left = await removeAll(run, targets, limits);
    forget(run, targets, left);
    if (left.length > 0) return left.map(described);
    // A census that cannot be had will show nothing; what was known has been deleted.
    if (!complete && targets.length === 0) return [];
    clean = targets.length === 0 ? clean + 1 : 0;
    if (clean < CLEAN_CENSUSES) await run.time.sleep(settleMs, run.gone);
  }
  return [];
}

async function everything(run: RunState, limits: Limits): Promise<{ targets: Target[]; complete: boolean }> {
  const found = await Promise.all(listed.map((resource) => census(run, resource, run.prefix, limits)));
  const known = run.belongings.targets;
  const all = new Map(
    [...known, ...found.flatMap((targets) => targets ?? [])].map((target) => [targetId(target), target]),
  );
  return { targets: [...all.values()], complete: found.every((targets) => targets !== undefined) };
}

function forget(run: RunState, targets: readonly Target[], left: readonly Target[]): void {
  const kept = new Set(left.map(targetId));
  for (const target of targets) if (!kept.has(targetId(target))) run.belongings.forget(target);
}

const described = (target: Target): LeftBehind => ({ resource: target.resource, key: keyText(target) });
