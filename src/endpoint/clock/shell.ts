// Runs a person's shell command within limits of time and output. It gets a process group of its own, so that what it has
// started and left behind can be ended with it.
import { spawn } from 'node:child_process';

const MAX_ERROR_CHARS = 4_096;

export interface ShellResult {
  /** For a person: `code 0`, `code 3`, `signal SIGTERM`, `no end within 60 s`, or why it could not be started. */
  readonly ended: string;
  /** The last of what it wrote to its standard error. */
  readonly errors: string;
}

/** Never rejects. The command sees the environment of this process and `env`. */
export function runShell(
  command: string,
  env: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<ShellResult> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    });
    let errors = '';
    const end = (ended: string): void => {
      clearTimeout(timer);
      child.stderr.destroy();
      resolve({ ended, errors });
    };
    const timer = setTimeout(() => {
      kill(child.pid);
      end(`no end within ${timeoutMs / 1000} s`);
    }, timeoutMs);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-MAX_ERROR_CHARS);
    });
    child.on('error', (error) => end(`an error (${error.message})`));
    // What it leaves running may hold its streams open, so the end of the command itself counts.
    child.on('exit', (code, signal) => setImmediate(() => end(signal === null ? `code ${code}` : `signal ${signal}`)));
  });
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
