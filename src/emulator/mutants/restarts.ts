// Mutants that go wrong only where the endpoint restarts.
import type { Mutant } from './mutant.ts';
import { create, versionCreates } from './operations.ts';

export const restartMutants: Mutant[] = [
  {
    name: 'restart-forgets-tokens',
    breaks: 'durable',
    about: 'After a restart no token is known.',
    on: [...versionCreates, create.connection],
    needs: ['restart'],
    alter: () => ({ remembered: (state) => ({ ...state, tokens: new Map() }) }),
  },
  {
    name: 'restart-forgets-deletions',
    breaks: 'durable',
    about: 'After a restart no deletion is remembered.',
    on: [
      'DeleteEnvironmentTemplate',
      'DeleteEnvironmentTemplateVersion',
      'DeleteServiceTemplate',
      'DeleteServiceTemplateVersion',
      'DeleteEnvironmentAccountConnection',
      'DeleteEnvironment',
      'DeleteService',
    ],
    needs: ['restart'],
    alter: () => ({ remembered: (state) => ({ ...state, graves: new Map() }) }),
  },
  {
    name: 'restart-forgets-modifications',
    breaks: 'durable',
    about: 'After a restart nothing counts as modified.',
    on: [create.environmentTemplate, create.serviceTemplate, create.environment, create.service],
    needs: ['restart'],
    alter: () => ({
      remembered(state) {
        for (const resources of Object.values(state.resources))
          for (const [key, resource] of resources)
            resources.set(key, { ...resource, traces: { ...resource.traces, visible: 0 } });
        return state;
      },
    }),
  },
  {
    name: 'restart-drops-work',
    breaks: 'durable',
    about: 'Deletions that are in progress at a restart stay in progress for ever.',
    on: ['DeleteEnvironment', 'DeleteService'],
    needs: ['restart'],
    alter: () => ({
      remembered(state) {
        for (const resources of Object.values(state.resources))
          for (const [key, { work, ...resource }] of resources)
            resources.set(
              key,
              work?.kind === 'delete'
                ? { ...resource, work: { ...work, endsAt: 1e15 } }
                : { ...resource, ...(work && { work }) },
            );
        return state;
      },
    }),
  },
];
