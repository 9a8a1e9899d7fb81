// What hangs on a thing: its children, and what was made from it or uses it. It may fall with a deletion, its work moves the
// times of what it hangs on, and a request that must do nothing further must leave it alone as well.
import type { Json } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { environmentsIn } from './detail/specs.ts';
import { isLive, type State, type Thing } from './state.ts';

export const isChildOf = (t: Thing, x: Thing): boolean =>
  isLive(t) && resources[t.type].parent?.resource === x.type && t.name === x.name;

/** Every value that a member was given, by the request that made it or an update since. */
const given = ({ params, modifications }: Thing, member: string): readonly (Json | undefined)[] =>
  [params, ...modifications.map(({ values }) => values)].map((values) => values[member]);

/** Made from it, or using it: environments of a template, services of an environment, versions compatible with a template. */
export function usesIt(t: Thing, x: Thing): boolean {
  if (!isLive(t) || t.id === x.id) return false;
  const kind = x.type.replace(/TemplateVersion$|Template$/, '');
  const isCompatible = () =>
    JSON.stringify(given(t, 'compatibleEnvironmentTemplates')).includes(JSON.stringify(x.name));
  if (x.type.includes('Template'))
    return (t.type === kind && isMadeOf(t, x)) || (kind === 'environment' && isCompatible());
  if (x.type === 'environmentAccountConnection')
    return x.key?.id !== undefined && given(t, 'environmentAccountConnectionId').includes(x.key.id);
  const deployedIn = () => given(t, 'spec').flatMap(environmentsIn);
  return x.type === 'environment' && t.type === 'service' && deployedIn().includes(x.name);
}

/**
 * Made of the template or the version: one of another major version only where an update may have moved it there, which
 * need not have named the version, and of a service may have moved its instances or pipeline alone.
 */
function isMadeOf(t: Thing, { name, key = {} }: Thing): boolean {
  if (t.params.templateName !== name) return false;
  const { majorVersion } = key;
  const mayHaveMoved =
    t.modifications.some(({ operation }) => operation === 'UpdateEnvironment') ||
    t.touched.includes('create.child-updated');
  return majorVersion === undefined || mayHaveMoved || t.params.templateMajorVersion === majorVersion;
}

/** Whether something that is part of it was seen to be made: what was not may have failed, and be cleaned away. */
export const hasSettledChild = (state: State, x: Thing): boolean =>
  state.things.some((t) => isChildOf(t, x) && t.shownSettled === true);

/** What it uses, and what that uses in turn: a service is deployed into its environment, which is made of a template. */
export function allUsedBy(state: State, x: Thing): ReadonlySet<number> {
  const used = state.things.filter((t) => usesIt(x, t));
  const further = state.things.filter((t) => used.some((between) => usesIt(between, t)));
  return new Set([...used, ...further].map(({ id }) => id));
}

/** Its children, what uses it, and what hangs on these in turn. */
export function hangingOn(state: State, x: Thing): ReadonlySet<number> {
  const all = new Set<number>();
  const gather = (one: Thing): void => {
    for (const t of state.things) {
      if (all.has(t.id) || t.id === x.id || !(isChildOf(t, one) || usesIt(t, one))) continue;
      all.add(t.id);
      gather(t);
    }
  };
  gather(x);
  return all;
}
