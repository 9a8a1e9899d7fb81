// async-delete.complete: what was deleted is known to be gone though all that it was made from, ran in or used goes too, one
// after the other, and is made again.
import { type Deployed, deployedCreates } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { closeRelations, madeFrom } from './relatives.ts';
import { deletionOf } from './start.ts';

const upwards = (operation: Deployed): Draft => {
  const [holder, origin] = [closeRelations, madeFrom].map((all) => all.find(({ child }) => child === operation)!);
  const script = new Script();
  holder!.parents(script, ['holder']);
  origin!.parents(script, ['version']);
  const { templateName } = origin!.request(script, 'version');
  script
    .create('first', operation, { ...holder!.request(script, 'holder'), templateName: templateName! })
    .settle('first')
    .delete('first')
    .settle('first');
  for (const label of ['holder', 'version', 'template of version'])
    script.delete(label).settle(label).get(label).delete('first');
  return script
    .retry('template of version', { as: 'again' })
    .delete('first')
    .get('again', 'first')
    .aimedAt('async-delete.complete', deletionOf(operation), 'deleted', 'then all that it was made from and ran in');
};

export const deleteUpwards: readonly Draft[] = deployedCreates.map(upwards);
