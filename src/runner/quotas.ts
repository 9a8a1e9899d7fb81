// How many resources of each kind the run may hold at a time: the documented quota less what others already have. Taken
// whole before a program starts and given back after its clean-up, so that programs never wait for each other in a ring.
import { type ResourceType, resources } from '../specs/index.ts';

export type Needs = ReadonlyMap<ResourceType, number>;

/** `lost` of each kind stay counted: they could not be deleted. */
export interface Lease {
  giveBack(lost?: Needs): void;
}

interface Waiting {
  readonly needs: Needs;
  readonly resolve: (lease: Lease | undefined) => void;
}

/** Counts what the account has of a kind; undefined if it cannot be known. */
export type Census = (resource: ResourceType) => Promise<number | undefined>;

export class Quotas {
  readonly #room = new Map<ResourceType, number>();
  readonly #held = new Map<ResourceType, number>();
  readonly #counting = new Map<ResourceType, Promise<void>>();
  #waiting: Waiting[] = [];
  #closed = false;
  readonly #census: Census;
  readonly #shared: Needs;

  /** `shared`: what stays for the whole run beside what programs take, the fixtures. */
  constructor(census: Census, shared: Needs = new Map()) {
    this.#census = census;
    this.#shared = shared;
  }

  /** Counts, once a kind, what the account already has of what is needed. */
  async prepare(needs: Needs): Promise<void> {
    await Promise.all([...needs.keys()].map((resource) => this.#count(resource)));
  }

  /** A lease, `later` if others must give back first, or `never`: the account has no room for it. After `prepare`. */
  tryTake(needs: Needs): Lease | 'later' | 'never' {
    const wanted = this.#capped(needs);
    if (wanted === undefined) return 'never';
    if (
      [...wanted].some(([resource, count]) => this.#of(this.#held, resource) + count > this.#of(this.#room, resource))
    )
      return 'later';
    return this.#lease(wanted);
  }

  /** Waits for a lease; undefined if there can be none, or after `close`. */
  take(needs: Needs): Promise<Lease | undefined> {
    const now = this.#closed ? 'never' : this.tryTake(needs);
    if (now !== 'later') return Promise.resolve(now === 'never' ? undefined : now);
    return new Promise((resolve) => this.#waiting.push({ needs, resolve }));
  }

  /** Sends everybody home who still waits. */
  close(): void {
    this.#closed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
  }

  /** A program never gets more than all there is: more is only made where the endpoint breaks a promise. */
  #capped(needs: Needs): Needs | undefined {
    const wanted = new Map<ResourceType, number>();
    for (const [resource, count] of needs) {
      const atMost = resources[resource].atMost;
      if (atMost === undefined) continue;
      if (this.#of(this.#room, resource) < Math.min(count, atMost)) return undefined;
      wanted.set(resource, Math.min(count, atMost));
    }
    return wanted;
  }

  #lease(wanted: Needs): Lease {
    for (const [resource, count] of wanted) this.#held.set(resource, this.#of(this.#held, resource) + count);
    let open = true;
    return {
      giveBack: (lost = new Map()) => {
        if (!open) return;
        open = false;
        for (const [resource, count] of wanted) {
          this.#held.set(resource, this.#of(this.#held, resource) - count);
          this.#room.set(resource, this.#of(this.#room, resource) - (lost.get(resource) ?? 0));
        }
        this.#serve();
      },
    };
  }

  #serve(): void {
    const still: Waiting[] = [];
    for (const waiting of this.#waiting) {
      const lease = this.tryTake(waiting.needs);
      if (lease === 'later') still.push(waiting);
      else waiting.resolve(lease === 'never' ? undefined : lease);
    }
    this.#waiting = still;
  }

  #count(resource: ResourceType): Promise<void> {
    const known = this.#counting.get(resource);
    if (known !== undefined) return known;
    const counting = (async () => {
      const atMost = resources[resource].atMost ?? Number.POSITIVE_INFINITY;
      const there = resources[resource].parent === undefined ? ((await this.#census(resource)) ?? 0) : 0;
      // Who has more than the documented quota shows that it isn't enforced: then only the run's own count is limited.
      const free = Math.max(0, atMost - there - (this.#shared.get(resource) ?? 0));
      this.#room.set(resource, there > atMost ? atMost : free);
    })();
    this.#counting.set(resource, counting);
    return counting;
  }

  #of(counts: Map<ResourceType, number>, resource: ResourceType): number {
    return counts.get(resource) ?? 0;
  }
}
