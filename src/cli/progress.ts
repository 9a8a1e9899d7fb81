// Progress for a person who waits: one line that is rewritten on a terminal, a plain line now and then elsewhere.
import type { RunProgress } from '../run/types.ts';
import type { Output } from './io.ts';

const terminalPauseMs = 100;
const plainPauseMs = 5_000;

export interface Progress {
  show(progress: RunProgress): void;
  /** Takes the line away, before anything else is written. */
  end(): void;
}

/** Shows progress on `output`; `now` is a clock in milliseconds. */
export const progressOn = (output: Output, now: () => number = Date.now): Progress => {
  const terminal = output.isTTY === true;
  const begun = now();
  let last = terminal ? Number.NEGATIVE_INFINITY : begun;
  let shown = false;
  return {
    show(progress) {
      const at = now();
      if (at - last < (terminal ? terminalPauseMs : plainPauseMs)) return;
      last = at;
      shown = true;
      const line = text(progress, at - begun);
      output.write(terminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (terminal && shown) output.write('\r\u001b[K');
      shown = false;
    },
  };
};

const text = ({ doing, programs, of, calls, violations }: RunProgress, ms: number): string => {
  if (doing === 'shrinking') return `shrinking: ${programs} of ${of} violations, ${Math.floor(ms / 1000)} s`;
  const found = violations === 0 ? '' : `, ${violations} with a violation`;
  return `${doing}: ${programs} of ${of} programs, ${calls} calls${found}, ${Math.floor(ms / 1000)} s`;
};
