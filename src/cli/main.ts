#!/usr/bin/env node
// The process around the commands: signals, broken pipes, exit codes. A person's mistake never shows a stack; a defect of
// our own does, as it is of use to whoever mends it.
import { runCli } from './cli.ts';

/** Under `npm start` one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const oneInterruptMs = 500;

const interrupt = new AbortController();
let interruptedAt = 0;
/** Exit code of a second interrupt. */
let cutShort = 3;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (interrupt.signal.aborted && performance.now() - interruptedAt > oneInterruptMs) process.exit(cutShort);
    interruptedAt ||= performance.now();
    interrupt.abort();
  });

// Whoever reads our output may have seen enough (`| head`): the run still ends in order and writes its report.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 3;
  });

process.exitCode = await runCli(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  interrupted: interrupt.signal,
  violated: () => {
    cutShort = 1;
  },
});
