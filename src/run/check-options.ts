// What a run is told, checked before anything is started: a program may be wrong where the command line would have refused.
import { exhaustiveMost } from '../../generators/index.ts';
import { operations } from '../specs/index.ts';
import { binds, isRequirement, isSelection, ofEndpoint, profileNames } from '../specs/selection.ts';
import type { RunOptions } from './types.ts';

/** Least and most of each whole number. */
const ranges = {
  seed: [0, 2 ** 32 - 1],
  exhaustive: [0, exhaustiveMost],
  runs: [0, Number.MAX_SAFE_INTEGER],
  maxCalls: [1, Number.MAX_SAFE_INTEGER],
  maxSteps: [1, Number.MAX_SAFE_INTEGER],
  concurrency: [1, Number.MAX_SAFE_INTEGER],
  minExercised: [1, Number.MAX_SAFE_INTEGER],
  settleMs: [0, Number.MAX_SAFE_INTEGER],
  asyncTimeoutMs: [0, Number.MAX_SAFE_INTEGER],
  maxViolations: [1, Number.MAX_SAFE_INTEGER],
} as const satisfies Partial<Record<keyof RunOptions, readonly [number, number]>>;

/** @throws TypeError that names the option and what it takes */
export function checkOptions(options: RunOptions): void {
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value: unknown = options[name as keyof typeof ranges];
    const isInRange = Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
    if (value !== undefined && !isInRange) refuse(name, value, `a whole number from ${least} to ${most}`);
  }
  const { endpoint, only = [], require = [], profile = [], shard, baseline = [] } = options;
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)))
    refuse('endpoint', endpoint, 'a URL such as http://127.0.0.1:8080');
  for (const pattern of only)
    if (!isSelection(pattern)) refuse('only', pattern, 'patterns of guarantees and operations that there are');
  for (const pattern of require)
    if (!isRequirement(pattern)) refuse('require', pattern, 'patterns of guarantees that there are');
  for (const name of profile) if (!profileNames.includes(name)) refuse('profile', name, profileNames.join(', '));
  if (shard !== undefined && !(isCount(shard.nth) && isCount(shard.of) && shard.nth <= shard.of))
    refuse('shard', shard, 'nth from 1 to of');
  for (const { guarantee, operation } of baseline)
    if (
      !Object.hasOwn(operations, operation) ||
      !ofEndpoint.some((one) => one.id === guarantee && binds(one, operation))
    )
      refuse('baseline', `${guarantee} on ${operation}`, 'guarantees, each on an operation that it binds');
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;

function refuse(name: string, value: unknown, takes: string): never {
  throw new TypeError(`${name} takes ${takes}; it was given ${JSON.stringify(value)}`);
}
