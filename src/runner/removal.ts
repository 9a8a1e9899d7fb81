// Deletes what a run made, in passes: services first, connections last, again and again what is still refused, as the
// recommended version is until it is the last. Works on whatever the endpoint can still do, within limits of time.

import type { Input } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Outcome } from '../wire/types.ts';
import { isOurs, keysFrom, type Target, targetId, targetOf } from './ours.ts';
import { ask, askResources } from './quiet.ts';
import type { RunState } from './state.ts';

/** What must be gone before what. */
const ORDER: readonly ResourceType[] = [
  'service',
  'environment',
  'serviceTemplateVersion',
  'environmentTemplateVersion',
  'serviceTemplate',
  'environmentTemplate',
  'environmentAccountConnection',
];
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;
const PAUSE_GROWTH = 1.6;

const VERSIONS_OF: Readonly<Partial<Record<ResourceType, ResourceType>>> = {
  environmentTemplate: 'environmentTemplateVersion',
  serviceTemplate: 'serviceTemplateVersion',
};

/** A clean-up has five minutes, and as long as asynchronous deletions may take. */
const LIMIT_MS = 300_000;
/** As many as a template may have: one that shows more invents them. */
const MOST_VERSIONS = 500;

type State = 'gone' | 'in-progress' | 'refused';

/** How a clean-up is limited: how long it goes on without progress, and when it ends whatever it makes. */
export interface Limits {
  readonly patienceMs: number;
  readonly until: number;
}

/** Those of one that begins now. */
export function limitsOf(run: RunState, patienceMs: number): Limits {
  const asyncMs = ORDER.filter((resource) => (resources[resource].status?.deleting.length ?? 0) > 0)
    .map((resource) => run.asyncLimitMs(resource))
    .reduce((sum, ms) => sum + ms, 0);
  return { patienceMs, until: run.time.now() + LIMIT_MS + asyncMs };
}

/**
 * Deletes the targets and waits until they are gone. Gives up on what makes no progress for long, on work in progress after
 * its own limit, and on everything in the end; returns what is left.
 */
export async function removeAll(
  run: RunState,
  targets: readonly Target[],
  { patienceMs, until }: Limits,
): Promise<Target[]> {
  const left = new Map(targets.map((target) => [targetId(target), target]));
  const accepted = new Set<string>();
  /** What a delete said was gone: if its list shows it again, that is no progress, however often it is deleted. */
  const gone = new Set<string>();
  const removing: Removing = { run, left, accepted, gone, added: new Map(), until };
  let progressAt = run.time.now();
  for (let pauseMs = FIRST_PAUSE_MS; left.size > 0; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * PAUSE_GROWTH)) {
    const pass = await onePass(removing);
    const now = run.time.now();
    if (pass.progress) {
      progressAt = now;
      pauseMs = FIRST_PAUSE_MS;
    }
    if (left.size === 0 || run.lost || now >= until) break;
    const limitMs = Math.max(patienceMs, ...pass.inProgress.map((resource) => run.asyncLimitMs(resource)));
    if (now - progressAt >= limitMs) break;
    await run.time.sleep(pauseMs, run.gone);
  }
  return [...left.values()];
}

interface Removing extends Pick<Limits, 'until'> {
  readonly run: RunState;
  readonly left: Map<string, Target>;
  readonly accepted: Set<string>;
  readonly gone: Set<string>;
  /** How many versions of a template its lists have shown beyond those that were known. */
  readonly added: Map<string, number>;
}

async function onePass(removing: Removing) {
  const { run, left, gone, until } = removing;
  const inProgress: ResourceType[] = [];
  let progress = false;
  for (const resource of ORDER) {
    for (const [id, target] of [...left].filter(([, each]) => each.resource === resource)) {
      if (run.lost || run.time.now() >= until) return { inProgress, progress };
      const state = await remove(removing, id, target);
      if (state === 'gone') {
        left.delete(id);
        progress ||= !gone.has(id);
        gone.add(id);
      } else if (state === 'in-progress') inProgress.push(resource);
      else if ((await addVersions(removing, target)).some((added) => !gone.has(added))) progress = true;
    }
    // What they stand on cannot go yet.
    if (inProgress.length > 0) break;
  }
  return { inProgress, progress };
}

