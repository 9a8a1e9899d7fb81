// Successful answers: whose resource they show, and how it looks. `new` is what the request itself would make, `@step`
// what that step made, as it is by now; `shows` and `but` are put on top.
import type { Input, Json } from '../../program/types.ts';
import { api, operations, resources } from '../../specs/index.ts';
import { resolve } from '../request.ts';
import type { Outcome, Spoilt } from '../types.ts';
import { type Asked, detailMember, detailShape, type Reply, type Variant } from './ask.ts';
import { type Detail, type Made, shapeOf } from './world.ts';

/** Every way in which a success can fit this outcome. */
export function successes(outcome: Outcome, asked: Asked): readonly Variant[] {
  const { ok = 'done' } = outcome;
  const { role } = operations[asked.operation]!;
  const member = detailMember(asked.operation);
  if (member === undefined) return [() => answer('{}')];
  if (ok === 'empty') return [empty(''), empty('{}')];
  if (ok === 'done' && role === 'delete') return [empty('{}'), ...(isOver(asked) ? [] : shown(outcome, asked))];
  return shown(outcome, asked);
}

/** An asynchronous deletion that is over, or a resource that never was: only an empty answer can be right. */
function isOver({ operation, input, world }: Asked): boolean {
  const made = world.target(operation, input);
  if (!made) return true;
  return made.state === 'gone' && (resources[made.resource].status?.deleting.length ?? 0) > 0;
}

const empty =
  (body: string): Variant =>
  (asked) => {
    const made = asked.world.target(asked.operation, asked.input);
    if (made && operations[asked.operation]!.role === 'delete') asked.world.remove(made, true);
    return answer(body);
  };

function shown(outcome: Outcome, asked: Asked): readonly Variant[] {
  const { ok = 'done' } = outcome;
  if (ok.startsWith('@') && !asked.made[ok.slice(1)]) return [];
  const overlays = overlaysOf(outcome, asked);
  return overlays.map((overlay) => (now) => {
    const made =
      ok === 'new'
        ? create(now, overlay)
        : affect(ok.startsWith('@') ? now.made[ok.slice(1)]! : now.world.target(now.operation, now.input), now);
    const base =
      outcome.unchangedSince === undefined ? graft(made, now) : (now.shown[outcome.unchangedSince] ?? made.detail);
    const detail = { ...base, ...overlay };
    for (const [member, value] of Object.entries(overlay)) if (value === null) delete detail[member];
    if (base === made.detail) made.detail = detail;
    const spoilt = spoil(detail, outcome, now);
    return { ...answer(JSON.stringify({ [detailMember(now.operation)!]: spoilt })), made, detail: spoilt };
  });
}

/** What the request makes; of a Get or Delete, what the latest create with its key would have made. */
function create({ operation, input, world, creates, at, call, fixture }: Asked, overlay: Detail): Made {
  const { role, resource, keys = {} } = operations[operation]!;
  if (role === 'create') return world.make(operation, world.imagine(operation, input, at, overlay), call, fixture);
  const aimed = creates.findLast((one) => operations[one.operation]?.resource === resource);
  const { create: by } = resources[resource!];
  const named: Input = { ...aimed?.input };
  for (const [member, key] of Object.entries(keys)) if (key === 'name') named.name = input[member] ?? null;
  return world.make(by, world.imagine(by, named, at), call, fixture);
}

/** The resource, after what an update or delete of it does, or what time has done. */
function affect(made: Made | undefined, { operation, input, world, at, settling }: Asked): Made {
  if (!made) throw new Error(`nothing there for ${operation} ${JSON.stringify(input)}`);
  const { role } = operations[operation]!;
  const isAimedAt = world.target(operation, input) === made;
  if (role === 'delete' && isAimedAt && made.state !== 'gone') world.remove(made, false);
  if (role === 'update' && isAimedAt && !operations[operation]!.child) world.update(made, operation, input, at);
  if (settling && made.state === 'live') world.settle(made);
  return made;
}

/** A resource under another type's member: right in form, with the identity of the one that it stands for. */
function graft(made: Made, { operation, input, world, at }: Asked): Detail {
  const { resource, role, child } = operations[operation]!;
  if (child) return childOf(made, input, at);
  if (made.resource === resource || resource === undefined) return made.detail;
  const own = role === 'create' ? world.imagine(operation, input, at) : {};
  const shape = shapeOf(resource);
  return { ...own, ...Object.fromEntries(Object.entries(made.detail).filter(([member]) => member in shape)) };
}

/** An instance of a service. */
const childOf = (service: Made, input: Input, at: number): Detail => ({
  arn: `${service.detail.arn}/service-instance/${input.name}`,
  name: input.name ?? 'one',
  serviceName: service.detail.name ?? '',
  environmentName: 'environment',
  templateName: service.detail.templateName ?? '',
  templateMajorVersion: '1',
  templateMinorVersion: '0',
  deploymentStatus: 'IN_PROGRESS',
  createdAt: service.detail.createdAt ?? at,
  lastDeploymentAttemptedAt: at,
  lastDeploymentSucceededAt: at,
});

/** Each choice of members that `shows` asks for; none where the detail has no such member or value. */
function overlaysOf({ shows = {}, but = {} }: Outcome, { operation, subject, context }: Asked): readonly Detail[] {
  const shape = detailShape(operation);
  if (Object.keys(but).some((member) => !(nameOf(member, subject) in shape))) return [];
  return Object.entries(shows).reduce<readonly Detail[]>(
    (overlays, [written, wanted]) => {
      const member = nameOf(written, subject);
      const known = api.shapes[shape[member]?.shape ?? ''];
      const values = [wanted].flat().filter((value) => !known?.enum || known.enum.includes(String(value)));
      if (!known) return [];
      return overlays.flatMap((overlay) => values.map((value) => ({ ...overlay, [member]: resolve(value, context) })));
    },
    [{}],
  );
}

const nameOf = (member: string, subject: Asked['subject']): string =>
  member === '$status' ? (subject.status ?? member) : member === '$created' ? subject.created : member;

function spoil(detail: Detail, { but = {}, lacks }: Outcome, { subject }: Asked): Detail {
  const spoilt = { ...detail };
  if (lacks !== undefined) delete spoilt.lastModifiedAt;
  for (const [written, how] of Object.entries(but)) {
    const member = nameOf(written, subject);
    if (how === 'missing') delete spoilt[member];
    else spoilt[member] = spoiltValue(spoilt[member] ?? null, how);
  }
  return spoilt;
}

function spoiltValue(value: Json, how: Exclude<Spoilt, 'missing'>): Json {
  if (how === 'number') return 7;
  if (how === 'unknown') return 'SOMETHING_NEW';
  const seconds = Number(value);
  return how === 'milliseconds' ? Math.floor(seconds * 1000) : new Date(seconds * 1000).toISOString();
}

const answer = (body: string): Reply => ({
  status: 200,
  headers: {},
  body,
  ...(body !== '' && { json: JSON.parse(body) as Json }),
});
