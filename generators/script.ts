// Writes the steps of a program with labels, and turns them into the relative references of plain JSON: a reader sees
// which request a step is about, a shrunk program still means something.
import type { Aim, Change, Fault, Input, Lane, Sending, Step } from '../src/program/types.ts';
import { operations, resources } from '../src/specs/index.ts';
import type { Situation } from './situations.ts';

/** A program before it has its place in a run. */
export interface Draft {
  readonly aim: Aim & { readonly situation: Situation };
  readonly steps: readonly Step[];
}

/** How a request is sent. */
export interface Way {
  readonly lane?: Lane;
  readonly fault?: Fault;
}

export interface RetryOptions extends Way {
  /** A label for the retry itself, where later steps are about what it made, or send its changed request again. */
  readonly as?: string;
  readonly change?: Change;
  readonly reordered?: true;
}

export interface DeleteOptions {
  readonly change?: Change;
  readonly fault?: Fault;
}

interface Request {
  readonly label: string;
  readonly operation: string;
}

/** Steps in the making. `of` is always the label of an earlier create or retry; an unknown one throws. */
export class Script {
  readonly steps: Step[] = [];
  readonly #requests: Request[] = [];

  /** A first request of `operation`, known as `label` from here on. */
  create(label: string, operation: string, input: Input, way: Way = {}): this {
    this.steps.push({ do: 'create', operation, input, ...way });
    this.#requests.push({ label, operation });
    return this;
  }

  /** The request `of` once more, as it was or changed. */
  retry(of: string, { as = '', ...options }: RetryOptions = {}): this {
    const operation = this.#request(of).operation;
    this.steps.push({ do: 'retry', of: this.#back(of), ...options });
    this.#requests.push({ label: as, operation });
    return this;
  }

  modify(of: string, operation: string, input: Input = {}, way: Pick<Way, 'fault'> = {}): this {
    this.steps.push({ do: 'modify', of: this.#back(of), operation, input, ...way });
    return this;
  }

  delete(of: string, options: DeleteOptions = {}): this {
    this.steps.push({ do: 'delete', of: this.#back(of), ...options });
    return this;
  }

  /** What `part` adds to the script is sent at the same time. */
  together(part: (script: this) => void): this {
    const steps = this.#sendings(part);
    this.steps.push({ do: 'together', steps });
    return this;
  }

  /** Copies that are on the way arrive. */
  deliver(): this {
    this.steps.push({ do: 'deliver' });
    return this;
  }

  /** Kills the endpoint and starts it again; what `during` adds to the script is under way then. */
  restart(during?: (script: this) => void): this {
    const sent = during === undefined ? {} : { during: this.#sendings(during) };
    this.steps.push({ do: 'restart', ...sent });
    return this;
  }

  /** The same, as soon as what `begin` adds is answered: the work that it has begun is under way then. */
  restartAfter(begin: (script: this) => void): this {
    this.steps.push({ do: 'restart', during: this.#sendings(begin), answered: true });
    return this;
  }

  get(...of: readonly string[]): this {
    for (const label of of) this.steps.push({ do: 'get', of: this.#back(label) });
    return this;
  }

  list(of: string, pageSize?: number): this {
    this.steps.push({ do: 'list', of: this.#back(of), ...paged(pageSize) });
    return this;
  }

  /** What it leaves out says nothing, but what it shows must be there. */
  filtered(of: string, filter: Input): this {
    this.steps.push({ do: 'list', of: this.#back(of), filter });
    return this;
  }

  /** The list as a look for effects, which programs may share; `pageSize` counts where they don't. */
  effects(of: string, pageSize?: number): this {
    this.steps.push({ do: 'list', of: this.#back(of), shared: true, ...paged(pageSize) });
    return this;
  }

  listTags(of: string): this {
    this.steps.push({ do: 'listTags', of: this.#back(of) });
    return this;
  }

  /** Of what is a service; others have no instances, and no step is spent. */
  instances(...of: readonly string[]): this {
    for (const label of of) {
      if (operations[this.#request(label).operation]?.resource === 'service')
        this.steps.push({ do: 'listInstances', of: this.#back(label) });
    }
    return this;
  }

  /** Waits for each that has asynchronous work; of the others nothing can be in progress, and no step is spent. */
  settle(...of: readonly string[]): this {
    for (const label of of) {
      if (isAsynchronous(this.#request(label).operation)) this.steps.push({ do: 'settle', of: this.#back(label) });
    }
    return this;
  }

  /** Waits while `request` is sent at every poll. */
  settleWhile(request: 'create' | 'delete', of: string): this {
    this.steps.push({ do: 'settle', of: this.#back(of), resend: request });
    return this;
  }

  advance(seconds: number): this {
    this.steps.push({ do: 'advance', seconds });
    return this;
  }

  wait(ms: number): this {
    this.steps.push({ do: 'wait', ms });
    return this;
  }

  /** Runs `part` on this script: for steps that several programs share, and for loops. */
  also(part: (script: this) => void): this {
    part(this);
    return this;
  }

  /** The symbol for `member` of what the request `of` made, as the next create or retry would see it. */
  made(of: string, member: string): string {
    return `{{made:${this.#back(of)}.${member}}}`;
  }

  /** The steps as a program that is aimed at `guarantee` of `operation`. */
  aimedAt(guarantee: string, operation: string, situation: Situation, about?: string): Draft {
    return { aim: { guarantee, operation, situation, ...(about === undefined ? {} : { about }) }, steps: this.steps };
  }

  /** The steps that `part` adds, taken out again: labels and references count on as if they came one after another. */
  #sendings(part: (script: this) => void): Sending[] {
    const before = this.steps.length;
    part(this);
    return this.steps.splice(before).map((step) => {
      if (!isSending(step)) throw new Error(`${step.do} is no request that can be sent at the same time as others`);
      return step;
    });
  }

  #request(label: string): Request {
    return this.#requests[this.#position(label)]!;
  }

  #back(label: string): number {
    return this.#requests.length - 1 - this.#position(label);
  }

  #position(label: string): number {
    const position = this.#requests.findLastIndex((request) => request.label === label);
    if (position < 0) throw new Error(`no earlier request has the label ${JSON.stringify(label)}`);
    return position;
  }
}

const isSending = (step: Step): step is Sending =>
  step.do === 'create' || step.do === 'retry' || step.do === 'modify' || step.do === 'delete' || step.do === 'get';

const paged = (pageSize: number | undefined) => (pageSize === undefined ? {} : { pageSize });

/** Whether what the create `operation` makes has unfinished work to wait for. */
export function isAsynchronous(operation: string): boolean {
  const resource = operations[operation]?.resource;
  return resource !== undefined && (resources[resource].status?.passing.length ?? 0) > 0;
}
