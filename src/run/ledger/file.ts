// The ledger on disk (specs/schemas/ledger.schema.json). It is held by one run at a time, and written as a whole at every
// change, so that a run that is killed leaves it as it was before or after.
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { lock } from 'proper-lockfile';
import { replaceFile } from '../../history/replace-file.ts';
import type { Paused } from '../../runner/paused.ts';
import { checkBy } from '../../specs/check.ts';
import { printable } from '../../wire/printable.ts';
import { faultOf } from './entry.ts';

/** A run that has not said for so long that it holds the ledger is dead. */
const DEAD_AFTER_MS = 10_000;
const ALIVE_EVERY_MS = 2_000;
const PAUSE_MS = 500;
const MAX_LEDGER_BYTES = 64 * 1024 * 1024;

/** The ledger cannot serve: it is another one's, in use, or unreadable. The message is for a person. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

export interface Owner {
  readonly endpoint: string;
  readonly region: string;
  readonly account?: string;
}

/** A program that waits in the ledger. */
export interface Entry extends Paused {
  /** ISO 8601. */
  readonly dueAt: string;
  /** A run had begun to go on with it and was cut off. */
  readonly taken?: true;
}

interface Head extends Owner {
  readonly event: 'ledger';
  readonly schemaVersion: 1;
  readonly tool: 'proton-conformance';
}

type Line = Head | ({ readonly event: 'left' } & Entry);

export class Ledger {
  readonly file: string;
  readonly #release: () => Promise<void>;
  readonly #lost: { because?: string };
  #owner: Owner;
  #entries: readonly Entry[];

  private constructor(file: string, owner: Owner, entries: readonly Entry[], held: Held) {
    this.file = file;
    this.#owner = owner;
    this.#entries = entries;
    this.#release = held.release;
    this.#lost = held.lost;
  }

  /**
   * Takes the ledger, a new one where there is no file.
   * @param waitMs how long another run is waited for; the default outlasts one that was killed
   * @throws LedgerError if another run has it, or it is of another endpoint or region, or no ledger
   */
  static async open(given: string, owner: Owner, waitMs = DEAD_AFTER_MS + ALIVE_EVERY_MS): Promise<Ledger> {
    const file = resolve(given);
    mustBeWritable(file);
    const held = await hold(file, waitMs);
    try {
      const { head, entries } = read(file);
      if (head !== undefined) mustBeOf(file, head, owner);
      return new Ledger(file, head ?? owner, entries, held);
    } catch (error) {
      await held.release();
      throw error;
    }
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The account that answers now. @throws LedgerError if the ledger is of another one */
  claim(account: string | undefined): void {
    const { account: before } = this.#owner;
    if (before !== undefined && account !== undefined && before !== account)
      throw new LedgerError(
        `${this.file} is the ledger of account ${before}, and these credentials are of ${account}; give another file`,
      );
    if (account !== undefined) this.#owner = { ...this.#owner, account };
  }

  /** Puts `now` in the place of `before`; either may be missing. @throws LedgerError if it cannot be written */
  replace(before: Entry | undefined, now: Entry | undefined): void {
    const others = this.#entries.filter((one) => one !== before);
    const entries = now === undefined ? others : [...others, now];
    if (this.#lost.because !== undefined) throw new LedgerError(`${this.file}: ${this.#lost.because}`);
    try {
      replaceFile(this.file, text(this.#owner, entries));
    } catch (error) {
      throw new LedgerError(`${this.file} cannot be written (${codeOf(error)})`);
    }
    this.#entries = entries;
  }

  async close(): Promise<void> {
    await this.#release().catch(() => undefined);
  }
}

interface Held {
  release(): Promise<void>;
  readonly lost: { because?: string };
}

async function hold(file: string, waitMs: number): Promise<Held> {
  const lost: Held['lost'] = {};
  try {
    const release = await lock(file, {
      realpath: false,
      stale: DEAD_AFTER_MS,
      update: ALIVE_EVERY_MS,
      retries: { retries: Math.ceil(waitMs / PAUSE_MS), factor: 1, minTimeout: PAUSE_MS, maxTimeout: PAUSE_MS },
      onCompromised: () => {
        lost.because = 'another run has taken the ledger, as this one did nothing for long';
      },
    });
    return { release, lost };
  } catch (error) {
    throw new LedgerError(
      codeOf(error) === 'ELOCKED'
        ? `${file} is in use by another run; wait for its end, or give another file`
        : `${file} cannot be locked (${codeOf(error)})`,
    );
  }
}

function mustBeWritable(file: string): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && (!found.isFile() || found.size > MAX_LEDGER_BYTES))
      throw new LedgerError(`${file} is no ledger of proton-conformance; give another file`);
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw new LedgerError(`${file} cannot be written (${codeOf(error)}); its folder must be one that can be written`);
  }
}

function mustBeOf(file: string, head: Owner, { endpoint, region }: Owner): void {
  if (head.endpoint === endpoint && head.region === region) return;
  throw new LedgerError(
    `${file} is the ledger of ${head.endpoint} in ${head.region}, and this run is about ${endpoint} in ${region}; give another file`,
  );
}

/** A torn last line is passed over: whoever copied or wrote the file was cut off. */
function read(file: string): { head?: Head; entries: Entry[] } {
  const content = statSync(file, { throwIfNoEntry: false }) === undefined ? '' : readFileSync(file, 'utf8');
  const texts = content.split('\n').flatMap((text, at) => (text.trim() === '' ? [] : [{ text, line: at + 1 }]));
  const values = texts.map(({ text, line }) => ({ line, value: json(text) }));
  if (values.at(-1)?.value === undefined) values.pop();
  let head: Head | undefined;
  const entries: Entry[] = [];
  for (const { line, value } of values) {
    const isLine = lineCheck();
    if (!isLine(value) || (head === undefined) !== (value.event === 'ledger'))
      throw new LedgerError(`${file} is no ledger of proton-conformance (line ${line}); give another file`);
    if (value.event === 'ledger') {
      head = value;
      continue;
    }
    const { event: _, ...entry } = value;
    const fault = faultOf(entry);
    if (fault !== undefined)
      throw new LedgerError(`${file}, line ${line}: ${printable(fault)}; mend the line or remove it`);
    entries.push(entry);
  }
  return head === undefined ? { entries } : { head, entries };
}

const lineCheck = checkBy<Line>('ledger.schema.json', ['history.schema.json', 'program.schema.json']);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function text({ endpoint, region, account }: Owner, entries: readonly Entry[]): string {
  const head: Head = {
    event: 'ledger',
    schemaVersion: 1,
    tool: 'proton-conformance',
    endpoint,
    region,
    ...(account === undefined ? {} : { account }),
  };
  const lines: Line[] = [head, ...entries.map((entry) => ({ event: 'left' as const, ...entry }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
