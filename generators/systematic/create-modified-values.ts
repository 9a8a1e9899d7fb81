// create.modified however small the modification: every way to change a member's value, made by an update. An endpoint
// that compares cut, trimmed or folded values doesn't notice some of them.
import type { Input } from '../../src/program/types.ts';
import { changes, labels, type Mutation, memberOf } from '../changes/index.ts';
import { isDeployed, type NameCreate, nameCreates, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { createEach, inParts, otherRequest } from './start.ts';

const updatable: Readonly<Record<NameCreate, readonly string[]>> = {
  CreateEnvironmentTemplate: ['displayName', 'description'],
  CreateServiceTemplate: ['displayName', 'description'],
  CreateEnvironment: ['description', 'spec'],
  CreateService: ['description', 'spec'],
};

const deploying = (operation: NameCreate, { set = {} }: Mutation['change']): Input => {
  if (operation !== 'CreateEnvironment') return { ...set };
  return { ...set, deploymentType: 'spec' in set ? 'CURRENT_VERSION' : 'NONE' };
};

const isUpdate = (operation: NameCreate, { change, safe }: Mutation): boolean =>
  safe && change.drop === undefined && updatable[operation].includes(memberOf(change) ?? '');

function modifiedIn(operation: NameCreate, members: readonly Mutation[]): Draft {
  const script = new Script();
  const originals = members.map(({ base }) => otherRequest(operation, base));
  const names = createEach(script, operation, originals);
  const settled = (): unknown => isDeployed(operation) && script.settle(...names);
  settled();
  for (const [n, name] of names.entries())
    script.modify(name, update(operation).operation, deploying(operation, members[n]!.change));
  settled();
  for (const name of names) script.get(name).retry(name);
  return script.aimedAt('create.modified', operation, 'modified', labels(members));
}

const ofOperation = (operation: NameCreate): Draft[] =>
  inParts(changes(operation).filter((mutation) => isUpdate(operation, mutation))).map((members) =>
    modifiedIn(operation, members),
  );

export const createModifiedValues: readonly Draft[] = nameCreates.flatMap(ofOperation);
