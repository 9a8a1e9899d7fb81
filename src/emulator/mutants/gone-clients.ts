// Mutants that go wrong only where the client closes the connection while they are at work, and they notice.
import { kindFacts } from '../core/kinds.ts';
import { noTraces, type Resource } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Passage } from '../rules/proceeding.ts';
import type { Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import {
  atOnceDeletes,
  create,
  inTimeDeletes,
  isOn,
  namedCreates,
  type On,
  templateCreates,
  tokenCreates,
  versionCreates,
} from './operations.ts';
import { forgetToken, isNewName, isNewToken, isThere, keptOf, namedIn, standsFor } from './overlaps.ts';

const needs = ['faults'] as const;
const breaks = 'once.lost-response';

/** How long they are at work when the request has taken effect, milliseconds. */
const workMs = 30;
/** They begin to watch the connection so long after the request came, milliseconds. */
const watchAfterMs = 5;

const updates = ['UpdateEnvironmentTemplate', 'UpdateServiceTemplate'];

interface Meant {
  readonly on: On;
  changes(world: World, input: Members): boolean;
  /** Is given what the request was about before it. */
  undo(world: World, input: Members, before: Resource | undefined): void;
  /** How it notices; left out: it looks when its work is over. */
  isGone?(passage: Passage): Promise<boolean>;
}

/** The alteration that does something after a request that changed something, where its client has gone meanwhile. */
const whereGone =
  ({ on, changes, undo, isGone = goneByThen }: Meant): Mutant['alter'] =>
  ({ proceed }) => ({
    async proceed(passage) {
      const sight = passage.look();
      if (!sight || !isOn(sight.world, on) || !changes(sight.world, sight.input)) return proceed(passage);
      const before = namedIn(sight.world, sight.input);
      const answer = await proceed(passage);
      if (answer.status !== 200 || !(await isGone(passage))) return answer;
      const after = passage.look();
      if (after) undo(after.world, after.input, before);
      return answer;
    },
  });

async function goneByThen({ request, sleep }: Passage): Promise<boolean> {
  await sleep(workMs);
  return request.gone?.aborted === true;
}

/** Sees only what happens while it watches. */
async function goneWhileWatching({ request, sleep }: Passage): Promise<boolean> {
  await sleep(watchAfterMs);
  if (request.gone?.aborted) return false;
  await sleep(workMs);
  return request.gone?.aborted === true;
}

async function goneAtOnce({ request, sleep }: Passage): Promise<boolean> {
  await sleep(watchAfterMs);
  return request.gone?.aborted === true;
}

function forgetParameters(world: World, input: Members): void {
  const made = namedIn(world, input);
  if (made) world.store.put({ ...made, parameters: {}, current: {} }, world.now);
}

export const goneClientMutants: Mutant[] = [
  {
    name: 'gone-client-token-forgotten',
    breaks,
    about: 'A token is forgotten where the client is gone when the resource is made.',
    on: tokenCreates,
    needs,
    alter: whereGone({ on: tokenCreates, changes: isNewToken, undo: forgetToken }),
  },
  {
    name: 'gone-client-token-forgotten-at-once',
    breaks,
    about: 'The token of a version is forgotten where the client is gone 5 ms after its request came.',
    on: versionCreates,
    needs,
    alter: whereGone({ on: versionCreates, changes: isNewToken, undo: forgetToken, isGone: goneAtOnce }),
  },
  {
    name: 'gone-client-token-forgotten-late',
    breaks,
    about: 'A token is forgotten where the client goes between 5 ms and 35 ms after its request came.',
    on: tokenCreates,
    needs,
    alter: whereGone({ on: tokenCreates, changes: isNewToken, undo: forgetToken, isGone: goneWhileWatching }),
  },
  {
    name: 'gone-client-version-taken-back',
    breaks,
    about: 'A version is taken back where the client is gone when it is made, but its token still shows it.',
    on: versionCreates,
    needs,
    alter(rules) {
      const ghosts = new Map<number, Resource>();
      const undo = (world: World, input: Members): void => {
        const kept = keptOf(world, input);
        const made = kept && standsFor(world, kept);
        if (!made) return;
        ghosts.set(made.serial, made);
        world.store.remove(made, world.now);
      };
      return {
        ...whereGone({ on: versionCreates, changes: isNewToken, undo })(rules),
        onDeletedOriginal: (world, entry) =>
          ghosts.get(entry.made?.serial ?? 0) ?? rules.onDeletedOriginal(world, entry),
      };
    },
  },
  {
    name: 'gone-client-parameters-forgotten',
    breaks,
    about:
      'The parameters of a named create are forgotten where the client is gone when it is done: a retry is a mismatch.',
    on: namedCreates,
    needs,
    alter: whereGone({ on: namedCreates, changes: isNewName, undo: forgetParameters }),
  },
  {
    name: 'gone-client-name-free',
    breaks,
    about: 'An environment or a service is made where the client is gone by then, but its name stays free.',
    on: [create.environment, create.service],
    needs,
    alter(rules) {
      const unnamed = new Set<number>();
      const undo = (world: World, input: Members): void => {
        const made = namedIn(world, input);
        if (made) unnamed.add(made.serial);
      };
      return {
        ...whereGone({ on: [create.environment, create.service], changes: isNewName, undo })(rules),
        findNamed(world, kind, name) {
          const named = rules.findNamed(world, kind, name);
          return named && unnamed.has(named.serial) ? undefined : named;
        },
      };
    },
  },
  {
    name: 'gone-client-deletion-undone',
    breaks,
    about: 'A deletion is undone where the client that asked for it first is gone when it is done.',
    on: atOnceDeletes,
    needs,
    alter: whereGone({
      on: atOnceDeletes,
      changes: isThere,
      undo(world, _input, before) {
        if (before) world.store.put(before, world.now);
      },
    }),
  },
  {
    name: 'gone-client-deletion-stopped',
    breaks,
    about: 'The deletion of an environment or a service is given up where the client that asked for it first is gone.',
    on: inTimeDeletes,
    needs,
    alter: whereGone({
      on: inTimeDeletes,
      changes: (world, input) => isThere(world, input) && namedIn(world, input)?.work === undefined,
      undo(world, input) {
        const dying = namedIn(world, input);
        if (dying?.work?.kind !== 'delete') return;
        const { work: _, ...live } = dying;
        const { member = '', created } = kindFacts[dying.kind].statuses ?? {};
        world.store.put({ ...live, members: { ...live.members, [member]: created } }, world.now);
      },
    }),
  },
  {
    name: 'gone-client-update-uncounted',
    breaks: 'create.modified',
    about: 'An update of a template does not count as a modification where the client is gone when it is done.',
    on: templateCreates,
    needs,
    alter: whereGone({
      on: updates,
      changes: isThere,
      undo(world, input) {
        const updated = namedIn(world, input);
        if (updated) world.store.put({ ...updated, traces: noTraces }, world.now);
      },
    }),
  },
];
