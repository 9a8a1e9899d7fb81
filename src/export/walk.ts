// From a program and what happened to the actions of an export: each step becomes the requests that it sent, with its
// references to what earlier steps made turned into placeholders of live answers. Follows the runner's rules.
import { changedIfPossible } from '../program/change.ts';
import { memberAt, position, type SingleStep } from '../program/facts.ts';
import { type Meaning, resolve } from '../program/resolve.ts';
import type { Input, Json, Step } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Action, Request } from './types.ts';
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

export interface WalkOptions {
  /** What names begin with. */
  readonly namespace: string;
  readonly account: string;
  readonly fixture: Meaning['fixture'];
  /** The number of the first answer. */
  readonly firstAnswer: number;
  /** What the request of a step came to; `passed over`: it sent none. */
  readonly happened: (step: number, operation: string | undefined) => 'shown' | 'unseen' | 'refused' | 'passed over';
  readonly words: readonly string[];
}

export interface Walked {
  readonly actions: readonly Action[];
  readonly nextAnswer: number;
  /** A member of what the last create made, as a placeholder. */
  readonly made: (member: string) => Json | undefined;
}

/** The actions of `steps`. */
export const walk = (steps: readonly Step[], options: WalkOptions): Walked => {
  const walker = new Walker(options);
  const actions = steps.flatMap((step, index) => walker.take(step, index) ?? []);
  return { actions, nextAnswer: walker.answers, made: (member) => walker.latest(member) };
};

class Walker {
  answers: number;
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

  take(step: Step, index: number): Action | undefined {
    const words = this.#words(index).words ?? step.do;
    switch (step.do) {
      case 'create':
        return this.#send({ operation: step.operation, input: this.#concrete(step.input), base: undefined }, index, {});
      case 'retry': {
        const base = this.#request(step.of);
        if (base === undefined) return undefined;
        const input = base.input && this.#changed(base.input, step.change);
        return this.#send({ operation: base.operation, input, base }, index, step);
      }
      case 'advance':
        return { do: 'advance', seconds: step.seconds, words };
      case 'wait':
        return { do: 'wait', ms: step.ms, words };
      case 'together':
      case 'deliver':
      case 'restart':
        return undefined;
      default: {
        const of = this.#request(step.of);
        const resource = of && operations[of.operation]?.resource;
        return of && resource && this.#about(step, index, of, resource);
      }
    }
  }

  #about(
    step: Exclude<SingleStep, { do: 'create' | 'retry' | 'advance' | 'wait' }>,
    index: number,
    of: Sent,
    resource: ResourceType,
  ): Action | undefined {
    const { get, list, delete: deletion } = resources[resource];
    switch (step.do) {
      case 'modify': {
        const keys = this.#keys(step.operation, of);
        const given = this.#concrete(step.input);
        return this.#call(step.operation, keys && given && { ...given, ...keys }, index);
      }
      case 'delete': {
        const keys = this.#keys(deletion, of);
        return this.#call(deletion, keys && this.#changed(keys, step.change), index);
      }
      case 'get':
        return this.#call(get, this.#keys(get, of), index);
      case 'list':
        return this.#list(list, of, step.pageSize, index);
      case 'listTags':
        return this.#call('ListTagsForResource', this.#keys('ListTagsForResource', of), index);
      case 'listInstances':
        return this.#call('ListServiceInstances', this.#keys('ListServiceInstances', of), index);
      case 'settle': {
        const input = this.#keys(get, of);
        if (input === undefined || this.#options.happened(index, undefined) === 'passed over') return undefined;
        const keys = step.resend === 'delete' ? this.#keys(deletion, of) : undefined;
        const again: Request | undefined =
          step.resend === 'create' && of.input
            ? { operation: of.operation, input: of.input, raw: false }
            : keys && { operation: deletion, input: keys, raw: false };
        return {
          do: 'settle',
          answer: this.answers++,
          step: index,
          get: { operation: get, input, raw: false },
          ...(again ? { again } : {}),
          ...this.#words(index),
        };
      }
    }
  }

  #send(sent: Sent, step: number, { reordered }: { readonly reordered?: true }): Action | undefined {
    this.#sent.push(sent);
    if (sent.input === undefined) return undefined;
    const input = reordered ? reversed(sent.input) : sent.input;
    const happened = this.#options.happened(step, sent.operation);
    const action = this.#call(sent.operation, input, step, reordered);
    if (happened === 'shown' && action?.do === 'call') sent.shown = action.answer;
    if (happened === 'unseen') sent.unseen = true;
    return action;
  }

  #call(operation: string, input: Input | undefined, step: number, raw = false): Action | undefined {
    if (input === undefined || this.#options.happened(step, operation) === 'passed over') return undefined;
    return { do: 'call', answer: this.answers++, step, operation, input, raw, ...this.#words(step) };
  }

  #list(operation: string, of: Sent, pageSize: number | undefined, step: number): Action | undefined {
    const keys = this.#keys(operation, of) ?? this.#keys(operation, { ...of, unseen: true });
    return this.#call(
      operation,
      keys && { ...keys, ...(pageSize === undefined ? {} : { maxResults: pageSize }) },
      step,
    );
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
