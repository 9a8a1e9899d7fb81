// Mutants of retries and refused requests: what comes of them only later, as from a queue of jobs.
import { childrenOf } from '../core/relations.ts';
import type { Resource } from '../core/state.ts';
import { beginWork } from '../core/work.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, templateCreates } from './operations.ts';

const laterMs = 5_000;

/** Deploys what was noted once more, later: whoever looks then sees it. */
const deployingLater = (looked: Rules['looked']) => {
  const due = new Map<number, number>();
  return {
    note: (world: World, { serial, work }: Resource): void => {
      if (!work) due.set(serial, world.now + laterMs);
    },
    looked: ((world, kind, key, found) => {
      const shown = looked(world, kind, key, found);
      const at = due.get(shown?.serial ?? -1);
      if (!shown || at === undefined || at > world.now || shown.work) return shown;
      due.delete(shown.serial);
      const passing = kind === 'service' ? { status: 'UPDATE_IN_PROGRESS' } : { deploymentStatus: 'IN_PROGRESS' };
      const members = { ...shown.members, ...passing };
      return world.store.put({ ...shown, members, work: beginWork(world, 'update', shown, '') }, world.now);
    }) satisfies Rules['looked'],
  };
};

export const laterEffectMutants: Mutant[] = [
  {
    name: 'create-retry-updates-later',
    breaks: 'create.retry',
    about: 'Five seconds after a retry a settled service is deployed once more.',
    on: [create.service],
    alter({ onRetry, looked }) {
      const later = deployingLater(looked);
      return {
        looked: later.looked,
        onRetry(world, original) {
          if (world.operation === create.service) later.note(world, original);
          return onRetry(world, original);
        },
      };
    },
  },
  {
    name: 'create-mismatch-deploys-later',
    breaks: 'create.rejected-harmless',
    about: 'Five seconds after a refused mismatch a settled environment or service is deployed once more.',
    on: [create.environment, create.service],
    alter({ onRefusal, looked }) {
      const later = deployingLater(looked);
      return {
        looked: later.looked,
        onRefusal(world, original, given) {
          if (original.traces.visible === 0 && !goesByToken(world)) later.note(world, original);
          onRefusal(world, original, given);
        },
      };
    },
  },
  {
    name: 'delete-retry-queued',
    breaks: 'create.after-delete',
    about: 'A retry of the deletion of a template waits five seconds, and deletes what has the name then.',
    on: templateCreates,
    alter({ deleteAgain, looked }) {
      const due = new Map<string, number>();
      return {
        deleteAgain(world, grave, parentGone) {
          if (grave?.kind.endsWith('-template')) due.set(`${grave.kind} ${grave.key}`, world.now + laterMs);
          return deleteAgain(world, grave, parentGone);
        },
        looked(world, kind, key, found) {
          const at = due.get(`${kind} ${key}`);
          if (!found || at === undefined || at > world.now) return looked(world, kind, key, found);
          due.delete(`${kind} ${key}`);
          if (childrenOf(world.store, found).length > 0) return looked(world, kind, key, found);
          world.store.remove(found, world.now);
          return looked(world, kind, key, undefined);
        },
      };
    },
  },
];
