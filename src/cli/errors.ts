// The two ways in which a command can end without having done its work. Each has one line for the person, which says
// what is wrong and how to mend it, and an exit code of the contract; neither shows a stack.

/** The command line, the environment or an input file is wrong: exit 2, nothing was started. */
export class UsageError extends Error {
  readonly exitCode = 2;
}

/** The endpoint (or the disk) keeps the run from its work: exit 3. */
export class InconclusiveError extends Error {
  readonly exitCode = 3;
}
