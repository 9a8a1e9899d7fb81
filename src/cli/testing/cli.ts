// The command line in this process, for tests.
import { runCli } from '../cli.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const cli = async (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> => {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    env,
    interrupted: new AbortController().signal,
  });
  return { code, out, err };
};
