// When two things in possible states are one: what they make possible is the same. States share most of what they hold, so
// the key of each piece is kept as long as it.
import type { Thing } from '../model/index.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import type { Detail } from '../wire/types.ts';
import { kept, keyOf, numbered } from './kept.ts';

type Aside =
  | 'id'
  | 'made'
  | 'madeAnswered'
  | 'deletedAt'
  | 'movedAt'
  | 'touchedAt'
  | 'suspects'
  | 'past'
  | 'afar'
  // These count, in forms of their own.
  | 'deleteRetries'
  | 'token'
  | 'modifications'
  | 'identity'
  | 'seen'
  | 'wrong';

/** In a fixed order, as sorting took longer than all else. */
const FACTS = Object.keys({
  type: true,
  name: true,
  key: true,
  params: true,
  life: true,
  goneBy: true,
  busyDelete: true,
  phase: true,
  everSettled: true,
  shownSettled: true,
  creationFailed: true,
  recovered: true,
  failedDeletion: true,
  status: true,
  touched: true,
  got: true,
  before: true,
  listed: true,
  instances: true,
  pipeline: true,
  partsSince: true,
  instancesDue: true,
  partsQuiet: true,
  tags: true,
  tagged: true,
  tagsSeen: true,
  missed: true,
  interrupted: true,
  awaited: true,
  atWork: true,
  haunted: true,
} satisfies Record<Exclude<keyof Thing, Aside>, true>) as readonly Exclude<keyof Thing, Aside>[];

export const thingKey = kept((thing: Thing): string => {
  const { deleteRetries, token, modifications, seen, wrong } = thing;
  let key = '';
  for (const fact of FACTS) key += `${keyOf(thing[fact])}\n`;
  const age = token && canonical([token.value, Math.round(token.aliveFrom), Number.isFinite(token.lastAnswered)]);
  return numbered(
    `${key}${deleteRetries > 0}\n${age}\n${identityKey(thing)}\n${valuesKey(seen)}\n${valuesKey(wrong)}\n${modificationsKey(modifications)}`,
  );
});

/** Times are compared to the second, but of what has failed: one made again may differ by less. */
export function identityKey({ type, identity, creationFailed }: Thing): string {
  const at = identity?.[resources[type].created];
  return identity === undefined || typeof at !== 'number' || creationFailed
    ? keyOf(identity)
    : toTheSecond[type](identity);
}

const toTheSecond = Object.fromEntries(
  Object.entries(resources).map(([type, { created }]) => [
    type,
    kept((identity: Detail) => canonical({ ...identity, [created]: Math.floor(Number(identity[created])) })),
  ]),
) as Readonly<Record<ResourceType, (identity: Detail) => string>>;

/** The values of each member, in whatever order they came. */
const valuesKey = kept((values: Thing['seen']): string =>
  canonical(Object.fromEntries(Object.entries(values).map(([member, all]) => [member, [...all].sort()]))),
);

/** The same update thrice in a row is no more than twice. */
const modificationsKey = kept((modifications: Thing['modifications']): string => {
  const keys = modifications.map(
    ({ values, chosen, shown, finished, failed }) =>
      `${keyOf(values)} ${keyOf(chosen)} ${keyOf(shown)} ${finished} ${failed}`,
  );
  return keys.filter((key, n) => n < 2 || key !== keys[n - 1] || key !== keys[n - 2]).join('\n');
});
