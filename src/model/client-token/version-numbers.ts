// Whether the number of a deleted version is given again: version.minor-reuse, version.major-reuse. Only recorded.
import { resources } from '../../specs/index.ts';
import type { Taken } from '../../wire/types.ts';
import { lostBefore } from '../blame.ts';
import type { Judged } from '../judge.ts';
import { collectionOf, isLive, type State, type Thing } from '../state.ts';
import type { Request } from './request.ts';

export function numberReuse(state: State, request: Request, outcome: Judged): Taken | undefined {
  if (outcome.kind !== 'success' || !outcome.detail) return undefined;
  // What an unanswered create has made may have taken a number.
  if (lostBefore(state, collectionOf(request.type, request.name)).length > 0) return undefined;
  const { majorVersion, minorVersion } = outcome.detail;
  const parent = state.things.findLast(
    (t) => t.type === resources[request.type].parent?.resource && t.name === request.name,
  );
  const versions = state.things.filter(
    (t) =>
      t.id > (parent?.id ?? -1) &&
      t.type === request.type &&
      t.name === request.name &&
      t.key?.majorVersion !== undefined,
  );
  const minor = request.params.majorVersion !== undefined;
  const within = minor ? sinceZero(versions.filter((t) => t.key?.majorVersion === majorVersion)) : versions;
  const numberOf = (key: { readonly [m: string]: unknown } | undefined) =>
    Number(minor ? key?.minorVersion : key?.majorVersion);
  const bearers = within.map((t) => ({ n: numberOf(t.key), live: isLive(t), deleted: wasDeleted(t) }));
  const highest = Math.max(...bearers.map((x) => x.n));
  if (bearers.length === 0 || bearers.some((x) => x.n === highest && x.live)) return undefined;
  const given = Number(minor ? minorVersion : majorVersion);
  const earlier = bearers.filter((x) => x.n === Math.min(given, highest));
  if (!earlier.some((x) => x.deleted)) return undefined;
  return [minor ? 'version.minor-reuse' : 'version.major-reuse', given > highest ? 'no' : 'yes'];
}

/** What has failed, seen or not, may be cleaned away as if its number had never been given. */
const wasDeleted = ({ shownSettled, creationFailed, goneBy }: Thing): boolean =>
  shownSettled === true && !creationFailed && goneBy !== 'cascade';

/** A major version that was itself given again counts its minor versions from zero. */
const sinceZero = (versions: readonly Thing[]): readonly Thing[] =>
  versions.slice(
    Math.max(
      0,
      versions.findLastIndex(({ key }) => key?.minorVersion === '0'),
    ),
  );
