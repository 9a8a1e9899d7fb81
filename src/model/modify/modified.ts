// Whether a resource made by name counts as modified (section "Idempotent create APIs"): surely, when an update has
// succeeded and changed a member that the endpoint shows; surely not, when nothing touched it; else a silent point.
import type { Input, Json } from '../../program/types.ts';
import { api, resources } from '../../specs/index.ts';
import { isRequired } from '../detail/forms.ts';
import { openPoint, parsed } from '../detail/parameters.ts';
import type { Modification, Thing } from '../state.ts';

/** No silent point of its own: create.noop-update is about one that succeeds. */
export const REFUSED_NOOP = 'a refused update';

/** Nor is this one: what the API model requires may be left out now and then, and show another time. */
const LEFT_OUT = 'a required member that was left out';

export interface Modified {
  readonly state: 'no' | 'yes' | 'open';
  /** For `open`: the silent points that leave it so, and others that leave it in doubt which of these. */
  readonly points: readonly string[];
}

interface Final {
  readonly value: Json;
  readonly by: Modification;
  /** What the endpoint had chosen before any update set it. */
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
      changed ||= differs(member, final ? final.value : thing.params[member], value, chosen);
      finals.set(member, { value, by, chosen });
    }
    updates.add(changed ? 'create.modified-back' : 'create.noop-update');
  }
  const apart = [...finals].filter(([m, f]) => differs(m, thing.params[m], f.value, f.chosen));
  const isEvident = apart.some(([m, f]) => f.by.finished && f.by.shown.includes(m));
  if (isEvident || Object.keys(seenChanged(thing)).length > 0) return { state: 'yes', points: [] };
  const points = new Set(thing.touched);
  if (thing.modifications.some((m) => !m.finished)) points.add('create.update-unfinished');
  const hidden = apart.filter(([m, f]) => f.by.finished && !f.by.shown.includes(m));
  if (hidden.length > 0) {
    points.add('create.hidden-update');
    if (hidden.some(([m]) => isRequired(thing.type, m))) points.add(LEFT_OUT);
    // One that begins late shows as little.
    if (thing.awaited > 0) points.add('create.update-unfinished');
  }
  // Where the endpoint had chosen, nobody can say whether the update has chosen the same.
  for (const [m, f] of finals)
    if (thing.params[m] === undefined && openPoint(m, undefined, f.value, f.chosen) === 'detail.default-given')
      points.add('detail.default-given');
  // Beside what does not show, one without effect may be what counts.
  for (const point of updates) if (apart.length === 0 || point === 'create.noop-update') points.add(point);
  return { state: points.size > 0 ? 'open' : 'no', points: [...points] };
}

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
