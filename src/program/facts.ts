// What can be said of a program before it runs: the operations and fixtures that it needs, whether it moves the clock,
// and how many resources of a kind it may hold at a time.
import { operations, type ResourceType, resources } from '../specs/index.ts';
import { connectionsNeeded } from './connections.ts';
import type { Fault, Json, Program, Sending, Step } from './types.ts';

const FIXTURE = /\{\{fixture:([^{}.]+)[^{}]*\}\}/g;

type Steps = readonly Step[];

/** A step that stands for itself alone. */
export type SingleStep = Exclude<Step, { do: 'together' | 'restart' | 'deliver' }>;

/** What is sent at the same time as others, by a step that sends several requests. */
export const sendingsOf = (step: Step): readonly Sending[] =>
  step.do === 'together' ? step.steps : step.do === 'restart' ? (step.during ?? []) : [];

/** The steps with those that are sent at the same time one after another: the order in which references count. */
export const singleSteps = (steps: Steps): SingleStep[] =>
  steps.flatMap((step): readonly SingleStep[] =>
    step.do === 'together' || step.do === 'restart' || step.do === 'deliver' ? sendingsOf(step) : [step],
  );

/** Which of `count` create and retry steps `back` means: 0 is the latest; modulo the number there are. */
export const position = (back: number, count: number): number => count - 1 - (back % count);

/** Every operation that the program calls; not those of shared lists and lists of instances, which it can do without. */
export function operationsOf({ steps }: Pick<Program, 'steps'>): Set<string> {
  const used = new Set<string>();
  const creates: string[] = [];
  for (const step of singleSteps(steps)) {
    if (step.do === 'create') creates.push(step.operation);
    if (step.do === 'advance' || step.do === 'wait' || creates.length === 0 || isSharedList(step)) continue;
    if (step.do === 'listInstances') continue;
    const base = step.do === 'create' ? step.operation : creates[position(step.of, creates.length)]!;
    if (step.do === 'retry') creates.push(base);
    const resource = operations[base]?.resource;
    if (step.do === 'create' || step.do === 'retry') used.add(base);
    else if (step.do === 'modify') used.add(step.operation);
    else if (step.do === 'listTags') used.add('ListTagsForResource');
    else if (resource !== undefined) used.add(resources[resource][step.do === 'settle' ? 'get' : step.do]);
  }
  return used;
}

/** A look for effects at the end of a program, which may be read for several programs at a time. */
export const isSharedList = (step: Step): boolean => step.do === 'list' && step.shared === true;

/** The names of the fixtures that the steps refer to. */
export function fixturesOf(steps: Steps): string[] {
  return [...new Set([...JSON.stringify(steps).matchAll(FIXTURE)].map(([, name]) => name!))];
}

/** The program's moves of the clock, in order. */
export const advancesOf = (steps: Steps): number[] =>
  steps.flatMap((step) => (step.do === 'advance' ? [step.seconds] : []));

/** What a program does to the endpoint itself: seconds by which its clock is moved, or a restart. */
export type Move = number | 'restart';

/** The program's moves, in order; programs with the same ones share a cohort. */
export const movesOf = (steps: Steps): Move[] =>
  steps.flatMap((step): Move[] => (step.do === 'advance' ? [step.seconds] : step.do === 'restart' ? ['restart'] : []));

/**
 * The most resources of each limited kind that the program holds at a time if the endpoint keeps its promises: one more
 * for each create, each changed retry and each late copy, one less for each delete; connections, which are few, are counted exactly.
 */
export function peakOf({ steps }: Pick<Program, 'steps'>): Map<ResourceType, number> {
  const peak = new Map<ResourceType, number>();
  const now = new Map<ResourceType, number>();
  const creates: string[] = [];
  const onTheWay: string[] = [];
  const count = (operation: string | undefined, by: number) => {
    const resource = operation === undefined ? undefined : operations[operation]?.resource;
    if (resource === undefined || resources[resource].atMost === undefined) return;
    const held = Math.max(0, (now.get(resource) ?? 0) + by);
    now.set(resource, held);
    peak.set(resource, Math.max(held, peak.get(resource) ?? 0));
  };
  const sent = (operation: string, fault: Fault | undefined, more: number) => {
    creates.push(operation);
    count(operation, more);
    if (fault === 'copied') onTheWay.push(operation);
  };
  for (const step of steps) {
    if (step.do === 'deliver') for (const operation of onTheWay.splice(0)) count(operation, 1);
    for (const single of singleSteps([step])) {
      if (single.do === 'create') sent(single.operation, single.fault, 1);
      else if (single.do === 'retry' && creates.length > 0)
        sent(creates[position(single.of, creates.length)]!, single.fault, single.change === undefined ? 0 : 1);
      else if (single.do === 'delete' && creates.length > 0 && single.change === undefined)
        count(creates[position(single.of, creates.length)], -1);
    }
  }
  for (const operation of onTheWay) count(operation, 1);
  if (peak.has('environmentAccountConnection')) peak.set('environmentAccountConnection', connectionsNeeded({ steps }));
  return peak;
}

/** The member at a path such as `tags.0.value`; undefined if there is none. */
export function memberAt(value: Json | undefined, path: string): Json | undefined {
  let at: Json | undefined = value;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, Json>)[part];
  }
  return at;
}

/** The create operation of the resource that `operation` is about; undefined where it is about any (tags). */
export function createOf(operation: string): string | undefined {
  const resource = operations[operation]?.resource;
  return resource === undefined ? undefined : resources[resource].create;
}
