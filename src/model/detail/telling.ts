// Values that tell whose they are. An answer to a retry or a delete may show members that no earlier answer has shown, as
// the endpoint may choose what was left out; but words that a request has given to something else are no such choice.
import type { Json } from '../../program/types.ts';
import { operations, resources } from '../../specs/index.ts';
import type { Judged } from '../judge.ts';
import { type Call, change, type State, type Thing } from '../state.ts';
import { comparable } from './forms.ts';
import { sameIdentity } from './identity.ts';
import { had } from './members.ts';
import { isSameInOtherForm } from './parameters.ts';
import { isTaken } from './validity.ts';

/** Members whose values are free texts. Roles and enumerations may as well be defaults of the endpoint. */
const TEXTS = ['description', 'displayName', 'spec'];

/** The state in which what the answer shows of its resource must not show such words of another. */
export function withTelling(state: State, { operation }: Call, outcome: Judged): State {
  const type = operations[operation]?.resource;
  const detail = outcome.kind === 'success' ? outcome.detail : undefined;
  if (type === undefined || detail === undefined) return state;
  const { create } = resources[type];
  const texts = TEXTS.filter((m) => typeof detail[m] === 'string' && isTaken(state, create, detail, [m]));
  if (texts.length === 0) return state;
  const isAbout = (t: Thing): boolean => t.type === type && t.identity !== undefined && sameIdentity(t, detail);
  return change(state, isAbout, (t) => texts.reduce((x, m) => withoutText(x, m, detail[m]), t));
}

function withoutText(x: Thing, member: string, text: Json | undefined): Thing {
  const value = comparable(x.type, member, text);
  const known = x.wrong[member] ?? [];
  if (known.includes(value) || mayHave(x, member, text, value)) return x;
  return { ...x, wrong: { ...x.wrong, [member]: [...known, value] } };
}

/** Its own in whatever form, what the endpoint may make of its other parameters, or of an update of one of its parts. */
const mayHave = (x: Thing, member: string, text: Json | undefined, value: string): boolean =>
  [...had(x, member)].some((own) => own === value || isSameInOtherForm(member, own, value)) ||
  [...Object.values(x.params), ...Object.values(x.identity ?? {}), x.name].some((own) => own === text) ||
  (member === 'spec' && x.touched.includes('create.child-updated'));
