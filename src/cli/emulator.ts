// `emulator`: the reference endpoint on a port, for a person's own tests.
import { type Command, InvalidArgumentError } from 'commander';
import { emulatorReadings, listMutants, type Point, StateDirError, startEmulator } from '../emulator/index.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { mutantsAsText, mutantsLike } from './mutant-list.ts';
import { integer, nonEmpty, once } from './parsers.ts';

interface EmulatorArguments {
  readonly port: number;
  readonly host: string;
  readonly asyncMs?: number;
  readonly reading?: Partial<Record<Point, string>>;
  readonly state?: string;
  readonly mutant?: string;
  readonly listMutants?: true;
  readonly json?: true;
}

export const addEmulator = (program: Command, io: Io): void => {
  program
    .command('emulator')
    .description('start the emulator; it runs until it is interrupted')
    .option('--port <n>', 'port to listen on, 0 for any free one', once(integer(0, 65_535)), 8297)
    .option('--host <host>', 'address to listen on', once(nonEmpty), '127.0.0.1')
    .option(
      '--async-ms <n>',
      'how long asynchronous work takes, in milliseconds (default: 60)',
      once(integer(0, 86_400_000)),
    )
    .option(
      '--reading <point=value...>',
      'the reading of a silent point (the command `guarantees` lists them)',
      reading,
    )
    .option('--state <dir>', 'keep all state in this folder: what was answered outlives the process', once(nonEmpty))
    .option('--mutant <name>', 'break one guarantee on purpose, to see what a run tells of it', once(mutant))
    .option('--list-mutants', 'list the mutants that there are instead of starting')
    .option('--json', 'with --list-mutants: as JSON')
    .action((options: EmulatorArguments) => (options.listMutants ? list(options, io) : emulate(options, io)));
};

const reading = (text: string, earlier: Partial<Record<Point, string>> = {}): Partial<Record<Point, string>> => {
  const at = text.indexOf('=');
  const [point, value] = [text.slice(0, at) as Point, text.slice(at + 1)];
  const offered = emulatorReadings[point];
  if (at === -1 || offered === undefined)
    throw new InvalidArgumentError('Give POINT=VALUE with a silent point that the command guarantees lists.');
  if (!offered.readings.includes(value))
    throw new InvalidArgumentError(`It can be read as ${offered.readings.join(' | ')}.`);
  if (earlier[point] !== undefined && earlier[point] !== value)
    throw new InvalidArgumentError(`${point} is given two readings; give one.`);
  return { ...earlier, [point]: value };
};

/** The name of a mutant. */
export const mutant = (text: string): string => {
  if (listMutants().some(({ name }) => name === text)) return text;
  const like = mutantsLike(text);
  const meant = like.length === 0 ? '' : `Did you mean ${like.join(' or ')}? `;
  throw new InvalidArgumentError(`${meant}\`emulator --list-mutants\` lists all.`);
};

const list = ({ json }: EmulatorArguments, io: Io): void => {
  io.out.write(json ? `${JSON.stringify(listMutants(), null, 2)}\n` : mutantsAsText());
};

const emulate = async (
  { port, host, asyncMs, reading: readings, state, mutant: broken }: EmulatorArguments,
  io: Io,
): Promise<void> => {
  const emulator = await startEmulator({
    port,
    host,
    ...(asyncMs === undefined ? {} : { asyncMs }),
    ...(readings === undefined ? {} : { readings }),
    ...(state === undefined ? {} : { stateDir: state }),
    ...(broken === undefined ? {} : { mutant: broken }),
  }).catch((error: Error) => {
    throw error instanceof StateDirError
      ? new UsageError(`${error.message}; give --state another folder`)
      : cannotListen(error, host, port);
  });
  io.out.write(`listening ${emulator.url}\n`);
  await new Promise<void>((resolve) => {
    if (io.interrupted.aborted) resolve();
    io.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await emulator.close();
};

const cannotListen = (error: Error, host: string, port: number): Error => {
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (code === 'EADDRINUSE')
    return new UsageError(`port ${port} is taken; give --port another one, or 0 for any free one`);
  if (code === 'EACCES') return new UsageError(`port ${port} may not be used by this user; give --port one above 1023`);
  if (/^(EADDRNOTAVAIL|ENOTFOUND|EAI_|EINVAL)/.test(code))
    return new UsageError(`${host} is no address of this machine; give --host another one, such as 127.0.0.1`);
  return error;
};
