// Reads stored histories. A torn last line (the writer was cut off) is passed over and told; anything else that is wrong
// is an error that names the line, as a verdict on half-read evidence is worth nothing.
import { readFileSync } from 'node:fs';
import { operations } from '../specs/index.ts';
import { validatorOf } from './schema.ts';
import type { Header, HistoryEvent } from './types.ts';

const SCHEMA_VERSION = 1;

export type History = readonly [Header, ...HistoryEvent[]];

export interface StoredHistories {
  readonly histories: readonly History[];
  /** The last line was cut off in the middle; what stands before it is there. */
  readonly torn: boolean;
}

/** The file is not a history, or of a version that this suite cannot read. The message is for a person. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** @throws HistoryError; the file system's errors pass through. */
export const readHistories = (file: string): StoredHistories => parseHistories(readFileSync(file, 'utf8'), file);

/**
 * The histories in `text`, in order; `name` is for messages.
 * @throws HistoryError if a line but the last is no JSON, no event, or of another schema version.
 */
export function parseHistories(text: string, name = 'history'): StoredHistories {
  const validate = validatorOf();
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const histories: [Header, ...HistoryEvent[]][] = [];
  const take = (line: string, number: number): boolean => {
    const event = parseLine(line);
    if (event === undefined) return false;
    const at = `${name}, line ${number}`;
    if (event.event === 'header') {
      if (event.schemaVersion !== SCHEMA_VERSION) {
        throw new HistoryError(
          `${at}: schema version ${String(event.schemaVersion)}; this version of the suite reads ${SCHEMA_VERSION}`,
        );
      }
    } else if (histories.length === 0) throw new HistoryError(`${at}: a history begins with its header`);
    const fault = validate(event) ?? unknownOperation(event);
    if (fault !== undefined) throw new HistoryError(`${at}: ${fault}`);
    if (event.event === 'header') histories.push([event]);
    else histories.at(-1)!.push(event);
    return true;
  };
  lines.forEach((line, index) => {
    if (line.trim() !== '' && !take(line, index + 1))
      throw new HistoryError(`${name}, line ${index + 1}: not an event of a history`);
  });
  const torn = last.trim() !== '' && !take(last, lines.length + 1);
  return { histories, torn };
}

/** A later version of the suite may know more of them; without its model of one nothing could be said. */
const unknownOperation = (event: HistoryEvent): string | undefined =>
  event.event === 'invoke' && !Object.hasOwn(operations, event.operation)
    ? `there is no operation ${JSON.stringify(event.operation)}`
    : undefined;

function parseLine(line: string): HistoryEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'event' in value ? (value as HistoryEvent) : undefined;
  } catch {
    return undefined;
  }
}
