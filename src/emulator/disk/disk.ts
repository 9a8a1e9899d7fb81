// A folder that keeps the emulator's state (LevelDB): what has changed is written and flushed before an answer goes out.
// Writes that come while one is on its way go together, so that many requests share one flush.
import { mkdirSync, readdirSync, realpathSync } from 'node:fs';
import type { ClassicLevel } from 'classic-level';
import type { State } from '../core/state.ts';
import { type Change, stateFrom } from './records.ts';

/** What a folder is known by, beside its records. */
const formatKey = 'format';
const format = 'proton-conformance emulator 1';
/** What LevelDB itself puts into a folder. */
const own = /^(CURRENT|LOCK|LOG(\.old)?|MANIFEST-\d+|\d+\.(log|ldb|sst|dbtmp))$/;

export interface Disk {
  /** As it was written down last; undefined where the folder is new. */
  readonly kept: { state: State; clockOffsetMs: number } | undefined;
  /** Resolves once these and all earlier changes are on disk. @throws Error where they can't be written, from then on always */
  save(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/** The folder can't be used; the message says why. */
export class StateDirError extends Error {}

/** LevelDB keeps other processes out; within one, opening a folder twice would let them in. */
const inUse = new Set<string>();

/**
 * Opens the folder, and makes it where it isn't there.
 * @throws StateDirError where it is in use, can't be read, or holds something else
 */
export async function openDisk(dir: string): Promise<Disk> {
  const folder = folderAt(dir);
  if (inUse.has(folder)) throw new StateDirError(`${dir} is in use by another emulator`);
  inUse.add(folder);
  try {
    const { ClassicLevel } = await import('classic-level');
    const level = new ClassicLevel<string, string>(folder, { keyEncoding: 'utf8', valueEncoding: 'utf8' });
    await level.open();
    const kept = await read(level, dir).catch(async (error: unknown) => {
      await level.close();
      throw error;
    });
    return new LevelDisk(level, folder, kept);
  } catch (error) {
    inUse.delete(folder);
    throw error instanceof StateDirError ? error : new StateDirError(reason(dir, error), { cause: error });
  }
}

function folderAt(dir: string): string {
  try {
    mkdirSync(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StateDirError(`${dir} can't be made: the folder that it would be in is not there`);
    if (code !== 'EEXIST') throw new StateDirError(reason(dir, error));
  }
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StateDirError(code === 'ENOTDIR' ? `${dir} is not a folder` : reason(dir, error));
  }
  const foreign = names.find((name) => !own.test(name));
  if (foreign !== undefined) throw new StateDirError(`${dir} is no emulator's state: there is ${foreign} in it`);
  return realpathSync(dir);
}

async function read(level: ClassicLevel<string, string>, dir: string): Promise<Disk['kept']> {
  const records = await level.iterator().all();
  if (records.length === 0) {
    await level.put(formatKey, format, { sync: true });
    return undefined;
  }
  const known = records.find(([key]) => key === formatKey)?.[1];
  if (known === undefined) throw new StateDirError(`${dir} is no emulator's state: it belongs to another program`);
  if (known !== format) throw new StateDirError(`${dir} was written by another version: it is "${known}"`);
  const rest = records.filter(([key]) => key !== formatKey);
  return rest.length === 0 ? undefined : stateFrom(rest);
}

function reason(dir: string, error: unknown): string {
  const { code, message, cause } = error as NodeJS.ErrnoException;
  const inner = cause as NodeJS.ErrnoException | undefined;
  if (inner?.code === 'LEVEL_LOCKED') return `${dir} is in use by another emulator`;
  return `${dir} can't be read: ${inner?.message ?? code ?? message}`;
}

class LevelDisk implements Disk {
  readonly kept: Disk['kept'];
  readonly #level: ClassicLevel<string, string>;
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #waiting: Change[] = [];

  constructor(level: ClassicLevel<string, string>, folder: string, kept: Disk['kept']) {
    this.#level = level;
    this.#folder = folder;
    this.kept = kept;
  }

  save(changes: readonly Change[]): Promise<void> {
    this.#waiting.push(...changes);
    if (this.#waiting.length === 0) return this.#writing;
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      this.#writing = this.#write();
      return this.#writing;
    });
    return this.#next;
  }

  async close(): Promise<void> {
    await this.save([]).catch(() => {});
    await this.#level.close();
    inUse.delete(this.#folder);
  }

  async #write(): Promise<void> {
    const changes = this.#waiting;
    this.#waiting = [];
    await this.#level.batch(
      changes.map(([key, value]) => (value === undefined ? { type: 'del', key } : { type: 'put', key, value })),
      { sync: true },
    );
  }
}
