// Environment templates and service templates: creates by name, updates, deletes.
import { showDetail } from '../core/detail.ts';
import { kindFacts, type TemplateKind } from '../core/kinds.ts';
import { arn, make, tagsOf } from '../core/make.ts';
import { checkQuota } from '../core/quotas.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, changeOf } from '../core/update.ts';
import type { World } from '../core/world.ts';
import { createByName } from '../families/create-by-name.ts';
import { deleteAtOnce } from '../families/delete.ts';
import { type Members, omit, pick, requiredText } from '../wire/json.ts';
import { answerOf, found, type Operate } from './answers.ts';

/** Create, Update and Delete of a kind of template. */
export function templateOperations(kind: TemplateKind): Record<'create' | 'update' | 'delete', Operate> {
  return {
    create: (world, input) =>
      answerOf(
        world,
        createByName(world, kind, input, () => makeTemplate(world, kind, input)),
      ),
    update: (world, input) => {
      const template = found(world, world.store, kind, requiredText(input, 'name'));
      const change = changeOf(world, template, pick(input, ['description', 'displayName']));
      return { [kindFacts[kind].detail]: showDetail(world, applyAtOnce(world, template, change)) };
    },
    delete: (world, input) => deleteAtOnce(world, { kind, key: requiredText(input, 'name') }),
  };
}

function makeTemplate(world: World, kind: TemplateKind, input: Members): Resource {
  checkQuota(world, 'templates', () => world.store.all(kind).length);
  const name = requiredText(input, 'name');
  const times = { createdAt: world.now, lastModifiedAt: world.now };
  return make(world, {
    kind,
    key: name,
    members: { ...omit(input, ['tags']), arn: arn(world, `${kind}/${name}`), ...times },
    parameters: input,
    tags: tagsOf(input),
    numbering: { nextMajor: 1, nextMinor: {}, recommendedMinor: {} },
  });
}
