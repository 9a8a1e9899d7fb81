// Histories as JSON Lines, one event a line, one history after another in a file; each begins with its header.

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { HistoryEvent } from './types.ts';

/** The lines of one history, the last one ended too. */
export const formatHistory = (events: readonly HistoryEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

export interface HistoryWriter {
  /** Adds a whole history; resolves when the file system has taken it, rejects with its error (disk full). */
  write(events: readonly HistoryEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens `file` for writing; what was in it is gone. Rejects if it cannot be opened. */
export async function openHistoryWriter(file: string): Promise<HistoryWriter> {
  const stream = createWriteStream(file, { encoding: 'utf8' });
  await once(stream, 'open');
  // Each write reports its own failure; without a listener the stream's error would end the process.
  stream.on('error', () => undefined);
  return {
    write: (events) => writeTo(stream, formatHistory(events)),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}

function writeTo(stream: WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
