// A name space of its own for each program of each run, as tokens live eight hours and a replay or shrink attempt on the
// same endpoint must not meet the last one's. No name space begins another: numbers carry their length in front.
import type { Input } from './types.ts';

/** `pc` and the run id: what every name and token of a run begins with. */
export const RUN_PREFIX = 'pc';
export const RUN_ID_CHARS = 6;
const RUN_ID = /^[a-z0-9]{6}$/;
/** Of a program's position. */
export const MAX_INDEX = 36 ** 5 - 1;
const MAX_ATTEMPT = 36 ** 2 - 1;
/** In place of an index's length, which is never 0: a fixture. */
const FIXTURE_MARK = '0';

/** A new run's id: six lower-case letters and digits. `random` gives numbers from 0 up to 1. */
export function makeRunId(random: () => number = Math.random): string {
  return Array.from({ length: RUN_ID_CHARS }, () => Math.floor(random() * 36).toString(36)).join('');
}

/** @throws RangeError if it is not six lower-case letters and digits. */
export function runPrefix(runId: string): string {
  if (!RUN_ID.test(runId))
    throw new RangeError(`a run id is six lower-case letters and digits, not ${JSON.stringify(runId)}`);
  return RUN_PREFIX + runId;
}

/**
 * The name space of a program: at most 17 characters. `index` is its position (0 to 36⁵ − 1), `attempt` counts its runs
 * within this one (0 to 1 295), as when it is shrunk.
 */
export function programNamespace(runId: string, index: number, attempt = 0): string {
  return runPrefix(runId) + counted(index, MAX_INDEX) + counted(attempt, MAX_ATTEMPT);
}

/** The name space of the fixture at position `index` of the run's list. */
export function fixtureNamespace(runId: string, index: number): string {
  return runPrefix(runId) + FIXTURE_MARK + counted(index, MAX_INDEX);
}

/** Whether an item of a list, or what it is a part of, has a name in the name space. */
export const isNamedIn = (namespace: string, item: Input): boolean =>
  namesOf(item).some((name) => name.startsWith(namespace));

/** The same, or it has no name that would tell. */
export const mayBeIn = (namespace: string, item: Input): boolean => isNamedIn(namespace, item) || isNameless(item);

/** Whether it has no name: connections go by their id, and may leave the environment's name out (wire.missing-member). */
export const isNameless = (item: Input): boolean => namesOf(item).length === 0;

const namesOf = ({ name, templateName, environmentName }: Input): string[] =>
  [name, templateName, environmentName].filter((one) => typeof one === 'string').filter((one) => one !== '');

function counted(value: number, max: number): string {
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new RangeError(`a number from 0 to ${max}, not ${value}`);
  const digits = value.toString(36);
  return digits.length + digits;
}
