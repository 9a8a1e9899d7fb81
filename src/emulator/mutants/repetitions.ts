// Mutants that go wrong only where requests overlap, or where the answer to one is lost.
import type { Kind } from '../core/kinds.ts';
import { notFound, ProtonError } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, versionCreates } from './operations.ts';

const overlapMs = 5;
const nameOf = ({ kind, key }: { kind: Kind; key: string }) => `${kind}/${key}`;
const lost = () => new ProtonError('InternalServerException', 'Something went wrong', { status: 500 });

const raceMutants: Mutant[] = [
  {
    name: 'race-token',
    breaks: 'once',
    about: 'A token is known only some milliseconds after its request: racing copies make two resources.',
    on: ['CreateEnvironmentTemplateVersion', 'CreateServiceTemplateVersion', 'CreateEnvironmentAccountConnection'],
    needs: ['races'],
    alter: () => ({ tokenKnown: (world, entry) => world.now - entry.since >= overlapMs }),
  },
  {
    name: 'race-name',
    breaks: 'once',
    about: 'A name is taken only some milliseconds after its request: of racing creates the last one wins.',
    on: ['CreateEnvironmentTemplate', 'CreateServiceTemplate', 'CreateEnvironment', 'CreateService'],
    needs: ['races'],
    alter: ({ findNamed }) => ({
      findNamed(world, kind, name) {
        const named = findNamed(world, kind, name);
        return named && world.now - Number(named.members.createdAt) >= overlapMs ? named : undefined;
      },
    }),
  },
  {
    name: 'race-delete',
    breaks: 'once',
    about: 'A copy of a delete that comes within milliseconds finds nothing to delete.',
    on: [
      'DeleteEnvironmentTemplate',
      'DeleteEnvironmentTemplateVersion',
      'DeleteServiceTemplate',
      'DeleteServiceTemplateVersion',
      'DeleteEnvironmentAccountConnection',
    ],
    needs: ['races'],
    alter({ graveOf, deleteAgain }) {
      const buried = new Map<string, number>();
      return {
        graveOf(world, grave) {
          buried.set(nameOf(grave), world.now);
          return graveOf(world, grave);
        },
        deleteAgain(world, grave, parentGone) {
          const since = grave && buried.get(nameOf(grave));
          return since !== undefined && world.now - since < overlapMs
            ? 'not-found'
            : deleteAgain(world, grave, parentGone);
        },
      };
    },
  },
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
  {
    name: 'race-async-delete-not-found',
    breaks: 'once',
    about: 'A copy that comes within milliseconds of the deletion of an environment or a service does not find it.',
    on: ['DeleteEnvironment', 'DeleteService'],
    needs: ['races'],
    alter: ({ deletionRetried }) => ({
      deletionRetried(world, dying) {
        if (world.now - (dying.work?.startedAt ?? 0) < overlapMs) throw notFound('There is no such resource');
        return deletionRetried(world, dying);
      },
    }),
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
    about:
      'One creation of a described template or service in three fails before its parameters are kept: a retry is a mismatch.',
    on: [create.environmentTemplate, create.serviceTemplate, create.service],
    share: 1 / 3,
    alter({ onMade }) {
      const fails = die(1 / 3);
      return {
        onMade(world, made) {
          const isMeant =
            (made.kind === 'service' || made.kind.endsWith('-template')) && made.parameters.description !== undefined;
          if (!isMeant || !fails(world)) return onMade(world, made);
          world.store.put({ ...made, parameters: {}, current: {} }, world.now);
          throw lost();
        },
      };
    },
  },
];

export const repetitionMutants: Mutant[] = [...raceMutants, ...lostAnswerMutants];
