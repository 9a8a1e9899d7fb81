// The conformance suite inside somebody's own vitest: one test for each guarantee and operation, so that the runner's own
// filters, reporters and watch mode serve for guarantees too. The run is made once, before the first of them.
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Report } from '../report/index.ts';
import { leftOutBy } from '../report/only.ts';
import { type RunOptions, run } from '../run/index.ts';
import { type Guarantee, guarantees } from '../specs/index.ts';
import { outcomeOf, restOf } from './outcome.ts';

/** A server under test that was started for the tests. */
export interface Started {
  readonly url: string;
  /** Called when all is done, also if the run failed. */
  close?(): unknown;
}

/** What `run` takes, and how the server is started. Without `endpoint` and `start`: the emulator of the suite. */
export interface ProtonOptions extends RunOptions {
  /** Starts the server; in place of `endpoint`. */
  readonly start?: () => Started | Promise<Started>;
  /** How long the run may take, milliseconds. Default 30 minutes. */
  readonly timeoutMs?: number;
}

const halfAnHourMs = 30 * 60_000;

/**
 * Declares one test for each guarantee and operation, against a server given by URL or by a function that starts it. A test
 * fails with the counterexample, or where a required guarantee was not exercised or not decided; it is skipped, with the
 * reason, where the guarantee was not exercised and need not be, or its violation is in the baseline.
 * @throws TypeError if both `endpoint` and `start` are given
 * @example
 * import { proton } from 'proton-conformance/vitest';
 * proton({ start: () => startMyServer(), only: ['token.*'], settleMs: 0 });
 */
export const proton = (options: ProtonOptions = {}): void => {
  const { start, timeoutMs = halfAnHourMs, ...rest } = options;
  if (start !== undefined && rest.endpoint !== undefined)
    throw new TypeError('give either endpoint or start, not both');
  describe('Proton API reference, "Ensuring idempotency"', () => {
    let server: Started | undefined;
    let result: { readonly report: Report; readonly reportDir: string };
    beforeAll(async () => {
      server = await start?.();
      const { unusable, ...done } = await run({ ...rest, ...(server === undefined ? {} : { endpoint: server.url }) });
      if (unusable !== undefined) throw new Error(unusable);
      result = done;
    }, timeoutMs);
    afterAll(() => server?.close?.());

    for (const { id, sentence, operations } of chosen(rest))
      describe(id, () => {
        test.for(operations)(`${id} on %s: ${sentence}`, (operation, { skip }) => {
          const outcome = outcomeOf(result.report, result.reportDir, id, operation);
          if (outcome.is === 'failed') throw new Error(outcome.because);
          if (outcome.is === 'skipped') skip(outcome.because);
        });
      });

    test('the run as a whole: it came to its end, and nothing else was violated', () => {
      const problem = restOf(result.report, result.reportDir, chosen(rest));
      if (problem !== undefined) throw new Error(problem);
    });
  });
};

/** The guarantees with those of their operations that the run is about. */
const chosen = ({ only = [], profile = [] }: RunOptions): Pick<Guarantee, 'id' | 'sentence' | 'operations'>[] =>
  guarantees
    .map((one) => ({
      ...one,
      operations: one.operations.filter(
        (operation) => leftOutBy({ only, requirements: { profile } }, one.id, operation) === undefined,
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
