// Filters and orders of ListServiceInstances.
import { versionKey } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { invalid } from '../wire/errors.ts';
import { type Members, textOf } from '../wire/json.ts';

type Listed = Pick<Resource, 'serial' | 'members'>;

const times: Record<string, [string, (time: number, limit: number) => boolean]> = {
  lastDeploymentAttemptedAtBefore: ['lastDeploymentAttemptedAt', (time, limit) => time < limit],
  lastDeploymentAttemptedAtAfter: ['lastDeploymentAttemptedAt', (time, limit) => time > limit],
  createdAtBefore: ['createdAt', (time, limit) => time < limit],
  createdAtAfter: ['createdAt', (time, limit) => time > limit],
};

/** Does an instance pass a filter? Times are given as text that `Date` reads. */
export function instanceFilter(world: World, { members }: Listed, filter: Members): boolean {
  const [key, value] = [textOf(filter, 'key') ?? '', textOf(filter, 'value') ?? ''];
  const time = times[key];
  if (time) {
    const limit = Date.parse(value);
    if (Number.isNaN(limit)) throw invalid(`${value} is not a time`);
    return time[1](Number(members[time[0]]), limit);
  }
  if (key !== 'deployedTemplateVersionStatus') return members[key] === value;
  const [template, major, minor] = [members.templateName, members.templateMajorVersion, members.templateMinorVersion];
  const version = world.view.get(
    'service-template-version',
    versionKey(String(template), String(major), String(minor)),
  );
  return version?.members.status === value;
}

/** The order that the input asks for; that of creation by default. */
export function instanceOrder(input: Members): (left: Listed, right: Listed) => number {
  const by = textOf(input, 'sortBy');
  const sign = input.sortOrder === 'DESCENDING' ? -1 : 1;
  return (left, right) => {
    if (by === undefined) return sign * (left.serial - right.serial);
    const [a, b] = [left.members[by] ?? '', right.members[by] ?? ''];
    return sign * (a < b ? -1 : a > b ? 1 : left.serial - right.serial);
  };
}
