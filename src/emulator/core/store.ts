// Resources by key, with a short memory of what they were: the habit of stale reads looks at an earlier moment.
// Every change replaces a resource as a whole, so that remembering costs one reference.
import type { Kind } from './kinds.ts';
import type { Grave, Resource, State } from './state.ts';

/** Resources as they are, or as they were at some moment. */
export interface View {
  get(kind: Kind, key: string): Resource | undefined;
  /** In the order in which they were made. */
  all(kind: Kind): Resource[];
  /** Those of which this member has this value, in the order in which they were made. */
  where(kind: Kind, member: Reference, value: unknown): Resource[];
}

const references = ['templateName', 'serviceName', 'environmentName', 'environmentAccountConnectionId'] as const;

/** Members by which resources refer to others; looked up often, so the store keeps an index of them. */
export type Reference = (typeof references)[number];

interface Change {
  at: number;
  kind: Kind;
  key: string;
  before: Resource | undefined;
}

export class Store implements View {
  readonly state: State;
  readonly #memoryMs: number;
  readonly #arns = new Map<string, Resource>();
  readonly #busy = new Map<string, Resource>();
  readonly #referring = new Map<string, Map<string, Resource>>();
  #changes: Change[] = [];

  /** @param memoryMs how long changes are remembered, for `asOf` */
  constructor(state: State, memoryMs: number) {
    this.state = state;
    this.#memoryMs = memoryMs;
    for (const map of Object.values(state.resources)) for (const resource of map.values()) this.#index(resource);
  }

  get(kind: Kind, key: string): Resource | undefined {
    return this.state.resources[kind].get(key);
  }

  all(kind: Kind): Resource[] {
    return [...this.state.resources[kind].values()];
  }

  where(kind: Kind, member: Reference, value: unknown): Resource[] {
    return inOrder(this.#referring.get(`${kind} ${member} ${value}`)?.values() ?? []);
  }

  byArn(arn: string): Resource | undefined {
    return this.#arns.get(arn);
  }

  /** Resources with work in hand. */
  busy(): Iterable<Resource> {
    return this.#busy.values();
  }

  grave(kind: Kind, key: string): Grave | undefined {
    return this.state.graves.get(`${kind}/${key}`);
  }

  put(resource: Resource, at: number): Resource {
    const map = this.state.resources[resource.kind];
    const before = map.get(resource.key);
    this.#remember({ at, kind: resource.kind, key: resource.key, before });
    if (before && before.serial !== resource.serial) map.delete(resource.key);
    if (before) this.#refer(before, (referring) => referring.delete(before.key));
    map.set(resource.key, resource);
    this.#index(resource);
    return resource;
  }

  remove(resource: Resource, at: number): void {
    this.#remember({ at, kind: resource.kind, key: resource.key, before: this.get(resource.kind, resource.key) });
    this.state.resources[resource.kind].delete(resource.key);
    this.#refer(resource, (referring) => referring.delete(resource.key));
    this.#arns.delete(String(resource.members.arn));
    this.#busy.delete(`${resource.kind}/${resource.key}`);
  }

  bury(grave: Grave): void {
    this.state.graves.set(`${grave.kind}/${grave.key}`, grave);
  }

  /** The resources as they were at that moment, if it is remembered. */
  asOf(time: number): View {
    const changed = new Map<string, Change>();
    for (const change of this.#changes.toReversed()) {
      if (change.at <= time) break;
      changed.set(`${change.kind}/${change.key}`, change);
    }
    const get = (kind: Kind, key: string) => {
      const change = changed.get(`${kind}/${key}`);
      return change ? change.before : this.get(kind, key);
    };
    const all = (kind: Kind) => {
      const then = [...changed.values()].flatMap((change) => (change.kind === kind && change.before) || []);
      const still = this.all(kind).filter((resource) => !changed.has(`${kind}/${resource.key}`));
      return inOrder([...then, ...still]);
    };
    const where = (kind: Kind, member: Reference, value: unknown) =>
      all(kind).filter(({ members }) => members[member] === value);
    return { get, all, where };
  }

  #index(resource: Resource): void {
    this.#refer(resource, (referring) => referring.set(resource.key, resource));
    this.#arns.set(String(resource.members.arn), resource);
    if (resource.work) this.#busy.set(`${resource.kind}/${resource.key}`, resource);
    else this.#busy.delete(`${resource.kind}/${resource.key}`);
  }

  /** Hands over the index of every reference that the resource has. */
  #refer(resource: Resource, change: (referring: Map<string, Resource>) => void): void {
    for (const member of references) {
      const value = resource.members[member];
      if (value === undefined) continue;
      const place = `${resource.kind} ${member} ${value}`;
      const referring = this.#referring.get(place) ?? new Map<string, Resource>();
      change(referring);
      if (referring.size > 0) this.#referring.set(place, referring);
      else this.#referring.delete(place);
    }
  }

  #remember(change: Change): void {
    if (this.#memoryMs <= 0) return;
    const oldest = change.at - this.#memoryMs;
    if ((this.#changes[0]?.at ?? change.at) < oldest) this.#changes = this.#changes.filter((one) => one.at >= oldest);
    this.#changes.push(change);
  }
}

function inOrder(resources: Iterable<Resource>): Resource[] {
  return [...resources].sort((left, right) => left.serial - right.serial);
}
