// Mutants that go wrong only where the connection breaks in the middle of a request or of an answer.
import type { Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import { invalid } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { atOnceDeletes, create, isOn, type On, templateCreates, tokenCreates, versionCreates } from './operations.ts';
import { forgetToken, isNewName, isNewToken, isThere, keptOf, namedIn, standsFor } from './overlaps.ts';

const needs = ['faults'] as const;
const breaks = 'once.lost-response';

/** The alteration that does something after a request that changed something, where its answer did not go out whole. */
function unlessDelivered(on: On, changes: typeof isNewToken, undo: (world: World, input: Members) => void) {
  return ({ proceed }: Rules): Pick<Rules, 'proceed'> => ({
    async proceed(passage) {
      const before = passage.look();
      const isMeant = before && isOn(before.world, on) && changes(before.world, before.input);
      const answer = await proceed(passage);
      if (!isMeant || answer.status !== 200) return answer;
      return {
        ...answer,
        delivered(isWhole) {
          const after = isWhole ? undefined : passage.look();
          if (after) undo(after.world, after.input);
        },
      };
    },
  });
}

const madeBy = (world: World, input: Members): Resource | undefined => {
  const kept = keptOf(world, input);
  return kept && standsFor(world, kept);
};

export const brokenAnswerMutants: Mutant[] = [
  {
    name: 'broken-answer-token-forgotten',
    breaks,
    about: 'A token is kept only where the answer to its request goes out whole.',
    on: tokenCreates,
    needs,
    alter: unlessDelivered(tokenCreates, isNewToken, forgetToken),
  },
  {
    name: 'broken-answer-token-forgotten-1-in-3',
    breaks,
    about: 'Where the answer to its request does not go out whole, one token in three is forgotten.',
    on: tokenCreates,
    share: 1 / 3,
    needs,
    alter(rules) {
      const forgets = die(1 / 3);
      return unlessDelivered(tokenCreates, isNewToken, (world, input) => {
        if (forgets(world)) forgetToken(world, input);
      })(rules);
    },
  },
  {
    name: 'broken-answer-shows-ghost',
    breaks,
    about: 'A version is taken back where the answer does not go out whole, but its token still shows it.',
    on: versionCreates,
    needs,
    alter(rules) {
      const ghosts = new Map<number, Resource>();
      return {
        ...unlessDelivered(versionCreates, isNewToken, (world, input) => {
          const made = madeBy(world, input);
          if (!made) return;
          ghosts.set(made.serial, made);
          world.store.remove(made, world.now);
        })(rules),
        onDeletedOriginal: (world, entry) =>
          ghosts.get(entry.made?.serial ?? 0) ?? rules.onDeletedOriginal(world, entry),
      };
    },
  },
  {
    name: 'broken-answer-other-parameters',
    breaks,
    about: 'Where the answer does not go out whole the parameters of a connection are not kept: a retry is a mismatch.',
    on: [create.connection],
    needs,
    alter: unlessDelivered(create.connection, isNewToken, (world, input) => {
      const kept = keptOf(world, input);
      if (kept) world.store.state.tokens.set(String(input.clientToken), [{ ...kept, parameters: {} }]);
    }),
  },
  {
    name: 'broken-answer-second-in-list',
    breaks,
    about:
      'Where the answer does not go out whole the version is there twice in the list, once under a number of its own.',
    on: versionCreates,
    needs,
    alter(rules) {
      const doubled = new Set<number>();
      return {
        ...unlessDelivered(versionCreates, isNewToken, (world, input) => {
          const made = madeBy(world, input);
          if (made) doubled.add(made.serial);
        })(rules),
        listed(world, resources, kind) {
          const all = rules.listed(world, resources, kind);
          return [...all, ...all.filter(({ serial }) => doubled.has(serial)).map(another)];
        },
      };
    },
  },
  {
    name: 'broken-answer-name-taken',
    breaks,
    about: 'A template is taken back where the answer does not go out whole, but its name stays taken for ever.',
    on: templateCreates,
    needs,
    alter(rules) {
      const taken = new Set<string>();
      return {
        ...unlessDelivered(templateCreates, isNewName, (world, input) => {
          const made = namedIn(world, input);
          if (!made) return;
          taken.add(`${made.kind}/${made.key}`);
          world.store.remove(made, world.now);
        })(rules),
        findNamed(world, kind, name) {
          if (taken.has(`${kind}/${name}`)) throw invalid('The name is taken');
          return rules.findNamed(world, kind, name);
        },
      };
    },
  },
  {
    name: 'broken-answer-name-other-parameters',
    breaks,
    about:
      'Where the answer does not go out whole the parameters of a named create are not kept: a retry is a mismatch.',
    on: [create.environmentTemplate, create.environment, create.service],
    needs,
    alter: unlessDelivered(
      [create.environmentTemplate, create.environment, create.service],
      isNewName,
      (world, input) => {
        const made = namedIn(world, input);
        if (made) world.store.put({ ...made, parameters: {}, current: {} }, world.now);
      },
    ),
  },
  {
    name: 'broken-answer-deletion-undone',
    breaks,
    about: 'A deletion is undone where its answer does not go out whole; a retry only says that it is done.',
    on: atOnceDeletes,
    needs,
    alter(rules) {
      const stays = new Set<number>();
      const deleted = new Map<string, Resource>();
      return {
        ...unlessDelivered(atOnceDeletes, isThere, (world) => {
          const resource = deleted.get(world.body);
          if (!resource) return;
          stays.add(resource.serial);
          world.store.put(resource, world.now);
        })(rules),
        afterDeletion(world, resource) {
          if (stays.has(resource.serial)) return resource;
          deleted.set(world.body, resource);
          return rules.afterDeletion(world, resource);
        },
      };
    },
  },
  {
    name: 'cut-request-executed',
    breaks,
    about: 'A request that is cut off in its body is carried out with the members that came.',
    on: [...templateCreates, create.connection],
    needs,
    alter: () => ({ mended: wholeMembers }),
  },
];

/** The same version under another number. */
function another(version: Resource): Resource {
  const minorVersion = `${version.members.minorVersion}9`;
  return { ...version, members: { ...version.members, minorVersion, arn: `${version.members.arn}9` } };
}

/** What came of a JSON object, ended after its last whole member. */
function wholeMembers(part: string): string | undefined {
  let depth = 0;
  let end = -1;
  for (const { 0: token, index } of part.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/g)) {
    if ('[{'.includes(token)) depth++;
    else if (']}'.includes(token)) depth--;
    else if (token === ',' && depth === 1) end = index;
  }
  return end === -1 ? undefined : `${part.slice(0, end)}}`;
}
