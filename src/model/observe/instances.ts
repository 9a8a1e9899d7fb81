// ListServiceInstances, all pages: a look at what hangs on a service. What was once seen deployed stays there and stays as
// it is until something is done to the service itself ("Comparing details"; create.retry: a settled deployment is not
// started again). Instances never seen so may come late, fail, or carry other statuses: nothing is promised of them.
import type { Json } from '../../program/types.ts';
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { changeSuspects } from '../blame.ts';
import { had } from '../detail/members.ts';
import { instancesIn } from '../detail/specs.ts';
import { excuse, pass, type Result, refuse } from '../judge.ts';
import { current } from '../modify/modified.ts';
import { byKey, type Call, replace, type State, type Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';
import { changes, earlier, isGone, isMadeWith, isOver } from './deployed.ts';
import { dueAfter, isDropped, isDue } from './due.ts';
import { mayMoveParts } from './known.ts';

/** `items`: the summaries of all pages; `pages`: how many pages. */
export function listInstances(state: State, call: Call, items: readonly Detail[], pages: number): Result {
  const name = call.input.serviceName ?? null;
  const x = byKey(state, 'service', { name });
  if (x?.life !== 'there' || x.phase !== 'settled') return pass(state);
  const own = items.filter((item) => item.serviceName === undefined || item.serviceName === name);
  const shown = new Map(own.map((item) => [String(item.name), item]));
  const there = own.filter((item) => !isGone(item));
  const refused = there.flatMap((item) => (isOfRefused(x, String(item.name)) ? [String(item.name)] : []));
  const returned = there.flatMap((item) => (isReturned(x, String(item.name)) ? [String(item.name)] : []));
  const strays = there.flatMap((item) => (item.serviceName === name && isStray(x, item.name) ? [item.name] : []));
  const twice = pages > 1 ? new Set<string>() : doubled(there, name);
  const faults = [
    ...refused.map((instance) => `instance ${instance} stands in no spec but one that this service does not have`),
    ...returned.map((instance) => `instance ${instance} is back, though the spec names it no more`),
    ...strays.map((instance) => `instance ${instance} stands in no spec`),
    ...[...twice].filter((instance) => x.instances[instance]).map((instance) => `instance ${instance} is there twice`),
    ...Object.entries(x.instances).flatMap(([instance, before]) =>
      faultsOf(before, shown.get(instance), pages).map((fault) => `instance ${instance} ${fault}`),
    ),
  ];
  const old = earlier(state, x).flatMap(({ instances }) =>
    there.filter((item) => isMadeWith(instances[String(item.name)], item, x)),
  );
  // The creation of what an earlier service had is over for long, however late the instances of this one come.
  const since = old.length > 0 ? lastTouch(x) : Math.max(lastTouch(x), x.partsSince ?? 0);
  if (faults.length + old.length > 0 && !isFresh(call, since)) return excuse(state);
  if (old.length > 0) {
    const recreation = { guarantee: 'create.after-delete', operation: resources.service.create };
    const names = old.map((item) => `instance ${String(item.name)} has the creation time of the earlier service’s`);
    return refuse([recreation], 'observed', [`only instances made with ${String(name)}`], names.join('; '));
  }
  if (faults.length > 0) {
    const suspects = changeSuspects(x, refused.length > 0);
    if (suspects.length > 0)
      return refuse(suspects, 'observed', [`the instances of ${String(name)} as they were`], faults.join('; '));
  }
  if (!isKnown(x, call)) return pass(state);
  return pass(replace(state, withParts(x, call, own, twice, pages)));
}

/**
 * The service with what a list shows of its instances. Of what is there twice as long as anybody has looked, nobody can say
 * which is the one.
 */
function withParts(x: Thing, call: Call, own: readonly Detail[], twice: ReadonlySet<string>, pages: number): Thing {
  const { partsQuiet: before, ...rest } = dueAfter(x, own, pages);
  const known = own.filter((item) => isOver(item) && !twice.has(String(item.name)) && !isDue(rest, item));
  const instances = Object.fromEntries(known.map((item) => [String(item.name), item]));
  const isQuiet = own.length > 0 && own.every((item) => isOver(item) && !isDropped(x, item));
  const isWhole = instancesIn(current(x).spec)?.every((name) => instances[name]) ?? false;
  const quiet = isQuiet ? { partsQuiet: isWhole ? ('all' as const) : ('listed' as const) } : {};
  const isSame = before === quiet.partsQuiet && namesOf(instances) === namesOf(x.instances);
  return { ...rest, ...quiet, instances, partsSince: isSame ? (x.partsSince ?? call.answered.at) : call.answered.at };
}

const namesOf = (instances: Thing['instances']): string => Object.keys(instances).sort().join();

/** Named by the spec of a refused request, or of an earlier service, and by none that this service has had. */
function isOfRefused(x: Thing, instance: string): boolean {
  const isNamed = (specs: Iterable<string>): boolean => [...specs].some((spec) => spec.includes(instance));
  return isNamed(x.wrong.spec ?? []) && !isNamed(had(x, 'spec'));
}

/**
 * Was not there when all of them were seen at rest after the last update, which has left it out of the spec and succeeded:
 * what was only late, or comes back as a failed update is undone, is in the spec or moves with that.
 */
function isReturned(x: Thing, instance: string): boolean {
  const spec = current(x).spec;
  return (
    x.partsQuiet !== undefined &&
    !wasThere(x, instance) &&
    x.awaited === 0 &&
    x.modifications.length > 0 &&
    x.modifications.every(({ finished, failed }) => finished && !failed) &&
    typeof spec === 'string' &&
    !spec.includes(instance)
  );
}

/**
 * Was not there when all of them were seen at rest, nothing was updated since the service was made, and no spec of it names
 * it, as it names all the others: what goes by names of the endpoint's own may come late.
 */
function isStray(x: Thing, instance: Json | undefined): instance is string {
  const names = Object.keys(x.instances);
  const specs = [...had(x, 'spec')];
  const isNamed = (one: string): boolean => specs.some((spec) => spec.includes(one));
  return (
    x.partsQuiet !== undefined &&
    x.modifications.length === 0 &&
    !x.touched.includes('create.child-updated') &&
    typeof instance === 'string' &&
    !wasThere(x, instance) &&
    names.length > 0 &&
    names.every(isNamed) &&
    !isNamed(instance)
  );
}

const wasThere = ({ instances, instancesDue }: Thing, instance: string): boolean =>
  instances[instance] !== undefined || instancesDue?.[instance] !== undefined;

/** The names that several rows of one service have. Rows without one may be anything. */
const doubled = (items: readonly Detail[], service: Json): ReadonlySet<string> => {
  const names = items.flatMap((item) => (item.serviceName === service ? [item.name] : []));
  return new Set(names.filter((name, n) => typeof name === 'string' && names.indexOf(name) !== n) as string[]);
};

/**
 * Before the first update no look can show an earlier deployment; after one, it can as long as reads may lag, or its work has
 * yet to begin.
 */
const isKnown = (x: Thing, call: Call): boolean =>
  isFresh(call, x.movedAt === 0 ? x.madeAnswered.at : lastTouch(x)) && !mayMoveParts(x);

function faultsOf(before: Detail, now: Detail | undefined, pages: number): string[] {
  if (now !== undefined) return changes(before, now);
  // It can slip through between two pages.
  return pages > 1 ? [] : ['is gone'];
}
