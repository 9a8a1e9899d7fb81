// create.modified by what the kind of a deployment says beside its members: the newest version, where none is named; and
// settings that come with a deployment, as code that forks on the kind may forget them.
import type { Input } from '../../src/program/types.ts';
import { role } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { createEach, otherRequest } from './start.ts';

const operation = 'CreateEnvironment';

const kinds: readonly Input[] = [
  { deploymentType: 'MINOR_VERSION' },
  { deploymentType: 'MINOR_VERSION', description: 'other' },
  { deploymentType: 'CURRENT_VERSION', description: 'other' },
  { deploymentType: 'CURRENT_VERSION', protonServiceRoleArn: role('other') },
  { deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2' },
];

/** Each of an environment of its own, of the earliest minor version: there is a newer one to be brought to. */
function modifiedBy(inputs: readonly Input[]): Draft {
  const script = new Script();
  const earliest = otherRequest(operation, { set: { templateMinorVersion: '0' } });
  const names = createEach(
    script,
    operation,
    inputs.map(() => earliest),
  );
  script.settle(...names);
  for (const [n, name] of names.entries()) script.modify(name, 'UpdateEnvironment', inputs[n]!);
  script.settle(...names);
  for (const name of names) script.get(name).retry(name);
  const about = inputs.map(({ deploymentType, ...members }) =>
    [deploymentType, ...Object.keys(members)].join(' with '),
  );
  return script.aimedAt('create.modified', operation, 'modified', about.join(', '));
}

export const createModifiedKinds: readonly Draft[] = [modifiedBy(kinds)];
