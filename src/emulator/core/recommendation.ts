// A template recommends its highest published version, and of each major version the highest published minor one.
import { versionKindOf } from './kinds.ts';
import type { Resource } from './state.ts';
import { Version } from './version.ts';
import type { World } from './world.ts';

/** Works out anew what a template recommends. Its modification time stays: nobody updated the template. */
export function recommend(world: World, template: Resource, at: number): void {
  const published = versionsOf(world, template)
    .filter((version) => version.members.status === 'PUBLISHED')
    .map(numberOf)
    .sort((left, right) => left.compare(right));
  const recommendedMinor = Object.fromEntries(published.map((version) => [version.major, String(version.minor)]));
  const members = { ...template.members, recommendedVersion: published.at(-1)?.toString() };
  const numbering = { nextMajor: 1, nextMinor: {}, ...template.numbering, recommendedMinor };
  world.store.put({ ...template, members, numbering }, at);
}

/** The versions of a template. */
export function versionsOf(world: World, template: Resource): Resource[] {
  const kind = versionKindOf(template.kind === 'service-template' ? 'service-template' : 'environment-template');
  return world.store.where(kind, 'templateName', template.key);
}

/** The number of a version. */
export function numberOf(version: Resource): Version {
  return new Version(Number(version.members.majorVersion), Number(version.members.minorVersion));
}
