// From a program and what happened to the actions of an export: each step becomes the requests that it sent, with its
// references to what earlier steps made turned into placeholders of live answers. Follows the runner's rules.
import { changedIfPossible } from '../program/change.ts';
import { memberAt, position, type SingleStep } from '../program/facts.ts';
import { type Meaning, resolve } from '../program/resolve.ts';
import type { Input, Json, Sending, Step } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import { type Action, type Call, callsIn, type Request } from './types.ts';
import { placeholder, reversed } from './values.ts';

/** A create or retry step. */
interface Sent {
  readonly operation: string;
  readonly input: Input | undefined;
  readonly base: Sent | undefined;
  /** The answer that shows what it made. */
  shown?: number;
  /** It may have made something though no answer shows it. */
  unseen?: true;
}

/** Where a request stands in the program. */
export interface At {
  readonly step: number;
  readonly part?: number;
}

export interface WalkOptions {
  /** What names begin with. */
  readonly namespace: string;
  readonly account: string;
  readonly fixture: Meaning['fixture'];
  /** The number of the first answer. */
  readonly firstAnswer: number;
  /** What the request of a step came to; `passed over`: it sent none. */
  readonly happened: (at: At, operation: string | undefined) => 'shown' | 'unseen' | 'refused' | 'passed over';
  readonly words: readonly string[];
  /** Whether the copies that are still on the way arrive after the last step. */
  readonly atEnd?: boolean;
}

export interface Walked {
  readonly actions: readonly Action[];
  /** A step that no client of its own can send so. */
  readonly unsaid?: string;
  readonly nextAnswer: number;
  /** A member of what the last create made, as a placeholder. */
  readonly made: (member: string) => Json | undefined;
}

/** The actions of `steps`. */
export const walk = (steps: readonly Step[], options: WalkOptions): Walked => {
  const walker = new Walker(options);
  const taken = steps.flatMap((step, index) => walker.take(step, index));
  const actions = options.atEnd ? [...taken, ...walker.arrive(steps.length)] : taken;
  const { unsaid } = walker;
  return {
    actions,
    nextAnswer: walker.answers,
    made: (member) => walker.latest(member),
    ...(unsaid === undefined ? {} : { unsaid }),
  };
};

