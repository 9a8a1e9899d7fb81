// Tries of pairs: each program runs beside the one without its retries, and what they end in is compared.
import { judgeTwins } from '../checker/twins.ts';
import { isWaitedFor, plainOf, retriedOf } from '../shrink/pairs.ts';
import type { Reproduce, Trial } from '../shrink/shrink.ts';
import { withStep } from './trials.ts';

/** As `reproduce`, for programs that are the one of a pair with the retries. */
export const ofPairs =
  (reproduce: Reproduce): Reproduce =>
  async (programs, company) => {
    const trials = await reproduce(
      programs.flatMap((program) => [retriedOf(program), plainOf(program)]),
      company,
    );
    return trials === undefined
      ? undefined
      : programs.map((program, at) => compared(trials[2 * at]!, trials[2 * at + 1]!, isWaitedFor(plainOf(program))));
  };

function compared(retried: Trial, plain: Trial, comparable: boolean): Trial {
  const looked = comparable && retried.lastLooks !== undefined && plain.lastLooks !== undefined;
  const ended = [retried, plain].map(({ history, lastLooks }, at) => ({
    history: String(at),
    program: history[0].program,
    verdict: lastLooks === undefined ? {} : { lastLooks },
  }));
  const aim = 'aim' in retried.history[0].program ? [retried.history[0].program.aim] : [];
  return {
    history: retried.history,
    beside: plain.history,
    calls: retried.calls + plain.calls,
    violations: [
      ...(looked ? judgeTwins(ended).map(({ violation }) => withStep(violation, retried.history)) : []),
      // What the model says of it by itself is no difference of the two, but a violation all the same.
      ...retried.violations,
    ],
    exercised: looked ? aim : [],
  };
}
