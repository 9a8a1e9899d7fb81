// A clock that a person's own command moves: it is run by the shell with the seconds in $ADVANCE_SECONDS.
import { printable } from '../../wire/printable.ts';
import { type Clock, ClockError } from '../clock.ts';
import { runShell } from '../shell.ts';
import { type DateOf, seenMove } from './seen-move.ts';

const COMMAND_TIMEOUT_MS = 60_000;
const SEEN_WITHIN_MS = 2_500;
const ERROR_CHARS = 300;

export interface CommandOptions {
  readonly command: string;
  readonly dateOf: DateOf;
  /** The command is ended after this, default 60 000 ms. */
  readonly timeoutMs?: number;
  /** How long to wait until the endpoint shows a move, default 2 500 ms. */
  readonly seenWithinMs?: number;
}

/**
 * A command that ends with another code than 0, or not in time, has not moved the clock. Where the `Date` of the endpoint has
 * followed every move, that tells its time.
 */
export function commandClock(options: CommandOptions): Clock {
  const { command, dateOf, timeoutMs = COMMAND_TIMEOUT_MS, seenWithinMs = SEEN_WITHIN_MS } = options;
  let shown = true;
  let moved = false;
  const move = async (seconds: number): Promise<void> => {
    const { ended, errors } = await runShell(command, { ADVANCE_SECONDS: String(seconds) }, timeoutMs);
    if (ended === 'code 0') return;
    const said = printable(errors.trim().slice(-ERROR_CHARS), 2 * ERROR_CHARS);
    throw new ClockError(`the command of --clock ended with ${ended}${said === '' ? '' : `: ${said}`}`);
  };
  return {
    mode: 'command',
    read: async () => (moved && shown ? dateOf() : undefined),
    advance: async (seconds) => {
      const seen = await seenMove(dateOf, seconds, shown ? seenWithinMs : 0, () => move(seconds));
      shown &&= seen.kind === 'seen';
      moved = true;
    },
    get notes() {
      return shown ? [] : [NOT_SHOWN];
    },
  };
}

const NOT_SHOWN =
  'the Date header of the endpoint did not follow the command of --clock: if its clock did not either, what is said of expired tokens is wrong';
