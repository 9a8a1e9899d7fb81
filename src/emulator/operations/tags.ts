// Tags of every resource that has an ARN.
import type { Resource, Tag } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { invalid, notFound } from '../wire/errors.ts';
import { type Members, requiredText } from '../wire/json.ts';
import type { Operate } from './answers.ts';
import { page } from './paging.ts';

const mostTags = 50;

export const tagResource: Operate = (world, input) => {
  if (world.settings.habits.ignoresTags) return {};
  const resource = tagged(world, input);
  const tags = new Map(resource.tags.map((tag) => [tag.key, tag]));
  for (const tag of input.tags as Tag[]) tags.set(tag.key, tag);
  if (tags.size > mostTags) throw invalid(`A resource has no more than ${mostTags} tags`);
  return retag(world, resource, [...tags.values()]);
};

export const untagResource: Operate = (world, input) => {
  if (world.settings.habits.ignoresTags) return {};
  const resource = tagged(world, input);
  const keys = input.tagKeys as string[];
  return retag(
    world,
    resource,
    resource.tags.filter((tag) => !keys.includes(tag.key)),
  );
};

export const listTags: Operate = (world, input) => {
  const { tags, key } = tagged(world, input);
  const rows = tags.map((tag, n) => ({ serial: n + 1, row: () => tag }));
  return page(world, input, rows, { name: 'tags', scope: key });
};

function retag(world: World, resource: Resource, tags: Tag[]): Members {
  const traces = { ...resource.traces, tagged: resource.traces.tagged + 1 };
  world.store.put({ ...resource, tags, traces, current: { ...resource.current, tags } }, world.now);
  return {};
}

function tagged(world: World, input: Members): Resource {
  const arn = requiredText(input, 'resourceArn');
  const resource = world.store.byArn(arn);
  if (!resource) throw notFound(`${arn} was not found`);
  return resource;
}
