// delete.only of versions: those of the same number in templates whose names are alike stay, also when the deletion comes
// again.
import { besideIt, type VersionCreate, versionCreates } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { namesAlike } from './names-alike.ts';
import { asFirst, deletionOf, merged, otherRequest, templateOf } from './start.ts';

const inAlike = (operation: VersionCreate): Draft => {
  const pairs = namesAlike().map((_, n) => namesAlike(`{{name:${n}}}`)[n]!);
  const script = new Script();
  for (const [n, name] of pairs.flatMap(([, own, other]) => [own, other]).entries()) {
    const { set } = besideIt(operation, '', `${n}`);
    const version = otherRequest(operation, merged(asFirst(operation), { set: { ...set, templateName: name } }));
    script.create(`template ${n}`, templateOf(operation), { name }).create(name, operation, version);
  }
  script.settle(...pairs.map(([, , other]) => other));
  for (const [, own, other] of pairs) script.delete(other).delete(other).get(own);
  const about = pairs.map(([each]) => each).join(', ');
  return script.aimedAt(
    'delete.only',
    deletionOf(operation),
    'deleted',
    `the same number in other templates: ${about}`,
  );
};

export const deleteAlike: readonly Draft[] = versionCreates.map(inAlike);
