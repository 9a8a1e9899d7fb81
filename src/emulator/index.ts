// The emulator: a Proton endpoint that keeps every documented idempotency promise, with a choice for every point that
// the documentation leaves open. Written from the contract alone, independently of the model that it is checked by.
import type { Dispatcher } from 'undici';
import { openDisk } from './disk/disk.ts';
import { createEmulator, type LocalEmulator } from './emulator.ts';
import { InProcessDispatcher } from './http/dispatcher.ts';
import type { Responder } from './http/message.ts';
import { type Listening, listen } from './http/server.ts';
import type { EmulatorOptions } from './options.ts';

export { StateDirError } from './disk/disk.ts';
export { createEmulator, type LocalEmulator } from './emulator.ts';
export { type Habits, noHabits } from './habits.ts';
export type { Responder, WireRequest, WireResponse } from './http/message.ts';
export { listMutants, type MutantEntry } from './mutants/index.ts';
export type { EmulatorOptions, Failures } from './options.ts';
export { emulatorReadings, type Point } from './readings.ts';

/** An emulator that listens on a port. */
export interface Emulator extends LocalEmulator, Listening {}

export interface ServedOptions extends EmulatorOptions {
  /** Default 0: any free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /**
   * A folder that keeps all its state, the moved clock too: what was answered outlives the process, however it ends.
   * Made where it is not there. Default: nothing is kept.
   */
  stateDir?: string;
}

/**
 * Starts an emulator over HTTP.
 * @throws Error where the port is taken; StateDirError where the state's folder is in use, unreadable or something else
 * @example
 * const emulator = await startEmulator({ port: 4566, readings: { 'delete.body': 'metadata' } });
 * // … calls to emulator.url …
 * await emulator.close();
 */
export async function startEmulator(options: ServedOptions = {}): Promise<Emulator> {
  const disk = options.stateDir === undefined ? undefined : await openDisk(options.stateDir);
  try {
    const local = createEmulator(options, disk);
    const listening = await listen(local, options.host ?? '127.0.0.1', options.port ?? 0);
    const close = async () => {
      await listening.close();
      await disk?.close();
    };
    return { ...local, ...listening, close };
  } catch (error) {
    await disk?.close();
    throw error;
  }
}

/** An undici dispatcher that calls an emulator in process, habits included. */
export function emulatorDispatcher(emulator: Responder): Dispatcher {
  return new InProcessDispatcher(emulator);
}
