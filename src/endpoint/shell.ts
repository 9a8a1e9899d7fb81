// Runs a person's shell command within limits of time and output. It gets a process group of its own, so that what it has
// started and left behind can be ended with it.
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAX_ERROR_BYTES = 4_096;

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
  const said = new ErrorFile();
  return new Promise<string>((resolve) => {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      // A file and no pipe: what is left running (a server that was started) may go on writing when nobody reads.
      stdio: ['ignore', 'ignore', said.handle],
      env: { ...process.env, ...env },
    });
    const timer = setTimeout(() => {
      kill(child.pid);
      resolve(`no end within ${timeoutMs / 1000} s`);
    }, timeoutMs);
    const end = (ended: string): void => {
      clearTimeout(timer);
      resolve(ended);
    };
    child.on('error', (error) => end(`an error (${error.message})`));
    // What it leaves running may hold its streams open, so the end of the command itself counts.
    child.on('exit', (code, signal) => end(signal === null ? `code ${code}` : `signal ${signal}`));
  }).then((ended) => ({ ended, errors: said.taken() }));
}

/** A file that is already gone from its folder. */
class ErrorFile {
  readonly handle: number;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'proton-conformance-'));
    this.handle = openSync(join(folder, 'errors'), 'w+');
    rmSync(folder, { recursive: true });
  }

  /** The last of what is in it. */
  taken(): string {
    const { size } = fstatSync(this.handle);
    const bytes = Buffer.alloc(Math.min(size, MAX_ERROR_BYTES));
    readSync(this.handle, bytes, 0, bytes.length, size - bytes.length);
    closeSync(this.handle);
    return bytes.toString('utf8');
  }
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
