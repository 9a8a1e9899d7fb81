// Kills the endpoint and starts it again: by a person's own command, or what the embedded emulator offers for it.
import { runShell } from '../endpoint/shell.ts';
import { printable } from '../wire/index.ts';

const RESTART_TIMEOUT_MS = 60_000;
const ERROR_CHARS = 300;

export type Restart = () => Promise<void>;

/** Ends when the command does; that the endpoint answers again is for the caller to see. Rejects if the command fails. */
export const restartBy =
  (command: string, timeoutMs = RESTART_TIMEOUT_MS): Restart =>
  async () => {
    const { ended, errors } = await runShell(command, {}, timeoutMs);
    if (ended === 'code 0') return;
    const said = printable(errors.trim().slice(-ERROR_CHARS), 2 * ERROR_CHARS);
    throw new Error(`the command of --restart-command ended with ${ended}${said === '' ? '' : `: ${said}`}`);
  };
