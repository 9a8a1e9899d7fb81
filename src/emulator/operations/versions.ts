// Versions of templates: creates with a token, updates that publish, deletes.
import { deploy } from '../core/deployment.ts';
import { showDetail } from '../core/detail.ts';
import { kindFacts, templateKindOf, type VersionKind, versionKey } from '../core/kinds.ts';
import { arn, make, tagsOf } from '../core/make.ts';
import { checkQuota } from '../core/quotas.ts';
import { numberOf, recommend, versionsOf } from '../core/recommendation.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, changeOf, leaveTrace } from '../core/update.ts';
import type { Version } from '../core/version.ts';
import type { World } from '../core/world.ts';
import { createWithToken } from '../families/create-with-token.ts';
import { deleteAtOnce } from '../families/delete.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { isMembers, type Members, pick, requiredText, textOf } from '../wire/json.ts';
import { answerOf, found, type Operate } from './answers.ts';
import { checkCompatible, templateOfVersion } from './references.ts';
import { strictly } from './strict-references.ts';

/** Create, Update and Delete of a kind of template version. */
export function versionOperations(kind: VersionKind): Record<'create' | 'update' | 'delete', Operate> {
  return {
    create: (world, input) =>
      answerOf(
        world,
        strictly(
          world,
          input,
          (parameters) => makeVersion(world, kind, parameters),
          (make) => createWithToken(world, input, make),
        ),
      ),
    update: (world, input) => ({ [kindFacts[kind].detail]: updateVersion(world, kind, input) }),
    delete: (world, input) => {
      const parentGone = !world.store.get(templateKindOf(kind), requiredText(input, 'templateName'));
      return deleteAtOnce(world, { kind, key: keyOf(input), parentGone });
    },
  };
}

/** The key of the version that the input names. */
export function keyOf(input: Members): string {
  const [template, major, minor] = ['templateName', 'majorVersion', 'minorVersion'].map((n) => requiredText(input, n));
  return versionKey(template ?? '', major ?? '', minor ?? '');
}

function makeVersion(world: World, kind: VersionKind, input: Members): Resource {
  const template = templateOfVersion(world, kind, input);
  const major = textOf(input, 'majorVersion');
  const numbering = template.numbering ?? { nextMajor: 1, nextMinor: {}, recommendedMinor: {} };
  checkCompatible(world, input);
  const existing = versionsOf(world, template);
  checkQuota(world, 'versionsOfTemplate', () => existing.length);
  const number = world.rules.nextVersion(world, numbering, existing.map(numberOf), major);
  count(world, template, number);
  const [majorVersion, minorVersion] = [String(number.major), String(number.minor)];
  const key = versionKey(template.key, majorVersion, minorVersion);
  const source = isMembers(input.source) && isMembers(input.source.s3) ? input.source.s3 : {};
  const version = make(world, {
    kind,
    key,
    members: {
      ...pick(input, ['templateName', 'description', 'compatibleEnvironmentTemplates', 'supportedComponentSources']),
      arn: arn(world, `${template.kind}/${key}`),
      majorVersion,
      minorVersion,
      createdAt: world.now,
      lastModifiedAt: world.now,
    },
    parameters: input,
    defaults: { majorVersion },
    tags: tagsOf(input),
    asked: textOf(source, 'key') ?? '',
  });
  return version;
}

/** Numbers that were given are not given again, unless a reading says so. */
function count(world: World, template: Resource, number: Version): void {
  const numbering = template.numbering ?? { nextMajor: 1, nextMinor: {}, recommendedMinor: {} };
  const nextMinor = { ...numbering.nextMinor, [String(number.major)]: number.minor + 1 };
  const nextMajor = Math.max(numbering.nextMajor, number.major + 1);
  leaveTrace(world, { ...template, numbering: { ...numbering, nextMajor, nextMinor } }, 'versions');
}

function updateVersion(world: World, kind: VersionKind, input: Members): Members {
  const version = found(world, world.store, kind, keyOf(input));
  const status = textOf(input, 'status');
  checkStatus(version, status);
  checkCompatible(world, input);
  const updated = changeVersion(world, version, input);
  const template = world.store.get(templateKindOf(kind), requiredText(input, 'templateName'));
  if (template && status === 'PUBLISHED' && version.members.status !== 'PUBLISHED') {
    leaveTrace(world, template, 'versions');
    recommend(world, found(world, world.store, template.kind, template.key), world.now);
  }
  return showDetail(world, updated);
}

/** Updates a version: at once, or with the habit `registerAgain` so that all but its publication is registered anew. */
function changeVersion(world: World, version: Resource, input: Members): Resource {
  const names = ['description', 'compatibleEnvironmentTemplates', 'supportedComponentSources'];
  const change = (from: Resource, members: Members) => changeOf(world, from, members, pick(members, ['description']));
  const [status, rest] = [pick(input, ['status']), pick(input, names)];
  const again = world.settings.habits.registerAgain && Object.keys(rest).length > 0 && version.work?.kind !== 'create';
  if (!again) return applyAtOnce(world, version, change(version, { ...status, ...rest }));
  if (version.work) throw conflict(`${version.key} is being registered again`);
  const published = input.status === undefined ? version : applyAtOnce(world, version, change(version, status));
  return deploy(world, published, change(published, rest));
}

function checkStatus(version: Resource, status: string | undefined): void {
  const { status: present } = version.members;
  if (status === undefined || status === present) return;
  if (present === 'REGISTRATION_IN_PROGRESS') throw conflict(`${version.key} is being registered`);
  if (present !== 'DRAFT' || status !== 'PUBLISHED') {
    throw invalid(`A version can go from DRAFT to PUBLISHED, not from ${present} to ${status}`);
  }
}
