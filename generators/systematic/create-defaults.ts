// create.mismatch of a member that the endpoint chooses where it is left out: what it chooses for a neighbour made without it
// it would choose here too, so that another value given and none are two requests.
import { type Deployed, deployedCreates } from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, otherRequest } from './start.ts';

const member = 'templateMinorVersion';
/** The fixtures have both published. */
const minors = ['0', '1'] as const;

const chosen = (operation: Deployed): Draft => {
  const script = begun(operation);
  for (const minor of minors)
    script.create(minor, operation, otherRequest(operation, { set: { name: `{{name:m${minor}}}`, [member]: minor } }));
  script.settle('first', ...minors).get('first', ...minors);
  for (const minor of minors) script.retry('first', { change: { set: { [member]: minor } } });
  for (const minor of minors) script.retry(minor, { change: { drop: [member] } }).retry(minor);
  return script
    .retry('first')
    .get('first', ...minors)
    .aimedAt('create.mismatch', operation, 'one parameter changed', 'minor versions given and left out');
};

export const createDefaults: readonly Draft[] = deployedCreates.map(chosen);
