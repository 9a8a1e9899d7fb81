// The guarantees, silent points, operations and wire facts of specs/, typed. Everything that the suite says about a
// guarantee, in the terminal, in reports and in docs, is read through here; nothing else opens those files.
import { readFileSync } from 'node:fs';

/** The four families of the API reference, section "Ensuring idempotency". */
export type Family = 'token' | 'create' | 'delete' | 'async-delete';

/** What a run must offer before a guarantee can be exercised. `later`: this version of the suite cannot yet. */
export type Need = 'clock' | 'restart' | 'sdk';

export interface Guarantee {
  readonly id: string;
  /** One sentence, as a person without the contract at hand reads it. */
  readonly sentence: string;
  /** Section of the Proton API reference, or the API model for `wire.*`. */
  readonly section: string;
  /** The operations that it binds; `wire.*` also binds each Get, List and Update called. */
  readonly operations: readonly string[];
  /** What a run must offer, else the guarantee is not exercised and no cause for exit 3. */
  readonly needs: readonly Need[];
  /** `client`: shown apart, never part of verdict or exit code (token.sdk-default). */
  readonly of: 'endpoint' | 'client';
}

export interface SilentPoint {
  readonly id: string;
  readonly about: string;
  /** The closed list; each is accepted, the one taken is recorded. */
  readonly readings: readonly string[];
}

export type Role = 'create' | 'delete' | 'get' | 'list' | 'update' | 'tag' | 'untag' | 'listTags' | 'listInstances';

export interface Operation {
  readonly role: Role;
  /** Absent for the tag operations, which serve every resource type. */
  readonly resource?: ResourceType;
  readonly family?: Family;
  /** The member that carries the client token. */
  readonly token?: string;
  /** Request member → member of the resource's detail that gives its value. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Members that every request of it carries. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** An update of something below the resource, not of the resource itself. */
  readonly child?: 'instance' | 'pipeline';
  /** Whose credentials: the environment account's unless told otherwise. */
  readonly account?: 'management';
}

export type ResourceType =
  | 'environmentTemplate'
  | 'serviceTemplate'
  | 'environmentTemplateVersion'
  | 'serviceTemplateVersion'
  | 'environmentAccountConnection'
  | 'environment'
  | 'service';

export interface Status {
  readonly member: string;
  /** Statuses of unfinished work. */
  readonly passing: readonly string[];
  readonly settled: readonly string[];
  readonly failed: readonly string[];
  readonly deleting: readonly string[];
  /** Counts as gone everywhere in the contract. */
  readonly deleted: readonly string[];
  readonly deleteFailed: readonly string[];
}

export interface Resource {
  readonly title: string;
  /** The member of an answer that holds its detail. */
  readonly detail: string;
  /** Members that together with the creation time say which resource it is. */
  readonly identity: readonly string[];
  /** Members that name it in Get and Delete. */
  readonly key: readonly string[];
  readonly created: string;
  readonly parent?: { readonly resource: ResourceType; readonly member: string };
  readonly status?: Status;
  readonly create: string;
  readonly get: string;
  readonly list: string;
  readonly delete: string;
  readonly updates: readonly string[];
  /** The member of a List answer that holds the summaries. */
  readonly listed: string;
  readonly profile: string;
  /** The documented quota, which a run stays below. */
  readonly atMost?: number;
}

/** A shape of the API model (specs/proton-api.json), protocol JSON 1.0. */
export interface Shape {
  readonly type: 'structure' | 'list' | 'map' | 'string' | 'timestamp' | 'integer' | 'boolean' | 'blob';
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly union?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: boolean;
}

export interface Api {
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input: string;
        readonly output: string;
        readonly errors: readonly string[];
        readonly idempotent?: boolean;
      }
    >
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** A JSON file of specs/. */
export const readSpec = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`../../specs/${file}`, import.meta.url), 'utf8')) as T;

export const api: Api = readSpec('proton-api.json');
const facts: {
  resources: Record<ResourceType, Resource>;
  operations: Record<string, Operation>;
} = readSpec('operations.json');
export const resources: Readonly<Record<ResourceType, Resource>> = facts.resources;
export const operations: Readonly<Record<string, Operation>> = facts.operations;
export const guarantees: readonly Guarantee[] = readSpec<{ guarantees: Guarantee[] }>('guarantees.json').guarantees;
/** Guarantees that are promised of the client and not of the endpoint: no part of the verdict. */
export const ofClient: ReadonlySet<string> = new Set(
  guarantees.filter((one) => one.of === 'client').map(({ id }) => id),
);
export const silentPoints: readonly SilentPoint[] = readSpec<{ points: SilentPoint[] }>('readings.json').points;

/** A JSON Schema of specs/schemas/ by its file name, which is also its `$id`. Throws where there is none. */
export const readSchema = (file: string): { readonly $id: string } => readSpec(`schemas/${file}`);