/** One more step towards the target's end. */
async function remove({ run, accepted, until }: Removing, id: string, target: Target): Promise<State> {
  const { resource, keys } = target;
  if (resource === 'environmentAccountConnection' && !(await isOurConnection(run, keys, until))) return 'gone';
  const { create, delete: operation, get, status } = resources[resource];
  if (!accepted.has(id)) {
    const outcome = await ask(run, operation, keys, { until });
    if (isNotFound(outcome) || isDone(outcome, operation)) return 'gone';
    // What the endpoint neither makes nor deletes was not made.
    if (outcome.kind === 'not-implemented' && run.unavailable.get(create) === outcome.kind) return 'gone';
    if (outcome.kind !== 'success' && outcome.kind !== 'malformed') return 'refused';
    accepted.add(id);
  }
  const shown = await ask(run, get, keys, { until });
  const state = shown.kind === 'success' && status ? shown.detail?.[status.member] : undefined;
  if (isNotFound(shown) || (typeof state === 'string' && status?.deleted.includes(state))) return 'gone';
  if (typeof state === 'string' && status?.passing.includes(state)) return 'in-progress';
  accepted.delete(id);
  return 'refused';
}

const isNotFound = (outcome: Outcome): boolean =>
  outcome.kind === 'error' && outcome.type === 'ResourceNotFoundException';

/** A synchronous delete is over with its answer; an asynchronous one with an answer that shows nothing. */
const isDone = (outcome: Outcome, operation: string): boolean =>
  outcome.kind === 'success' && (operations[operation]?.family === 'delete' || outcome.empty);

/** An id is the endpoint's own choice: before it is deleted, what it stands for is looked at. */
async function isOurConnection(run: RunState, keys: Input, until: number): Promise<boolean> {
  const outcome = await ask(run, 'GetEnvironmentAccountConnection', keys, { until });
  if (outcome.kind !== 'success' || outcome.detail === undefined) return !isNotFound(outcome);
  return isOurs('environmentAccountConnection', outcome.detail, run.prefix);
}

/** A template may be refused for versions that no answer showed: the ids of those that are new here. */
async function addVersions({ run, left, added, until }: Removing, { resource, keys }: Target): Promise<string[]> {
  const versions = VERSIONS_OF[resource];
  const template = `${resource} ${String(keys.name)}`;
  const mostMore = MOST_VERSIONS - (added.get(template) ?? 0);
  if (versions === undefined || mostMore <= 0) return [];
  const more = new Set<string>();
  const add = (details: readonly Input[] | undefined) => {
    for (const detail of details ?? []) {
      const target = targetOf(versions, { ...detail, templateName: keys.name! }, run.prefix);
      if (target === undefined || left.has(targetId(target)) || more.size >= mostMore) continue;
      left.set(targetId(target), target);
      more.add(targetId(target));
    }
  };
  const majors = await askResources(run, versions, { templateName: keys.name! }, { until });
  add(majors);
  const numbers = new Set(
    (majors ?? []).map(({ majorVersion }) => majorVersion).filter((major) => typeof major === 'string'),
  );
  for (const majorVersion of numbers) {
    if (more.size >= mostMore) break;
    add(await askResources(run, versions, { templateName: keys.name!, majorVersion }, { until }));
  }
  added.set(template, MOST_VERSIONS - mostMore + more.size);
  return [...more];
}

/** All resources that carry the name space, of the types that can be listed whole; undefined for a list that failed. */
export async function census(
  run: RunState,
  resource: ResourceType,
  namespace: string,
  { until }: Pick<Limits, 'until'>,
): Promise<Target[] | undefined> {
  const { status } = resources[resource];
  const listed = await askResources(run, resource, {}, { until });
  return listed
    ?.filter((detail) => isOurs(resource, detail, namespace))
    .filter((detail) => {
      const shown = status && detail[status.member];
      return !(typeof shown === 'string' && status?.deleted.includes(shown));
    })
    .flatMap((detail) => {
      const keys = keysFrom(resources[resource].delete, detail);
      return keys === undefined ? [] : [{ resource, keys }];
    });
}
