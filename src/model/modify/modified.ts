// Whether a resource made by name counts as modified (section "Idempotent create APIs"): surely, when an update has
// succeeded and changed a member that the endpoint shows; surely not, when nothing touched it; else a silent point.
import type { Input, Json } from '../../program/types.ts';
import { api, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { ABSENT, comparable, isRequired } from '../detail/forms.ts';
import { openPoint, parsed } from '../detail/parameters.ts';
import type { Modification, Thing } from '../state.ts';

/** No silent point of its own: create.noop-update is about one that succeeds. */
export const REFUSED_NOOP = 'a refused update';

/** Nor is this one: what the API model requires may be left out now and then, and show another time. */
const LEFT_OUT = 'a required member that was left out';

/** To an endpoint that compares what was asked for this is a change, to one that compares what shows it is none. */
const ALREADY_SHOWN = 'an update to what showed already';

/** The same of one that compares tags, and of one to which each TagResource counts. */
const TAGS_AS_FIRST = 'tags that are those of the creation';

export interface Modified {
  readonly state: 'no' | 'yes' | 'open';
  /** For `open`: the silent points that leave it so, and others that leave it in doubt which of these. */
  readonly points: readonly string[];
  /** An update may be in progress with nothing to show it: that may be why a create is refused. */
  readonly unsure?: true;
}

interface Final {
  readonly value: Json;
  readonly by: Modification;
  /** What showed before any update set it, where no request had asked for that. */
  readonly chosen: readonly string[] | undefined;
}

export function modified(thing: Thing): Modified {
  const finals = new Map<string, Final>();
  const updates = new Set<'create.modified-back' | 'create.noop-update'>();
  for (const by of thing.modifications) {
    let changed = false;
    for (const [member, value] of Object.entries(by.values)) {
      const final = finals.get(member);
      const chosen = final ? final.chosen : by.chosen?.[member];
      const isFirst = final === undefined;
      const differsNow = differs(member, isFirst ? thing.params[member] : final.value, value, chosen);
      changed ||= differsNow && !(isFirst && isChosen(thing.type, member, value, chosen));
      finals.set(member, { value, by, chosen });
    }
    updates.add(changed ? 'create.modified-back' : 'create.noop-update');
  }
  const others = [...finals].filter(([m, f]) => differs(m, thing.params[m], f.value, f.chosen));
  const apart = others.filter(([m, f]) => !isChosen(thing.type, m, f.value, f.chosen));
  const isEvident = apart.some(([m, f]) => f.by.finished && f.by.shown.includes(m));
  if (isEvident || Object.keys(seenChanged(thing)).length > 0) return { state: 'yes', points: [] };
  const points = new Set(thing.touched);
  if (thing.modifications.some((m) => !m.finished)) points.add('create.update-unfinished');
  const hidden = apart.filter(([m, f]) => f.by.finished && !f.by.shown.includes(m));
  if (hidden.length > 0) {
    points.add('create.hidden-update');
    if (hidden.some(([m]) => isRequired(thing.type, m))) points.add(LEFT_OUT);
    // One that begins late shows as little, and what shows is not hidden: it was rolled back, perhaps, and nobody saw it fail.
    const isVisible = hidden.some(([m]) => (thing.got[m] ?? ABSENT) !== ABSENT);
    if (thing.awaited > 0 || isVisible) points.add('create.update-unfinished');
  }
  // Where the endpoint had chosen, nobody can say whether the update has chosen the same.
  for (const [m, f] of finals)
    if (thing.params[m] === undefined && openPoint(m, undefined, f.value, f.chosen) === 'detail.default-given')
      points.add('detail.default-given');
  // Beside what does not show, one without effect may be what counts.
  for (const point of updates) if (apart.length === 0 || point === 'create.noop-update') points.add(point);
  if (others.length > apart.length) points.add(ALREADY_SHOWN);
  if (thing.touched.includes('create.tagged') && hasTagsOfCreation(thing)) points.add(TAGS_AS_FIRST);
  const isUnsure = thing.awaited > 0 || hasPartUnfinished(thing);
  return {
    state: points.size > 0 ? 'open' : 'no',
    points: [...points],
    ...(isUnsure ? { unsure: true as const } : {}),
  };
}

const isChosen = (type: Thing['type'], member: string, value: Json, chosen: readonly string[] | undefined): boolean =>
  chosen?.includes(comparable(type, member, value)) === true;

const hasTagsOfCreation = ({ params, tags = [] }: Thing): boolean =>
  (Array.isArray(params.tags) ? params.tags.map(canonical) : []).sort().join() === [...tags].sort().join();

/** An update of a part is in progress, or has failed. */
const hasPartUnfinished = ({ touched, phase }: Thing): boolean =>
  touched.includes('create.child-updated') && phase !== 'settled';

/** The parameters as the updates have left them. */
export function current(thing: Thing): Input {
  return Object.assign({}, thing.params, ...thing.modifications.map((m) => m.values));
}

/** The same as the endpoint shows them, whatever the updates asked for: a deployment may change more than that. */
export const asShown = (thing: Thing): Input => ({ ...current(thing), ...seenChanged(thing) });

/**
 * What conclusive looks before the first update and after the last one show otherwise, of what a create can ask for. An
 * update of a part may be the reason, too (create.child-updated).
 */
function seenChanged({ type, before = {}, got, modifications, touched }: Thing): Input {
  const input = api.shapes[api.operations[resources[type].create]?.input ?? '']?.members ?? {};
  if (touched.includes('create.child-updated') || modifications.some((m) => !m.finished)) return {};
  const changed: Record<string, Json> = {};
  for (const member of Object.keys(input)) {
    const [was, is] = [before[member], got[member]].map((form) => (form === undefined ? undefined : parsed(form)));
    if (was !== undefined && is !== undefined && differs(member, was, is)) changed[member] = is;
  }
  return changed;
}

const differs = (member: string, a: Json | undefined, b: Json, chosen?: readonly string[]): boolean =>
  JSON.stringify(a ?? null) !== JSON.stringify(b) && openPoint(member, a, b, chosen) === undefined;
