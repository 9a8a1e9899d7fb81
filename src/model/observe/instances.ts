// ListServiceInstances, all pages: a look at what hangs on a service. What was once seen deployed stays there and stays as
// it is until something is done to the service itself ("Comparing details"; create.retry: a settled deployment is not
// started again). Instances never seen so may come late, fail, or carry other statuses: nothing is promised of them.
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { changeSuspects } from '../blame.ts';
import { comparable, isSame } from '../detail/forms.ts';
import { had } from '../detail/members.ts';
import { excuse, pass, type Result, refuse } from '../judge.ts';
import { byKey, type Call, replace, type State, type Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';

/** The API model gives instances the status of an environment. */
const deployment = resources.environment.status!;

/** `items`: the summaries of all pages; `pages`: how many pages. */
export function listInstances(state: State, call: Call, items: readonly Detail[], pages: number): Result {
  const name = call.input.serviceName ?? null;
  const x = byKey(state, 'service', { name });
  if (x?.life !== 'there' || x.phase !== 'settled') return pass(state);
  const own = items.filter((item) => item.serviceName === undefined || item.serviceName === name);
  const shown = new Map(own.map((item) => [String(item.name), item]));
  // One that shows DELETE_COMPLETE counts as gone (delete.first).
  const there = own.filter((item) => !deployment.deleted.includes(statusOf(item)));
  const refused = there.flatMap((item) => (isOfRefused(x, String(item.name)) ? [String(item.name)] : []));
  const faults = [
    ...refused.map((instance) => `instance ${instance} stands in no spec but one that this service does not have`),
    ...Object.entries(x.instances).flatMap(([instance, before]) =>
      faultsOf(before, shown.get(instance), pages).map((fault) => `instance ${instance} ${fault}`),
    ),
  ];
  const old = earlier(state, x).flatMap(({ instances }) => there.filter((item) => isOf(x, instances, item)));
  if (faults.length + old.length > 0 && !isFresh(call, lastTouch(x))) return excuse(state);
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
  const { partsQuiet: _, ...rest } = x;
  const quiet = own.length > 0 && own.every(isOver) ? { partsQuiet: true as const } : {};
  return pass(replace(state, { ...rest, ...quiet, instances: deployed(shown) }));
}

const earlier = (state: State, x: Thing): readonly Thing[] =>
  state.things.filter((t) => t.type === x.type && t.name === x.name && t.id < x.id);

/** Named by the spec of a refused request, or of an earlier service, and by none that this service has had. */
function isOfRefused(x: Thing, instance: string): boolean {
  const isNamed = (specs: Iterable<string>): boolean => [...specs].some((spec) => spec.includes(instance));
  return isNamed(x.wrong.spec ?? []) && !isNamed(had(x, 'spec'));
}

/** Whether it was made when one of an earlier service was: surely before this one, however coarse the times are. */
function isOf(x: Thing, instances: Thing['instances'], item: Detail): boolean {
  const [made, service] = [Number(item.createdAt), Number(x.identity?.createdAt)];
  return instances[String(item.name)]?.createdAt === item.createdAt && made + COARSEST_SECONDS < service;
}

/** Times may be of whole seconds. */
const COARSEST_SECONDS = 1;

/** Before the first update no look can show an earlier deployment; after one, it can as long as reads may lag. */
const isKnown = (x: Thing, call: Call): boolean => isFresh(call, x.movedAt === 0 ? x.madeAnswered.at : lastTouch(x));

const statusOf = (item: Detail): string => String(item[deployment.member]);

const deployed = (shown: ReadonlyMap<string, Detail>): Thing['instances'] =>
  Object.fromEntries([...shown].filter(([, item]) => isOver(item)));

const isOver = (item: Detail): boolean => deployment.settled.includes(statusOf(item));

function faultsOf(before: Detail, now: Detail | undefined, pages: number): string[] {
  // It can slip through between two pages.
  if (now === undefined) return pages > 1 ? [] : ['is gone'];
  if (deployment.deleted.includes(statusOf(now))) return ['is gone'];
  const status = statusOf(now);
  if (deployment.passing.includes(status)) return [`is ${status}, was ${statusOf(before)}`];
  if (!isOver(now)) return [];
  return Object.entries(before).flatMap(([member, was]) => {
    if (now[member] === undefined || member === 'deploymentStatusMessage') return [];
    const [had, has] = [comparable('environment', member, was), comparable('environment', member, now[member])];
    return isSame('environment', member, had, has) ? [] : [`has ${member} ${has}, had ${had}`];
  });
}
