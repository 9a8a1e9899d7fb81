#!/usr/bin/env node
// The process around the commands: signals, broken pipes, exit codes. A person's mistake never shows a stack; a defect of
// our own does, as it is of use to whoever mends it.

/** Under `npm start` one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const oneInterruptMs = 500;

const interrupt = new AbortController();
let interruptedAt = 0;
/** Exit code of an end before the command's own. */
let cutShort = 3;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (interrupt.signal.aborted && performance.now() - interruptedAt > oneInterruptMs) process.exit(cutShort);
    interruptedAt ||= performance.now();
    interrupt.abort();
  });

// Node's own exit code for a defect is that of a violation.
process.on('uncaughtException', (error) => {
  process.stderr.write(`proton-conformance: a defect of this tool: ${error.stack ?? String(error)}\n`);
  process.exit(cutShort);
});

// Whoever reads our output may have seen enough (`| head`): the run still ends in order and writes its report. What cannot
// be written for another reason may be the only word of it; a violation is told by the exit code even then.
let outputLost = false;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    outputLost = true;
    if (process.exitCode === 0) process.exitCode = 3;
  });

// After all that, as loading takes long enough to be interrupted.
const { runCli } = await import('./cli.ts');
const code = await runCli(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  interrupted: interrupt.signal,
  violated: () => {
    cutShort = 1;
  },
});
process.exitCode = code === 0 && outputLost ? 3 : code;
