// token.sdk-default: what the SDK client puts on the wire when the caller gives no token. Of the client, not of the endpoint.
import type { Invocation } from '../history/types.ts';
import { operations } from '../specs/index.ts';
import type { LogEntry } from './logs.ts';
import type { Violation } from './types.ts';

const GUARANTEE = 'token.sdk-default';
const OF_ITS_OWN = 'a token of its own on the wire for each call';

export class SdkTokens {
  readonly shown: Extract<LogEntry, { kind: 'shown' }>[] = [];
  readonly violations: Violation[] = [];
  readonly #used = new Map<string, number>();
  /** Of each request of the program, the token that it carried last. */
  readonly #last = new Map<string, string>();

  see(invocation: Invocation): void {
    const { lane, operation, input, filledToken, call, step, part = 0 } = invocation;
    if (lane !== 'sdk' || !operations[operation]?.token || input.clientToken !== undefined) return;
    // The client knows nothing of it.
    if (invocation.copy) return;
    const request = `${step} ${part}`;
    const broken = (observed: string): void => {
      this.violations.push({
        guarantee: GUARANTEE,
        also: [],
        operation,
        call,
        step,
        situation: invocation.resent ? 'answer lost' : 'no token given',
        allowed: [invocation.resent ? 'the token of the request that the SDK sends again' : OF_ITS_OWN],
        observed,
      });
    };
    if (filledToken === undefined) {
      broken('no token on the wire');
      return;
    }
    if (invocation.resent) {
      if (this.#last.get(request) === filledToken)
        this.shown.push({ kind: 'shown', guarantee: GUARANTEE, operation, situation: 'answer lost' });
      else broken('another token');
      return;
    }
    this.#last.set(request, filledToken);
    if (this.#used.has(filledToken)) broken('the token of an earlier call');
    this.#used.set(filledToken, call);
    if (this.#used.size > 1)
      this.shown.push({ kind: 'shown', guarantee: GUARANTEE, operation, situation: 'no token given' });
  }
}
