// Pairs of programs that must end alike (generators/twins.ts), made smaller together: whatever is left out of the one with
// retries is left out of the other, which is always that one without its retries of what is documented to change nothing.
import { position } from '../program/facts.ts';
import type { Program, Step } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { leaveOut } from './references.ts';

/** What a request made, as far as retries of it go. */
interface Thing {
  readonly operation: string;
  there: boolean;
  modified: boolean;
  /** Something was made since it was deleted, which a deletion might hit in its place. */
  replaced: boolean;
}

/** The program without its retries of the kind that its aim names. */
export function plainOf(program: Program): Program {
  const { steps, index, aim } = program;
  const left = leaveOut(steps, retriesIn(steps, operations[aim.operation]?.role === 'create'), 'carry') ?? steps;
  return { ...program, twin: { part: 'plain', of: index }, steps: left };
}

/** The program as the one of its pair that has the retries. */
export const retriedOf = (program: Program): Program => ({ ...program, twin: { part: 'retried', of: program.index } });

function retriesIn(steps: readonly Step[], ofCreates: boolean): Set<number> {
  const retries = new Set<number>();
  const requests: Thing[] = [];
  for (const [at, step] of steps.entries()) {
    const about = 'of' in step && requests.length > 0 ? requests[position(step.of, requests.length)] : undefined;
    if (step.do === 'create' || (step.do === 'retry' && step.change !== undefined && about !== undefined)) {
      const operation = step.do === 'create' ? step.operation : about!.operation;
      replace(requests, operation);
      requests.push({ operation, there: true, modified: false, replaced: false });
    } else if (about === undefined) continue;
    else if (step.do === 'retry') {
      requests.push(about);
      const repeats = about.there && (!about.modified || operations[about.operation]?.token !== undefined);
      if (repeats && ofCreates) retries.add(at);
      if (about.there) continue;
      replace(requests, about.operation);
      Object.assign(about, { there: true, modified: false, replaced: false });
    } else if (step.do === 'modify') about.modified = true;
    else if (step.do === 'delete') {
      if (!about.there && !about.replaced && !ofCreates) retries.add(at);
      about.there = false;
    }
  }
  return retries;
}

/** A number that was given back may be given again (version.minor-reuse). */
function replace(requests: readonly Thing[], operation: string): void {
  if (!operation.endsWith('TemplateVersion')) return;
  for (const one of requests) one.replaced ||= !one.there;
}

/**
 * Whether everything that takes its time in a program without retries is waited for before the end: two programs that are looked at while something is in
 * progress may differ rightly.
 */
export function isWaitedFor({ steps }: Pick<Program, 'steps'>): boolean {
  const requests: { readonly operation: string; busy: boolean }[] = [];
  for (const step of steps) {
    const about = 'of' in step && requests.length > 0 ? requests[position(step.of, requests.length)] : undefined;
    if (step.do === 'create') requests.push({ operation: step.operation, busy: takesTime(step.operation, 'create') });
    if (about === undefined) continue;
    if (step.do === 'settle') about.busy = false;
    else if (step.do === 'modify' || step.do === 'delete') about.busy ||= takesTime(about.operation, step.do);
    else if (step.do === 'retry') {
      about.busy ||= takesTime(about.operation, 'create');
      requests.push(about);
    }
  }
  return requests.every(({ busy }) => !busy);
}

/** Whether what the create operation makes is in progress for a while after a request of that kind. */
function takesTime(operation: string, kind: 'create' | 'modify' | 'delete'): boolean {
  const resource = operations[operation]?.resource;
  const { status, parent } = resource === undefined ? {} : resources[resource];
  if (status === undefined) return false;
  if (kind === 'delete') return status.deleting.length > 0;
  return status.passing.length > 0 && (kind === 'create' || parent === undefined);
}
