// Mutants that go wrong only where requests overlap, where the answer to one is lost, or where the endpoint restarts.
import { notFound, ProtonError } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, versionCreates } from './operations.ts';

const overlapMs = 5;
const lost = () => new ProtonError('InternalServerException', 'Something went wrong', { status: 500 });

const raceMutants: Mutant[] = [
  {
    name: 'race-token-not-found',
    breaks: 'once',
    about: 'A copy that comes within milliseconds of the creation of a version does not find what is being made.',
    on: versionCreates,
    needs: ['races'],
    alter: ({ onRetry }) => ({
      onRetry(world, original) {
        const since = Number(original.members.createdAt);
        if (original.kind.endsWith('-version') && world.now - since < overlapMs)
          throw notFound('There is no such resource');
        return onRetry(world, original);
      },
    }),
  },
  {
    name: 'race-name-shows-nothing',
    breaks: 'once',
    about: 'A copy that comes within milliseconds of the creation of a template is answered with nothing.',
    on: [create.environmentTemplate, create.serviceTemplate],
    needs: ['races'],
    alter({ onRetry, structureForm }) {
      let isCopy = false;
      return {
        onRetry(world, original) {
          const isTemplate = original.kind.endsWith('-template');
          isCopy = isTemplate && world.now - Number(original.members.createdAt) < overlapMs;
          return onRetry(world, original);
        },
        structureForm(world, shapeName, rendered) {
          const form = structureForm(world, shapeName, rendered);
          if (!isCopy || !/^Create\w+TemplateOutput$/.test(shapeName)) return form;
          isCopy = false;
          return {};
        },
      };
    },
  },
];

const lostAnswerMutants: Mutant[] = [
  {
    name: 'lost-answer-token-forgotten',
    breaks: 'once.lost-response',
    about: 'One token create in three fails when the resource is made but its token is not yet kept.',
    on: [...versionCreates, create.connection],
    share: 1 / 3,
    alter({ tokenGiven, onMade }) {
      const fails = die(1 / 3);
      let isByToken = false;
      return {
        tokenGiven(world, input) {
          const token = tokenGiven(world, input);
          isByToken = token !== undefined;
          return token;
        },
        onMade(world, made) {
          if (goesByToken(world) && isByToken && fails(world)) throw lost();
          return onMade(world, made);
        },
      };
    },
  },
  {
    name: 'lost-answer-half-made',
    breaks: 'once.lost-response',
    about: 'One creation of a described template in three fails before its parameters are kept: a retry is a mismatch.',
    on: [create.environmentTemplate, create.serviceTemplate],
    share: 1 / 3,
    alter({ onMade }) {
      const fails = die(1 / 3);
      return {
        onMade(world, made) {
          const isMeant = made.kind.endsWith('-template') && made.parameters.description !== undefined;
          if (!isMeant || !fails(world)) return onMade(world, made);
          world.store.put({ ...made, parameters: {}, current: {} }, world.now);
          throw lost();
        },
      };
    },
  },
];

const restartMutants: Mutant[] = [
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

export const repetitionMutants: Mutant[] = [...raceMutants, ...lostAnswerMutants, ...restartMutants];
