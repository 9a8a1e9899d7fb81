// All that the emulator remembers, as plain data: nothing here refers to code, so that it can be written down and read
// again. Resources are never changed in place, only replaced (see store.ts).
import type { Json, Members } from '../wire/json.ts';
import type { Kind } from './kinds.ts';
import { kinds } from './kinds.ts';

/** What has happened to a resource since its creation, counted: the silent points decide what of it is a modification. */
export interface Traces {
  /** Updates that changed a member that Get shows. */
  visible: number;
  /** Updates that changed nothing. */
  noop: number;
  /** Updates that changed only members that Get doesn't show. */
  hidden: number;
  /** Updates that failed. */
  unfinished: number;
  tagged: number;
  /** Versions added to a template or published. */
  versions: number;
  /** Updates of a service's instances or pipeline. */
  children: number;
}

/** What a request can ask for. */
export type AskedWork = 'create' | 'update' | 'delete';

/**
 * Asynchronous work: over once the clock is past `endsAt`. Times in milliseconds. What was asked for is followed, where it
 * failed and the habits have it so, by a rollback, or by a cleanup after which the resource vanishes.
 */
export interface Work {
  kind: AskedWork | 'rollback' | 'cleanup' | 'vanish';
  startedAt: number;
  endsAt: number;
  fails: boolean;
  /** It begins only at `startedAt`; until then nothing shows that it will. */
  waits?: true;
  /** What an update does when it succeeds. */
  update?: { members: Members; parameters: Members; trace: keyof Traces };
  /** What those members were before, where the update shows before it has succeeded. */
  before?: Members;
}

export interface Resource {
  kind: Kind;
  /** Unique among the resources of its kind. */
  key: string;
  /** Unique among all resources that ever were: a name made again is another resource. */
  serial: number;
  /** What Get shows and more (rendering leaves the rest out); times in milliseconds. */
  members: Members;
  tags: Tag[];
  /** The parameters of the create request, without its token. */
  parameters: Members;
  /** The same as updates have changed them. */
  current: Members;
  /** What the emulator chooses for optional parameters that are left out. */
  defaults: Members;
  /** The detail of the first answer. */
  first: Members;
  traces: Traces;
  work?: Work;
  creationFailed?: boolean;
  /** Deletions begun, failed ones included. */
  deletions: number;
  /** Of a template: how its versions are numbered. */
  numbering?: Numbering;
}

export interface Numbering {
  nextMajor: number;
  /** The next minor version of each major version. */
  nextMinor: Record<string, number>;
  /** The recommended minor version of each major version that has one. */
  recommendedMinor: Record<string, string>;
}

export interface Tag {
  [member: string]: Json | undefined;
  key: string;
  value: string;
}

/** What is remembered of a resource that was deleted. */
export interface Grave {
  kind: Kind;
  key: string;
  serial: number;
  detail: Members;
  tags: Tag[];
  /** When it was deleted, milliseconds. */
  at: number;
}

/** What a client token stands for, within one scope (an operation and the target of its requests). */
export interface TokenEntry {
  scope: string;
  operation: string;
  /** From when the eight hours count, milliseconds. */
  since: number;
  parameters: Members;
  defaults: Members;
  /** The resource made; none for a request that failed. */
  made?: { kind: Kind; key: string; serial: number };
}

export interface State {
  resources: Record<Kind, Map<string, Resource>>;
  graves: Map<string, Grave>;
  tokens: Map<string, TokenEntry[]>;
  settings: Members;
  serial: number;
  random: number;
  /** Works begun, by kind of work, for failures at every nth. */
  works: Record<string, number>;
}

export function emptyState(seed: number): State {
  return {
    resources: Object.fromEntries(kinds.map((kind) => [kind, new Map()])) as Record<Kind, Map<string, Resource>>,
    graves: new Map(),
    tokens: new Map(),
    settings: {},
    serial: 0,
    random: seed >>> 0,
    works: {},
  };
}

export const noTraces: Traces = {
  visible: 0,
  noop: 0,
  hidden: 0,
  unfinished: 0,
  tagged: 0,
  versions: 0,
  children: 0,
};
