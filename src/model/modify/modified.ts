// Whether a resource made by name counts as modified (section "Idempotent create APIs"): surely, when an update has
// succeeded and changed a member that the endpoint shows; surely not, when nothing touched it; else a silent point.
import type { Input, Json } from '../../program/types.ts';
import { openPoint } from '../detail/parameters.ts';
import type { Modification, Thing } from '../state.ts';

/** No silent point of its own: create.noop-update is about one that succeeds. */
export const REFUSED_NOOP = 'a refused update';

export interface Modified {
  readonly state: 'no' | 'yes' | 'open';
  /** For `open`: the silent points that leave it so, and `REFUSED_NOOP`. */
  readonly points: readonly string[];
}

export function modified(thing: Thing): Modified {
  const finals = new Map<string, { value: Json; by: Modification }>();
  const updates = new Set<'create.modified-back' | 'create.noop-update'>();
  for (const by of thing.modifications) {
    let changed = false;
    for (const [member, value] of Object.entries(by.values)) {
      const before = finals.has(member) ? finals.get(member)?.value : thing.params[member];
      changed ||= differs(member, before, value);
      finals.set(member, { value, by });
    }
    updates.add(changed ? 'create.modified-back' : 'create.noop-update');
  }
  const apart = [...finals].filter(([m, f]) => differs(m, thing.params[m], f.value));
  if (apart.some(([m, f]) => f.by.finished && f.by.shown.includes(m))) return { state: 'yes', points: [] };
  const points = new Set(thing.touched);
  if (thing.modifications.some((m) => !m.finished)) points.add('create.update-unfinished');
  if (apart.some(([m, f]) => f.by.finished && !f.by.shown.includes(m))) points.add('create.hidden-update');
  // Where the endpoint had chosen, nobody can say whether the update has chosen the same.
  for (const [m, f] of finals)
    if (thing.params[m] === undefined && openPoint(m, undefined, f.value) === 'detail.default-given')
      points.add('detail.default-given');
  if (apart.length === 0) for (const point of updates) points.add(point);
  return { state: points.size > 0 ? 'open' : 'no', points: [...points] };
}

/** The parameters as the updates have left them. */
export function current(thing: Thing): Input {
  return Object.assign({}, thing.params, ...thing.modifications.map((m) => m.values));
}

const differs = (member: string, a: Json | undefined, b: Json): boolean =>
  JSON.stringify(a ?? null) !== JSON.stringify(b) && openPoint(member, a, b) === undefined;
