// How many account connections a program may hold at the same time: five are allowed an account, so the runner takes
// that many of them before the program starts, and gives them back after it.

import { operations } from '../specs/index.ts';
import { changedIfPossible } from './change.ts';
import { type SingleStep, singleSteps } from './facts.ts';
import type { Input, Program } from './types.ts';

/** From here on a token may no longer stand for its connection, whatever the endpoint's clock tolerance: seconds. */
const mayExpireAfterSeconds = 7.5 * 3600;

interface Sent {
  readonly operation: string;
  readonly input: Input;
  /** The connection that it made or returned. */
  readonly connection: string;
}

interface Held {
  readonly connection: string;
  readonly since: number;
}

/**
 * The most connections that exist at once on an endpoint that is right and takes the reading that makes most of them:
 * every request with a token of its own, with none, or with one that may have expired counts as one more.
 */
export function connectionsNeeded({ steps }: Pick<Program, 'steps'>): number {
  const requests: Sent[] = [];
  const byToken = new Map<string, Held>();
  const onTheWay: Sent[] = [];
  const existing = new Set<string>();
  let elapsed = 0;
  let most = 0;

  const send = (operation: string, input: Input): Sent => {
    const connection = connectionOf(byToken, input, elapsed, requests.length);
    if (operations[operation]?.resource === 'environmentAccountConnection') existing.add(connection);
    most = Math.max(most, existing.size);
    return { operation, input, connection };
  };

  const request = (sent: Sent, isCopied: boolean): void => {
    requests.push(sent);
    if (isCopied) onTheWay.push(sent);
  };

  const take = (step: SingleStep): void => {
    if (step.do === 'create') request(send(step.operation, step.input), step.fault === 'copied');
    else if (step.do === 'advance') elapsed += step.seconds;
    else if ((step.do === 'retry' || step.do === 'delete') && requests.length > 0) {
      const of = requests.at(-1 - (step.of % requests.length))!;
      if (step.do === 'retry') {
        const input = changedIfPossible(of.input, step.change ?? {}) ?? of.input;
        request(send(of.operation, input), step.fault === 'copied');
      } else if (step.change === undefined) existing.delete(of.connection);
    }
  };

  const deliver = (): void => {
    for (const { operation, input } of onTheWay.splice(0)) send(operation, input);
  };

  for (const step of steps) {
    if (step.do === 'deliver') deliver();
    for (const single of singleSteps([step])) take(single);
  }
  deliver();
  return most;
}

function connectionOf(byToken: Map<string, Held>, input: Input, now: number, request: number): string {
  const token = input.clientToken;
  if (typeof token !== 'string' || token === '') return `request ${request}`;
  // Refused, or the first that is not ends the program.
  if (isInvalid(token)) return 'invalid token';
  const held = byToken.get(token);
  if (held !== undefined && now - held.since < mayExpireAfterSeconds) return held.connection;
  const connection = `${token} since ${now}`;
  byToken.set(token, { connection, since: now });
  return connection;
}

/** Too long or outside ASCII (token.length, token.charset), symbols not yet made concrete. */
const isInvalid = (token: string): boolean =>
  /[^\0-\x7f]/.test(token) || Number(/length=(\d+)/.exec(token)?.[1] ?? 0) > 64;
