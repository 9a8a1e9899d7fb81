// A Proton of a few lines for the runner's tests: it keeps resources by name, takes time where the real one does, and
// can be told to misbehave. It promises nothing about idempotency; that is not what the runner is about.
import type { CallRequest, Endpoint, Reply } from '../../endpoint/types.ts';
import type { Input } from '../../program/types.ts';
import { operations, type Resource, type ResourceType, resources } from '../../specs/index.ts';
import type { FakeTime } from './fake-time.ts';

interface Stored {
  readonly resource: ResourceType;
  readonly detail: Input;
  readyAt: number;
  goneAt: number;
}

/** What to do instead of the usual; undefined: the usual. `usual` is what it would have been, once called. */
export type Mood = (request: CallRequest, usual: () => Reply) => Reply | undefined;

const ACCOUNT = '111122223333';

export const answer = (body: object, status = 200): Reply => ({
  kind: 'answer',
  status,
  headers: {},
  body: JSON.stringify(body),
  lane: 'raw',
});
export const failure = (type: string, status = 400): Reply => answer({ __type: type, message: type }, status);
export const lost = (why: 'not-sent' | 'broken' | 'timeout'): Extract<Reply, { kind: 'lost' }> => ({
  kind: 'lost',
  why,
  lane: 'raw',
});

export class FakeEndpoint implements Endpoint {
  readonly url = 'http://fake/';
  readonly region = 'us-east-1';
  readonly calls: CallRequest[] = [];
  readonly stored = new Map<string, Stored>();
  mood: Mood = () => undefined;
  latencyMs = 1;
  /** Default: the same for all. */
  latencyOf: (request: CallRequest) => number = () => this.latencyMs;
  workMs = 0;
  pageSize = 100;
  inFlight = 0;
  mostInFlight = 0;
  readonly #time: FakeTime;
  #ids = 0;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  async call(request: CallRequest): Promise<Reply> {
    const { fault, lane } = request;
    await request.gate?.();
    request.onSend?.({ lane });
    if (fault === 'request-lost') return { ...lost('not-sent'), lane };
    if (fault === 'twice' || fault === 'copied') request.onCopy?.(() => this.#serve(request));
    const reply = this.#serve(request);
    if (fault === 'hung-up' || fault === 'hung-up-later') return { ...lost('timeout'), lane };
    if (fault === 'timed-out') return { ...lost('timeout'), lane, late: reply.then(() => undefined) };
    const answered = await reply;
    return fault === undefined || fault === 'twice' || fault === 'copied' ? answered : { ...lost('broken'), lane };
  }

  async #serve(request: CallRequest): Promise<Reply> {
    this.calls.push(request);
    this.inFlight++;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await this.#time.sleep(this.latencyOf(request), request.signal);
    this.inFlight--;
    if (request.signal?.aborted) return lost('timeout');
    const reply = this.mood(request, () => this.#usual(request)) ?? this.#usual(request);
    return { ...reply, lane: request.lane };
  }

  reconnect(): void {}

  async close(): Promise<void> {}

  /** Names (or ids) of what is there. */
  get names(): string[] {
    this.#work();
    return [...this.stored.keys()];
  }

  #usual({ operation, input }: CallRequest): Reply {
    this.#work();
    const { role, resource } = operations[operation]!;
    if (resource === undefined) return answer(role === 'listTags' ? { tags: [] } : {});
    const facts = resources[resource];
    if (role === 'create') return this.#create(resource, facts, input);
    if (role === 'list') return this.#list(resource, facts, input);
    const key = this.#key(resource, input.serviceName === undefined ? input : { name: input.serviceName });
    const there = this.stored.get(key);
    if (role === 'delete') {
      if (!there) return answer({});
      if (!this.#mayGo(resource, there)) return failure('ConflictException');
      if (facts.status?.deleting.length) this.#startDeleting(there);
      else this.stored.delete(key);
      return answer({ [facts.detail]: there.detail });
    }
    if (!there) return failure('ResourceNotFoundException');
    if (role === 'update') Object.assign(there.detail, input);
    return answer({ [facts.detail]: there.detail });
  }

  #create(resource: ResourceType, facts: Resource, input: Input): Reply {
    const connected = [...this.stored.values()].find(
      (one) => one.resource === resource && one.detail.environmentName === input.environmentName,
    );
    if (resource === 'environmentAccountConnection' && connected) return answer({ [facts.detail]: connected.detail });
    const now = Math.floor(this.#time.now() / 1000);
    const minor = [...this.stored.values()].filter(
      (other) => other.resource === resource && other.detail.templateName === input.templateName,
    ).length;
    const version: Input = facts.parent ? { majorVersion: '1', minorVersion: String(minor) } : {};
    const id: Input =
      resource === 'environmentAccountConnection'
        ? { id: `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}` }
        : {};
    const stated = { ...input, ...version, ...id };
    const key = this.#key(resource, stated);
    const old = this.stored.get(key);
    if (old) return answer({ [facts.detail]: old.detail });
    const status: Input = facts.status
      ? { [facts.status.member]: facts.status.passing[0] ?? facts.status.settled[0]! }
      : {};
    const detail: Input = {
      ...stated,
      ...status,
      arn: `arn:aws:proton:us-east-1:${ACCOUNT}:${key.replace(' ', '/')}`,
      [facts.created]: now,
    };
    delete detail.clientToken;
    this.stored.set(key, {
      resource,
      detail,
      readyAt: this.#time.now() + this.workMs,
      goneAt: Number.POSITIVE_INFINITY,
    });
    return answer({ [facts.detail]: detail });
  }

  #list(resource: ResourceType, facts: Resource, input: Input): Reply {
    const all = [...this.stored.values()].filter(
      (one) => one.resource === resource && (input.templateName ?? one.detail.templateName) === one.detail.templateName,
    );
    const from = Number(input.nextToken ?? 0);
    const more = from + this.pageSize < all.length ? { nextToken: String(from + this.pageSize) } : {};
    return answer({ [facts.listed]: all.slice(from, from + this.pageSize).map(({ detail }) => detail), ...more });
  }

  #mayGo(resource: ResourceType, { detail }: Stored): boolean {
    const inside = [...this.stored.values()].filter(
      (one) => one.detail.templateName === detail.name && one.resource === `${resource}Version`,
    );
    return inside.length === 0;
  }

  #startDeleting(there: Stored): void {
    const { status } = resources[there.resource];
    if (there.goneAt === Number.POSITIVE_INFINITY) there.goneAt = this.#time.now() + this.workMs;
    there.detail[status!.member] = status!.deleting[0]!;
  }

  #work(): void {
    for (const [key, one] of this.stored) {
      const { status } = resources[one.resource];
      if (this.#time.now() >= one.goneAt) this.stored.delete(key);
      else if (status && one.goneAt === Number.POSITIVE_INFINITY && this.#time.now() >= one.readyAt)
        one.detail[status.member] = status.settled[0]!;
    }
  }

  #key = (resource: ResourceType, input: Input): string =>
    `${resource} ${resources[resource].key.map((member) => String(input[member])).join(' ')}`;
}
