// The whole life of what is made with every member there is: made, asked for again, deleted twice, made anew, updated, and
// deleted with a retry on its heels.
import type { Change } from '../../src/program/types.ts';
import type { Full } from '../full.ts';
import { allCreates, besideIt, type CreateOperation, isDeployed, standardRequest, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { type FullOriginal, fullOriginals } from './full-originals.ts';
import { deletionOf, environmentOn, otherRequest } from './start.ts';

/** `beside`: what must be there after the deletion as it was before. */
const lived = (script: Script, operation: CreateOperation, ...beside: readonly string[]): Script =>
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
    .modify('second', update(operation).operation, update(operation).input)
    .settle('second')
    .retry('first')
    .get('second')
    .delete('second')
    .delete('second')
    .settle('second');

/** Made anew without them, it shows nothing of them. */
const without = (operation: CreateOperation, { change: { set = {}, drop = [] } }: Full): Change => {
  const standard = standardRequest(operation);
  const members = Object.keys(set);
  return {
    set: Object.fromEntries([...members, ...drop].flatMap((m) => (m in standard ? [[m, standard[m]!]] : []))),
    drop: members.filter((m) => !(m in standard)),
  };
};

const live = (operation: CreateOperation, full: FullOriginal): Draft => {
  const script = lived(full.begin(), operation, ...full.beside)
    .retry('first', { change: without(operation, full), as: 'third' })
    .settle('third')
    .get('third')
    .retry('third');
  for (const beside of full.beside) script.get(beside).list(beside).retry(beside);
  return script.aimedAt(
    isDeployed(operation) ? 'async-delete.effect' : 'delete.first',
    deletionOf(operation),
    'deleted',
    `made with ${full.label}`,
  );
};

const lives = (operation: CreateOperation): Draft[] => fullOriginals(operation).map((full) => live(operation, full));

/** What an environment is deployed by is a parameter as any other. */
const otherConnection = (): Draft => {
  const connection = otherRequest('CreateEnvironmentAccountConnection');
  const script = new Script()
    .create('connection', 'CreateEnvironmentAccountConnection', connection)
    .modify('connection', 'AcceptEnvironmentAccountConnection')
    .retry('connection', { change: besideIt('CreateEnvironmentAccountConnection'), as: 'other' })
    .modify('other', 'AcceptEnvironmentAccountConnection');
  script.create('first', 'CreateEnvironment', environmentOn(script, 'connection')).settle('first').get('first');
  const other: Change = { set: { environmentAccountConnectionId: script.made('other', 'id') } };
  return script
    .retry('first', { change: other })
    .retry('first', { change: { drop: ['environmentAccountConnectionId'] } })
    .retry('first')
    .get('first')
    .aimedAt('create.mismatch', 'CreateEnvironment', 'one parameter changed', 'another account connection');
};

export const fullLives: readonly Draft[] = [...allCreates.flatMap(lives), otherConnection()];
