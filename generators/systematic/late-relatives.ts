// once: copies of all that was asked of a resource come late, when it and what it belonged to are gone. Each finds nothing,
// and brings back neither.

import { update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { updateSequences } from '../updates.ts';
import { closeRelations, type Relation } from './relatives.ts';
import { deletionOf } from './start.ts';

const bothGone = ({ parent, child, parents, request }: Relation): Draft => {
  const copied = { fault: 'copied' } as const;
  const script = parents(new Script(), ['parent']);
  script.create('child', child, request(script, 'parent'), copied).settle('child');
  for (const { operation, input } of updateSequences(child)[0]!)
    script.modify('child', operation, input, copied).settle('child');
  return script
    .modify('parent', update(parent).operation, update(parent).input, copied)
    .delete('child', copied)
    .settle('child')
    .delete('parent', copied)
    .settle('parent')
    .deliver()
    .get('child', 'parent')
    .retry('parent', { as: 'again' })
    .settle('again')
    .get('again', 'child')
    .effects('again')
    .aimedAt(
      'once',
      deletionOf(parent),
      'late copy',
      `of all that was asked of it and one of ${child}, when both are gone`,
    );
};

export const lateRelatives: readonly Draft[] = closeRelations.map(bothGone);
