// The clock of a process under libfaketime, which reads an offset from a file (FAKETIME_TIMESTAMP_FILE). Moves add up, and
// the file stays as the last one left it: a clock that went back would be one more thing that no endpoint expects.
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../../history/replace-file.ts';
import { type Clock, ClockError } from '../clock.ts';
import { type DateOf, seenMove } from './seen-move.ts';

/** libfaketime keeps what it has read for ten seconds. */
const SEEN_WITHIN_MS = 15_000;
/** Later than this, it was kept. */
const LATE_MS = 1_500;
const MAX_OFFSET_BYTES = 4_096;
const OFFSET = /^([+-]\d+(?:\.\d+)?)([mhdy]?)$/;
const SECONDS = { '': 1, m: 60, h: 3_600, d: 86_400, y: 31_536_000 } as const;

export interface FaketimeOptions {
  readonly file: string;
  readonly dateOf: DateOf;
  /** How long to wait until a move is seen, default 15 000 ms. */
  readonly seenWithinMs?: number;
}

/** @throws ClockError if the file holds something else than an offset, or cannot be written. */
export function faketimeClock({ file: given, dateOf, seenWithinMs = SEEN_WITHIN_MS }: FaketimeOptions): Clock {
  const file = usable(given);
  let offset = offsetIn(file);
  let unseen: ClockError | undefined;
  let latestMs = 0;
  const move = async (seconds: number): Promise<void> => {
    try {
      replaceFile(file, written(offset + seconds));
      offset += seconds;
    } catch (error) {
      throw new ClockError(`${file} cannot be written (${codeOf(error)}): ${WITHIN_A_FOLDER}`);
    }
  };
  return {
    mode: 'faketime',
    advance: async (seconds) => {
      if (unseen !== undefined) throw unseen;
      const seen = await seenMove(dateOf, seconds, seenWithinMs, () => move(seconds));
      if (seen.kind === 'seen') latestMs = Math.max(latestMs, seen.afterMs);
      else {
        unseen = new ClockError(seen.kind === 'unseen' ? unseenIn(file) : UNTOLD);
        throw unseen;
      }
    },
    get notes() {
      return latestMs <= LATE_MS ? [] : [seenLate(latestMs)];
    },
  };
}

const WITHIN_A_FOLDER = 'its folder must be one that can be written, as the file is replaced as a whole';
const UNTOLD = 'answers of the endpoint have no Date header, so it cannot be told whether the move was seen';
const unseenIn = (file: string): string =>
  `the Date header of the endpoint does not show the offset in ${file}: its process needs libfaketime with FAKETIME_TIMESTAMP_FILE on that file (in a container, mount the folder and not the file)`;
const seenLate = (ms: number): string =>
  `the endpoint saw moves of its clock up to ${Math.ceil(ms / 1000)} s late: start it with FAKETIME_NO_CACHE=1, and with FAKETIME_DONT_FAKE_MONOTONIC=1 so that its timers do not leap`;

/** The file itself, where it is named by a link. */
function usable(given: string): string {
  try {
    const file = exists(given) ? realpathSync(given) : given;
    if (exists(file) && !statSync(file).isFile()) throw new ClockError(`${given} is no file`);
    accessSync(dirname(file), constants.W_OK);
    return file;
  } catch (error) {
    if (error instanceof ClockError) throw error;
    throw new ClockError(`${given} cannot be written (${codeOf(error)}): ${WITHIN_A_FOLDER}`);
  }
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

function offsetIn(file: string): number {
  if (!exists(file)) return 0;
  if (statSync(file).size > MAX_OFFSET_BYTES) throw new ClockError(notOffset(file));
  const text = readFileSync(file, 'utf8').trim();
  if (text === '') return 0;
  const [, number, unit] = OFFSET.exec(text) ?? [];
  if (number === undefined) throw new ClockError(notOffset(file));
  return Number(number) * SECONDS[unit as keyof typeof SECONDS];
}

const notOffset = (file: string): string => `${file} holds no offset of libfaketime such as +0; write one into it`;

const written = (seconds: number): string => `${seconds < 0 ? '' : '+'}${seconds}\n`;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
