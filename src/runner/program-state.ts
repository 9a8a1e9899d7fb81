// What one program knows while it runs: what each of its create and retry steps sent and made, and what its symbols
// stand for.

import { lacksToken } from '../endpoint/sdk-can-send.ts';
import { memberAt, position } from '../program/facts.ts';
import { type Meaning, resolve } from '../program/resolve.ts';
import type { Input, Json, Lane, Step } from '../program/types.ts';
import { operations, type ResourceType } from '../specs/index.ts';
import type { Detail, Outcome } from '../wire/types.ts';
import { Belongings } from './belongings.ts';
import type { Journal } from './journal.ts';
import { isOurs, keysFrom, type Target, targetOf } from './ours.ts';
import type { RunState } from './state.ts';

/** The SDK costs several times what a raw call does: so few of the calls show what it sends, too. */
const SDK_ONE_IN = 3;
/** Of this many retries one goes over a connection of its own. */
const FRESH_ONE_IN = 4;

/** A create or retry step, as far as it has come. */
export interface Request {
  readonly operation: string;
  readonly resource: ResourceType | undefined;
  /** Concrete; undefined: never sent, as what it refers to was not made. */
  readonly input: Input | undefined;
  /** The request that this is a retry of. */
  readonly base: Request | undefined;
  /** The resource in its latest successful answer. */
  shown?: Detail;
  /** It may have made something though no answer shows it. */
  unseen?: true;
  /** The status last seen. */
  status?: string;
  /** Its latest call. */
  call?: number;
  /** Asynchronous creation under way since then, as far as nothing else was done to it. */
  creatingSince?: number | undefined;
}

export type FixtureMember = (name: string, member: string | undefined) => Json | undefined;

export class ProgramState {
  readonly run: RunState;
  readonly journal: Journal;
  /** Decides lanes, so that they differ between programs. */
  readonly index: number;
  readonly requests: Request[] = [];
  readonly belongings = new Belongings();
  /** A connection may have been made that no answer shows; only a list would. */
  unseenConnection = false;
  /** The kinds of which it has deleted something. */
  readonly deleted = new Set<ResourceType>();
  readonly #fixture: FixtureMember;

  constructor(run: RunState, journal: Journal, index: number, fixture: FixtureMember) {
    this.run = run;
    this.journal = journal;
    this.index = index;
    this.#fixture = fixture;
  }

  get namespace(): string {
    return this.journal.header.namespace;
  }

  /** The request that `back` means; undefined if there is none yet. */
  request(back: number): Request | undefined {
    return this.requests.length === 0 ? undefined : this.requests[position(back, this.requests.length)];
  }

  /** Symbols replaced; undefined if one stands for nothing. */
  concrete<T extends Json>(value: T): T | undefined {
    const meaning: Meaning = {
      namespace: this.namespace,
      ...(this.run.account === undefined ? {} : { account: this.run.account }),
      fixture: this.#fixture,
      made: (back, path) => {
        const request = this.request(back);
        return request && memberAt(made(request), path);
      },
    };
    return resolve(value, meaning);
  }

  /** The key members of a request of `operation` about what `request` made; undefined if it made nothing. */
  keys(operation: string, request: Request): Input | undefined {
    const detail = made(request);
    return detail === undefined ? undefined : keysFrom(operation, detail);
  }

  /** As `keys`, for requests that change something: undefined too if it is not this program's own. */
  ownKeys(operation: string, request: Request): Input | undefined {
    const detail = made(request);
    const { resource } = request;
    if (detail === undefined || resource === undefined || !isOurs(resource, detail, this.namespace)) return undefined;
    return keysFrom(operation, detail);
  }

  /** Takes note of what an answer to a create or retry shows, or hides. */
  noteMade(request: Request, outcome: Outcome, call: number, open: boolean): void {
    request.call = call;
    const { resource, input } = request;
    const detail = outcome.kind === 'success' ? outcome.detail : undefined;
    if (detail !== undefined) request.shown = detail;
    else if (outcome.kind === 'success' || outcome.kind === 'malformed' || open) request.unseen = true;
    if (resource === undefined || input === undefined) return;
    if (detail !== undefined) this.own(targetOf(resource, detail, this.run.prefix));
    if (request.unseen) this.mayOwn(resource, input);
  }

  /** Before a request that may make something: even if the run is cut off here, it will be looked for. */
  mayOwn(resource: ResourceType, input: Input): void {
    this.own(targetOf(resource, input, this.run.prefix));
    if (resource === 'environmentAccountConnection') this.unseenConnection = true;
  }

  own(target: Target | undefined): void {
    if (target === undefined) return;
    this.belongings.add(target);
    this.run.belongings.add(target);
  }

  disown(target: Target): void {
    this.belongings.forget(target);
    this.run.belongings.forget(target);
  }

  /**
   * Lanes alternate by step, from another start in each program; `nth` counts the calls of one step. What the SDK would
   * change goes raw.
   */
  lane(operation: string, input: Input, step: number, nth = 0): Lane {
    if (lacksToken(operation, input)) return 'raw';
    return (this.index + step + nth) % SDK_ONE_IN === 0 ? 'sdk' : 'raw';
  }

  fresh(step: number, kind: Step['do']): boolean {
    return kind === 'retry' && (this.index + step) % FRESH_ONE_IN === 0;
  }
}

/** What a request made: shown by its own latest answer, else by that of the request it repeats, else what it asked for. */
export function made(request: Request): Detail | undefined {
  return shownBy(request) ?? (request.unseen ? request.input : undefined);
}

const shownBy = (request: Request): Detail | undefined => request.shown ?? (request.base && shownBy(request.base));

/** Whether deleting it is over with the answer. */
export const deletesAtOnce = (deleteOperation: string): boolean => operations[deleteOperation]?.family === 'delete';
