// What the commands touch of the process, so that tests can run them in theirs.

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal; takes NO_COLOR and TERM into account. */
  hasColors?(): boolean;
}

export interface Io {
  readonly out: Output;
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly interrupted: AbortSignal;
  /** A violation was seen: whatever keeps the command from its end now, it is exit 1. */
  violated?(): void;
}

export const inColour = (output: Output): boolean => output.isTTY === true && output.hasColors?.() === true;
