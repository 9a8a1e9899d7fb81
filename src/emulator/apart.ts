// An emulator in a thread of its own: whoever calls it has the other processor for himself.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startEmulator } from './index.ts';
import type { EmulatorOptions } from './options.ts';

export interface EmulatorApart {
  readonly url: string;
  /** As that of `Emulator`. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Run from the source, as in tests, there is no JavaScript yet that a thread could load. */
const isBuilt = import.meta.url.endsWith('.js');

/**
 * Starts an emulator over HTTP, on a free port.
 * @throws RangeError for a mutant that isn't known
 */
export async function startEmulatorApart(options: Pick<EmulatorOptions, 'region' | 'mutant'>): Promise<EmulatorApart> {
  if (!isBuilt) {
    const { url, restart, close } = await startEmulator(options);
    return { url, restart: async () => restart(), close };
  }
  const thread = new Worker(new URL('./thread.js', import.meta.url), { workerData: options });
  const said = async (): Promise<unknown> => (await once(thread, 'message'))[0];
  return {
    url: String(await said()),
    restart: async () => {
      thread.postMessage('restart');
      await said();
    },
    close: async () => {
      await thread.terminate();
    },
  };
}
