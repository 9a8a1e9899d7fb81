// token.sdk-default: what the SDK client puts on the wire when the caller gives no token. Of the client, not of the endpoint.
import type { Invocation } from '../history/types.ts';
import { operations } from '../specs/index.ts';
import type { LogEntry } from './configurations.ts';
import type { Violation } from './types.ts';

const GUARANTEE = 'token.sdk-default';

export class SdkTokens {
  readonly shown: Extract<LogEntry, { kind: 'shown' }>[] = [];
  readonly violations: Violation[] = [];
  readonly #used = new Map<string, number>();

  see(invocation: Invocation): void {
    const { lane, operation, input, filledToken, call, step } = invocation;
    if (lane !== 'sdk' || !operations[operation]?.token || input.clientToken !== undefined) return;
    const broken = (observed: string): void => {
      this.violations.push({
        guarantee: GUARANTEE,
        also: [],
        operation,
        call,
        step,
        situation: 'no token given',
        allowed: ['a token of its own on the wire for each call'],
        observed,
      });
    };
    if (filledToken === undefined) {
      broken('no token on the wire');
      return;
    }
    if (this.#used.has(filledToken)) broken('the token of an earlier call');
    this.#used.set(filledToken, call);
    if (this.#used.size > 1)
      this.shown.push({ kind: 'shown', guarantee: GUARANTEE, operation, situation: 'no token given' });
  }
}
