// Progress for a person who waits: on a terminal two lines that are rewritten, elsewhere plain ones now and then. A
// violation is told as soon as it is seen, by name; what the endpoint sent is for the summary at the end.
import { createLogUpdate } from 'log-update';
import type { RunEvent, RunProgress } from '../run/types.ts';
import type { Output } from './io.ts';

const terminalPauseMs = 100;
const plainPauseMs = 5_000;

export interface Progress {
  show(event: RunEvent): void;
  /** Takes the lines away, before anything else is written. */
  end(): void;
}

interface Screen {
  readonly pauseMs: number;
  /** How long after the start the first progress is shown. */
  readonly firstMs: number;
  rewrite(lines: readonly string[]): void;
  keep(line: string): void;
  clear(): void;
}

/** Shows progress on `output`; `now` is a clock in milliseconds. */
export const progressOn = (output: Output, now: () => number = Date.now): Progress => {
  const screen = output.isTTY === true ? terminal(output) : plain(output);
  const begun = now();
  let last = begun + screen.firstMs - screen.pauseMs;
  return {
    show(event) {
      if (event.event === 'violation')
        return screen.keep(`VIOLATED  ${event.guarantee} on ${event.operation} (${event.situation})`);
      if (event.event === 'slow-start') return screen.keep('the endpoint does not answer yet; it is given 30 s');
      const at = now();
      if (at - last < screen.pauseMs) return;
      last = at;
      screen.rewrite(linesOf(event, at - begun));
    },
    end: () => screen.clear(),
  };
};

const terminal = (output: Output): Screen => {
  const log = createLogUpdate(output as NodeJS.WritableStream, { showCursor: true });
  return {
    pauseMs: terminalPauseMs,
    firstMs: 0,
    rewrite: (lines) => log(lines.join('\n')),
    keep: (line) => log.persist(line),
    clear: () => log.clear(),
  };
};

const plain = (output: Output): Screen => ({
  pauseMs: plainPauseMs,
  firstMs: plainPauseMs,
  rewrite: ([first, ...rest]) => output.write([first, ...rest.map((line) => `  ${line}`), ''].join('\n')),
  keep: (line) => output.write(`${line}\n`),
  clear: () => undefined,
});

const linesOf = (progress: RunProgress, ms: number): string[] => {
  const { doing, programs, of, calls, maxCalls, violations } = progress;
  const seconds = Math.floor(ms / 1000);
  if (doing === 'shrinking') return [`shrinking: ${programs} of ${of} violations, ${seconds} s`];
  const rate = ms < 1000 ? '' : ` (${Math.round((calls * 1000) / ms)} a second)`;
  const left = Math.max(0, Math.floor(100 - (calls * 100) / maxCalls));
  return [
    `${doing}: ${programs} of ${of} programs, ${seconds} s`,
    `${calls} calls${rate}, ${left} % of the budget left, ${violations} with a violation`,
  ];
};
