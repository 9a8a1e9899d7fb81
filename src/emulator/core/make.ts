// Putting a new resource together, whatever its kind.
import type { Members } from '../wire/json.ts';
import { showDetail } from './detail.ts';
import { type Kind, kindFacts } from './kinds.ts';
import { lagMs, putOff } from './parts.ts';
import { type Numbering, noTraces, type Resource, type Tag } from './state.ts';
import { timesNotYet } from './times.ts';
import { afterCreation, beginWork } from './work.ts';
import type { World } from './world.ts';

export interface Recipe {
  kind: Kind;
  key: string;
  members: Members;
  /** The parameters of the request, without its token; none for what is made along with something else. */
  parameters?: Members;
  defaults?: Members;
  tags?: Tag[];
  /** Text that may ask for a failure. */
  asked?: string;
  numbering?: Numbering;
}

/** Makes a resource and begins its creation, where creations of its kind take time. */
export function make(world: World, recipe: Recipe): Resource {
  const { kind, key, parameters = {}, defaults = {}, tags = [] } = recipe;
  const { statuses } = kindFacts[kind];
  const { state } = world.store;
  state.serial += 1;
  const plain: Resource = {
    kind,
    key,
    serial: state.serial,
    members: {
      ...recipe.members,
      ...timesNotYet(world, recipe.members),
      ...(statuses && { [statuses.member]: statuses.creating }),
    },
    tags,
    parameters,
    current: parameters,
    defaults,
    first: {},
    traces: noTraces,
    deletions: 0,
    ...(recipe.numbering && { numbering: recipe.numbering }),
  };
  const begun = statuses ? begin(world, plain, recipe.asked ?? '') : plain;
  const made = world.rules.fresh(world, begun, world.store.grave(kind, key));
  return world.rules.onMade(world, world.store.put({ ...made, first: showDetail(world, made) }, world.now));
}

function begin(world: World, resource: Resource, asked: string): Resource {
  const ms = lagMs(world, resource.kind);
  const work = putOff(beginWork(world, 'create', resource, asked), ms);
  // What begins only later can't have failed yet.
  const failsAtOnce = work.fails && world.settings.failures.atOnce && ms === 0;
  if (!failsAtOnce) return { ...resource, work };
  return afterCreation(world, resource, { ...work, endsAt: world.now });
}

/** An ARN of this emulator's account and region. */
export function arn(world: World, resource: string): string {
  return `arn:aws:proton:${world.settings.region}:${world.settings.account}:${resource}`;
}

/** The tags of a request, as they are stored. */
export function tagsOf(input: Members): Tag[] {
  return (input.tags as Tag[] | undefined) ?? [];
}
