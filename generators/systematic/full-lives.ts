// The whole life of what is made with every member there is: made, asked for again, deleted twice, made anew.
import { fullRequests } from '../full.ts';
import { allCreates, type CreateOperation, isDeployed } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { begun, deletionOf, otherRequest } from './start.ts';

/** `beside`: what must be there after the deletion as it was before. */
const lived = (script: Script, ...beside: readonly string[]): Script =>
  script
    .retry('first')
    .settle('first')
    .get('first')
    .retry('first')
    .get('first')
    .listTags('first')
    .delete('first')
    .settle('first')
    .get('first', ...beside)
    .delete('first')
    .list('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .delete('second')
    .settle('second');

const aimed = (script: Script, operation: CreateOperation, about: string): Draft =>
  script.aimedAt(
    isDeployed(operation) ? 'async-delete.effect' : 'delete.first',
    deletionOf(operation),
    'deleted',
    `made with ${about}`,
  );

const lives = (operation: CreateOperation): Draft[] =>
  fullRequests[operation].map(({ label, change }) => aimed(lived(begun(operation, change)), operation, label));

/** An environment in another account; the connection to it must stay as it is. */
const connected = (): Draft => {
  const script = new Script()
    .create('connection', 'CreateEnvironmentAccountConnection', otherRequest('CreateEnvironmentAccountConnection'))
    .modify('connection', 'AcceptEnvironmentAccountConnection');
  const request = otherRequest('CreateEnvironment', {
    drop: ['protonServiceRoleArn'],
    set: { environmentAccountConnectionId: script.made('connection', 'id') },
  });
  lived(script.create('first', 'CreateEnvironment', request), 'connection')
    .get('connection')
    .list('connection')
    .retry('connection');
  return aimed(script, 'CreateEnvironment', 'an account connection');
};

export const fullLives: readonly Draft[] = [...allCreates.flatMap(lives), connected()];
