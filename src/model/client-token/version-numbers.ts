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
  const numbers = within.map((t) => ({ n: numberOf(t.key), live: isLive(t) }));
  const highest = Math.max(...numbers.map((x) => x.n));
  if (numbers.length === 0 || numbers.some((x) => x.n === highest && x.live)) return undefined;
  const given = Number(minor ? minorVersion : majorVersion);
  return [minor ? 'version.minor-reuse' : 'version.major-reuse', given > highest ? 'no' : 'yes'];
}

/** A major version that was itself given again counts its minor versions from zero. */
const sinceZero = (versions: readonly Thing[]): readonly Thing[] =>
  versions.slice(
    Math.max(
      0,
      versions.findLastIndex(({ key }) => key?.minorVersion === '0'),
    ),
  );