class Walker {
  answers: number;
  unsaid: string | undefined;
  readonly #copies: Call[] = [];
  readonly #sent: Sent[] = [];
  readonly #options: WalkOptions;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.answers = options.firstAnswer;
  }

  latest(member: string): Json | undefined {
    const last = this.#sent.at(-1);
    return last && this.#made(last, member);
  }

  take(step: Step, index: number): Action[] {
    switch (step.do) {
      case 'together':
        return [{ do: 'together', calls: this.#held(step.steps, index), ...this.#words(index) }];
      case 'restart':
        return step.answered
          ? [...this.#answered(step.during ?? [], index), { do: 'restart', calls: [] }]
          : [{ do: 'restart', calls: this.#held(step.during ?? [], index), ...this.#words(index) }];
      case 'deliver':
        return this.arrive(index);
      default:
        return this.#onItsWay(step, this.#single(step, { step: index }));
    }
  }

  /** The copies that are on the way, each as a request of its own. */
  arrive(index: number): Action[] {
    return this.#copies
      .splice(0)
      .map((call, nth) => ({ ...call, step: index, answer: this.answers++, ...(nth === 0 ? this.#words(index) : {}) }));
  }

  /** What is sent at the same time; what nobody waits for is sent so too. */
  #held(steps: readonly Sending[], index: number): Call[] {
    return steps.flatMap((step, part) =>
      this.#onItsWay(step, this.#single(step, { step: index, part })).flatMap((action) => callsIn(action)),
    );
  }

  /** The same, and all of it answered. */
  #answered(steps: readonly Sending[], index: number): Action[] {
    const calls = this.#held(steps, index);
    return calls.length === 0 ? [] : [{ do: 'together', calls, ...this.#words(index) }];
  }

  /** An action with what goes wrong with its request, as far as a client can bring that about. */
  #onItsWay(step: SingleStep, action: Action | undefined): Action[] {
    const fault = 'fault' in step ? step.fault : undefined;
    if (action?.do !== 'call' || fault === undefined) return action === undefined ? [] : [action];
    const { words: _, ...unnamed } = action;
    const copy: Call = { ...unnamed, copy: true };
    switch (fault) {
      case 'request-lost':
        return [{ do: 'nothing', ...(action.words === undefined ? {} : { words: action.words }) }];
      case 'request-cut':
        this.unsaid ??= 'a connection that breaks in the middle of a request';
        return [{ ...action, way: 'ignored' }];
      case 'answer-lost':
      case 'head-cut':
      case 'body-cut':
        return [{ ...action, way: 'ignored' }];
      case 'hung-up':
      case 'hung-up-later':
        this.unsaid ??= 'a client that closes the connection before the answer';
        return [{ ...action, way: 'ignored' }];
      case 'timed-out':
        return [{ ...action, way: 'background' }];
      case 'twice': {
        const words = action.words === undefined ? {} : { words: action.words };
        return [{ do: 'together', calls: [unnamed, { ...copy, answer: this.answers++ }], ...words }];
      }
      case 'copied':
        this.#copies.push(copy);
        return [action];
    }
  }

  #single(step: SingleStep, at: At): Action | undefined {
    const words = this.#words(at.step).words ?? step.do;
    switch (step.do) {
      case 'create':
        return this.#send({ operation: step.operation, input: this.#concrete(step.input), base: undefined }, at, {});
      case 'retry': {
        const base = this.#request(step.of);
        if (base === undefined) return undefined;
        const input = base.input && this.#changed(base.input, step.change);
        return this.#send({ operation: base.operation, input, base }, at, step);
      }
      case 'advance':
        return { do: 'advance', seconds: step.seconds, words };
      case 'wait':
        return { do: 'wait', ms: step.ms, words };
      default: {
        const of = this.#request(step.of);
        const resource = of && operations[of.operation]?.resource;
        return of && resource && this.#about(step, at, of, resource);
      }
    }
  }

  #about(
    step: Exclude<SingleStep, { do: 'create' | 'retry' | 'advance' | 'wait' }>,
    at: At,
    of: Sent,
    resource: ResourceType,
  ): Action | undefined {
    const { get, list, delete: deletion } = resources[resource];
    switch (step.do) {
      case 'modify': {
        const keys = this.#keys(step.operation, of);
        const given = this.#concrete(step.input);
        return this.#call(step.operation, keys && given && { ...given, ...keys }, at);
      }
      case 'delete': {
        const keys = this.#keys(deletion, of);
        return this.#call(deletion, keys && this.#changed(keys, step.change), at);
      }
      case 'get':
        return this.#call(get, this.#keys(get, of), at);
      case 'list':
        return this.#list(list, of, step, at);
      case 'listTags':
        return this.#call('ListTagsForResource', this.#keys('ListTagsForResource', of), at);
      case 'listInstances':
        return this.#call('ListServiceInstances', this.#keys('ListServiceInstances', of), at);
      case 'settle': {
        const input = this.#keys(get, of);
        if (input === undefined || this.#options.happened(at, undefined) === 'passed over') return undefined;
        const keys = step.resend === 'delete' ? this.#keys(deletion, of) : undefined;
        const again: Request | undefined =
          step.resend === 'create' && of.input
            ? { operation: of.operation, input: of.input, raw: false }
            : keys && { operation: deletion, input: keys, raw: false };
        return {
          do: 'settle',
          answer: this.answers++,
          step: at.step,
          get: { operation: get, input, raw: false },
          ...(again ? { again } : {}),
          ...this.#words(at.step),
        };
      }
    }
  }

  #send(sent: Sent, at: At, { reordered }: { readonly reordered?: true }): Action | undefined {
    this.#sent.push(sent);
    if (sent.input === undefined) return undefined;
    const input = reordered ? reversed(sent.input) : sent.input;
    const happened = this.#options.happened(at, sent.operation);
    const action = this.#call(sent.operation, input, at, reordered);
    if (happened === 'shown' && action?.do === 'call') sent.shown = action.answer;
    if (happened === 'unseen') sent.unseen = true;
    return action;
  }

  #call(operation: string, input: Input | undefined, at: At, raw = false): Call | undefined {
    if (input === undefined || this.#options.happened(at, operation) === 'passed over') return undefined;
    return { do: 'call', answer: this.answers++, ...at, operation, input, raw, ...this.#words(at.step) };
  }

  #list(
    operation: string,
    of: Sent,
    { pageSize, filter = {} }: Extract<Step, { do: 'list' }>,
    at: At,
  ): Action | undefined {
    const keys = this.#keys(operation, of) ?? this.#keys(operation, { ...of, unseen: true });
    const size: Input = pageSize === undefined ? {} : { maxResults: pageSize };
    const given = this.#concrete(filter);
    return this.#call(operation, keys && given && { ...keys, ...size, ...given }, at);
  }

  #words(step: number): { words?: string } {
    const words = this.#options.words[step];
    return words === undefined ? {} : { words: `${step + 1}. ${words}` };
  }

  #request(back: number): Sent | undefined {
    return this.#sent.length === 0 ? undefined : this.#sent[position(back, this.#sent.length)];
  }

  #concrete<T extends Json>(value: T): T | undefined {
    const { namespace, account, fixture } = this.#options;
    const made: Meaning['made'] = (back, path) => {
      const request = this.#request(back);
      return request && this.#made(request, path);
    };
    return resolve(value, { namespace, account, fixture, made });
  }

  #changed(input: Input, change: Extract<Step, { do: 'retry' }>['change']): Input | undefined {
    if (change === undefined) return input;
    const set = change.set === undefined ? {} : this.#concrete({ ...change.set });
    return set === undefined ? undefined : changedIfPossible(input, { ...change, set });
  }

  #keys(operation: string, of: Sent): Input | undefined {
    const { keys = {}, fixed = {} } = operations[operation] ?? {};
    const input: Input = { ...fixed };
    for (const [member, from] of Object.entries(keys)) {
      const value = this.#made(of, from);
      if (value === undefined) return undefined;
      input[member] = value;
    }
    return input;
  }

  /** A member of what a request made: as it asked for it where that says it, else from the answer that shows it. */
  #made(of: Sent, path: string): Json | undefined {
    const shown = ((): Sent | undefined => {
      for (let at: Sent | undefined = of; at; at = at.base) if (at.shown !== undefined) return at;
      return undefined;
    })();
    const asked = ['name', 'templateName', 'environmentName'].includes(path) ? of.input?.[path] : undefined;
    if (shown?.shown === undefined) return of.unseen ? memberAt(of.input, path) : undefined;
    if (asked !== undefined) return asked;
    const resource = operations[of.operation]?.resource;
    return resource && placeholder({ answer: shown.shown, path: [resources[resource].detail, ...path.split('.')] });
  }
}
