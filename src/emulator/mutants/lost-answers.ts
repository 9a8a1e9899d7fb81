// Mutants that go wrong only where the answer to a request is lost.
import { ProtonError } from '../wire/errors.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { create, goesByToken, versionCreates } from './operations.ts';

const lost = () => new ProtonError('InternalServerException', 'Something went wrong', { status: 500 });

export const lostAnswerMutants: Mutant[] = [
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
