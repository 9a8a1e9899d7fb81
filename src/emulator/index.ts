// The emulator: a Proton endpoint that keeps every documented idempotency promise, with a choice for every point that
// the documentation leaves open. Written from the contract alone, independently of the model that it is checked by.
import type { Dispatcher } from 'undici';
import { createEmulator, type LocalEmulator } from './emulator.ts';
import { InProcessDispatcher } from './http/dispatcher.ts';
import type { Responder } from './http/message.ts';
import { type Listening, listen } from './http/server.ts';
import type { EmulatorOptions } from './options.ts';

export { createEmulator, type LocalEmulator } from './emulator.ts';
export { type Habits, noHabits } from './habits.ts';
export type { WireRequest, WireResponse } from './http/message.ts';
export { listMutants, type MutantEntry } from './mutants/index.ts';
export type { EmulatorOptions, Failures } from './options.ts';
export { emulatorReadings, type Point } from './readings.ts';

/** An emulator that listens on a port. */
export interface Emulator extends LocalEmulator, Listening {}

/**
 * Starts an emulator over HTTP.
 * @param options as for `createEmulator`; `port` (default 0, any free one) and `host` (default 127.0.0.1)
 * @throws Error where the port is taken
 * @example
 * const emulator = await startEmulator({ port: 4566, readings: { 'delete.body': 'metadata' } });
 * // … calls to emulator.url …
 * await emulator.close();
 */
export async function startEmulator(
  options: EmulatorOptions & { port?: number; host?: string } = {},
): Promise<Emulator> {
  const local = createEmulator(options);
  const listening = await listen(local, options.host ?? '127.0.0.1', options.port ?? 0);
  return { ...local, ...listening };
}

/** An undici dispatcher that calls an emulator in process, habits included. */
export function emulatorDispatcher(emulator: Responder): Dispatcher {
  return new InProcessDispatcher(emulator);
}
