// Whether a program that waits in a ledger is one to go on with. A line may be as the schema has it and still be of no run:
// a hand or a broken disk was in it. It is found out before anything is sent, as half of it would be a defect later on.
import { runPrefix } from '../../program/namespace.ts';
import type { Program } from '../../program/types.ts';
import type { Paused } from '../../runner/paused.ts';
import { parseProgram } from '../../shrink/read.ts';
import { operations } from '../../specs/index.ts';

/** What is wrong with it, for a person; undefined: nothing. */
export function faultOf({ history, next, dueAt }: Paused & { readonly dueAt: string }): string | undefined {
  const [{ run, namespace, program }, ...events] = history;
  const unknown = events.find((event) => event.event === 'invoke' && !Object.hasOwn(operations, event.operation));
  if (unknown?.event === 'invoke') return `there is no operation ${unknown.operation}`;
  if (Number.isNaN(Date.parse(dueAt))) return `its time is no date: ${dueAt}`;
  return faultOfNames(run, namespace) ?? faultOfProgram(program as Program, next);
}

function faultOfNames(run: string, namespace: string): string | undefined {
  try {
    return namespace.startsWith(runPrefix(run)) ? undefined : `its names are not those of run ${run}`;
  } catch (error) {
    return (error as RangeError).message;
  }
}

function faultOfProgram(program: Program, next: number): string | undefined {
  try {
    parseProgram(program, 'its program');
  } catch (error) {
    return (error as Error).message;
  }
  return program.steps[next - 1]?.do === 'advance' ? undefined : `it does not wait before step ${next}`;
}
