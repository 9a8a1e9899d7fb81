// What a create refers to: templates, published versions, compatible templates, connections, environments.
import { templateKindOf, type VersionKind, versionKey } from '../core/kinds.ts';
import { versionsOf } from '../core/recommendation.ts';
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { invalid, notFound } from '../wire/errors.ts';
import { listOf, type Members, requiredText, textOf } from '../wire/json.ts';
import { found } from './answers.ts';

/** The number of the published version that `major` and `minor` ask for: the recommended one if no minor is given. */
export function publishedVersion(world: World, template: Resource, major: string, minor: string | undefined): string {
  const number = minor ?? template.numbering?.recommendedMinor[major];
  if (number === undefined) throw notFound(`${template.key} has no published version in ${major}`);
  const kind = template.kind === 'service-template' ? 'service-template-version' : 'environment-template-version';
  const version = found(world, world.store, kind, versionKey(template.key, major, number));
  if (version.members.status !== 'PUBLISHED') throw invalid(`${version.key} is not published`);
  return number;
}

/** @throws ProtonError where a compatible template, or its major version, isn't there */
export function checkCompatible(world: World, input: Members): void {
  for (const compatible of listOf(input, 'compatibleEnvironmentTemplates')) {
    const [name, major] = [requiredText(compatible, 'templateName'), requiredText(compatible, 'majorVersion')];
    const template = found(world, world.store, 'environment-template', name);
    const known = versionsOf(world, template).some((version) => version.members.majorVersion === major);
    if (!known) throw notFound(`${name} has no major version ${major}`);
  }
}

/** @throws ProtonError where the template of a new version, or the major version that it goes to, isn't there */
export function templateOfVersion(world: World, kind: VersionKind, input: Members): Resource {
  const template = found(world, world.store, templateKindOf(kind), requiredText(input, 'templateName'));
  const major = textOf(input, 'majorVersion');
  if (major !== undefined && template.numbering?.nextMinor[major] === undefined) {
    throw notFound(`${template.key} has no major version ${major}`);
  }
  return template;
}
