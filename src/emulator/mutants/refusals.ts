// Mutants of both kinds of creates: what a refused one changes all the same, and what it is called.
import { nextUuid } from '../core/random.ts';
import type { Resource, Tag } from '../core/state.ts';
import { beginWork } from '../core/work.ts';
import type { World } from '../core/world.ts';
import { invalid } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { create, meddle, refusing, versionCreates } from './operations.ts';

export const refusalMutants: Mutant[] = [
  {
    name: 'token-mismatch-touches',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch moves the modification time of a service template version.',
    on: [create.serviceVersion],
    alter: refusing(create.serviceVersion, (world, original) => {
      meddle(world, original, { lastModifiedAt: world.now });
    }),
  },
  {
    name: 'token-mismatch-changes-role',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch leaves its role in the connection.',
    on: [create.connection],
    alter: refusing(create.connection, (world, original, { roleArn }) => {
      if (roleArn !== undefined) meddle(world, original, { roleArn });
    }),
  },
  {
    name: 'token-mismatch-makes',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch makes a connection all the same, which only List shows.',
    on: [create.connection],
    alter: refusing(create.connection, (world, original, given) => {
      const id = nextUuid(world.store.state);
      const arn = String(original.members.arn).replace(/[^/]*$/, id);
      world.store.state.serial += 1;
      const { serial } = world.store.state;
      const members = { ...original.members, ...given, id, arn, requestedAt: world.now };
      world.store.put({ ...original, key: id, serial, members, parameters: given }, world.now);
    }),
  },
  {
    name: 'token-mismatch-merges-tags',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch leaves its tags on the environment template version.',
    on: [create.environmentVersion],
    only: true,
    alter: refusing(create.environmentVersion, mergeTags),
  },
  {
    name: 'token-mismatch-forgets',
    breaks: 'token.mismatch-harmless',
    about: 'After a refused mismatch the token is free, so that a correct retry makes a new version.',
    on: versionCreates,
    alter: refusing(versionCreates, (world, original) => {
      const { tokens } = world.store.state;
      for (const [token, entries] of tokens) {
        const others = entries.filter((entry) => entry.made?.serial !== original.serial);
        if (others.length < entries.length) tokens.set(token, others);
      }
    }),
  },
  {
    name: 'token-mismatch-deletes',
    breaks: 'token.mismatch-harmless',
    about: 'A refused mismatch deletes the draft of an environment template that the token stands for.',
    on: [create.environmentVersion],
    alter: refusing(create.environmentVersion, (world, original) => {
      if (original.members.status === 'DRAFT') world.store.remove(original, world.now);
    }),
  },
  {
    name: 'token-mismatch-accepted-second-time',
    breaks: 'token.mismatch',
    about: 'A mismatch that is repeated is taken for a retry, as is the first request.',
    alter({ sameParameters, onRefusal }) {
      const refused = new Map<string, Set<string>>();
      const tell = JSON.stringify;
      return {
        onRefusal(world, original, given) {
          refused.set(
            tell(original.parameters),
            (refused.get(tell(original.parameters)) ?? new Set()).add(tell(given)),
          );
          onRefusal(world, original, given);
        },
        sameParameters: (world, origin, given) =>
          ('scope' in origin && refused.get(tell(origin.parameters))?.has(tell(given))) ||
          sameParameters(world, origin, given),
      };
    },
  },
  {
    name: 'token-mismatch-unnamed-of-connections',
    breaks: 'token.mismatch-named',
    about: 'The error of a mismatch of connections says that the token was used, not for what.',
    on: [create.connection],
    alter: ({ mismatchError }) => ({
      mismatchError: (world) =>
        world.operation === create.connection ? invalid('The client token was used before') : mismatchError(world),
    }),
  },
  {
    name: 'token-mismatch-unnamed-after-update',
    breaks: 'token.mismatch-named',
    about: 'The error of a mismatch does not say what it is once the version was updated.',
    on: versionCreates,
    alter: refusing(versionCreates, (_world, original) => {
      if (original.traces.visible > 0) throw invalid('The version exists and was updated');
    }),
  },
  {
    name: 'create-mismatch-merges-tags',
    breaks: 'create.rejected-harmless',
    about: 'A refused mismatch leaves its tags on the service template.',
    on: [create.serviceTemplate],
    alter: refusing(create.serviceTemplate, mergeTags),
  },
  {
    name: 'create-mismatch-deploys',
    breaks: 'create.rejected-harmless',
    about: 'A refused mismatch deploys a settled environment once more.',
    on: [create.environment],
    alter: refusing(create.environment, (world, original) => {
      if (original.work) return;
      const members = { ...original.members, deploymentStatus: 'IN_PROGRESS', lastDeploymentAttemptedAt: world.now };
      world.store.put({ ...original, members, work: beginWork(world, 'create', original, '') }, world.now);
    }),
  },
  {
    name: 'create-mismatch-rebinds',
    breaks: 'create.rejected-harmless',
    about: 'After a refused mismatch a service expects the parameters that were refused.',
    on: [create.service],
    alter: refusing(create.service, (world, original, given) => {
      if (original.traces.visible === 0) world.store.put({ ...original, parameters: given }, world.now);
    }),
  },
  {
    name: 'create-conflict-touches',
    breaks: 'create.rejected-harmless',
    about: 'A retry refused as a conflict moves the modification time of a service.',
    on: [create.service],
    only: true,
    alter: refusing(create.service, (world, original) => {
      if (original.traces.visible > 0) meddle(world, original, { lastModifiedAt: world.now });
    }),
  },
  {
    name: 'create-conflict-unlists',
    breaks: 'create.rejected-harmless',
    about: 'After a retry refused as a conflict List omits the environment template.',
    on: [create.environmentTemplate],
    alter({ onRefusal, listed }) {
      const refused = new Set<number>();
      return {
        onRefusal(world, original, given) {
          const conflicts = world.operation === create.environmentTemplate && original.traces.visible > 0;
          if (conflicts) refused.add(original.serial);
          onRefusal(world, original, given);
        },
        listed: (world, resources, kind) =>
          listed(
            world,
            resources.filter(({ serial }) => !refused.has(serial)),
            kind,
          ),
      };
    },
  },
];

function mergeTags(world: World, original: Resource, given: Members): void {
  const tags = new Map([...original.tags, ...((given.tags ?? []) as Tag[])].map((tag) => [tag.key, tag]));
  world.store.put({ ...original, tags: [...tags.values()] }, world.now);
}
