// once among different requests to resources that are related: each is answered as if it had come alone, and none undoes
// what another does. Each race has a parent of its own: of one that was updated before, a retry says no more.
import { withPipeline } from '../full.ts';
import { besideIt, type Deployed, deployedCreates, type Update, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { deployment, instanceUpdate, pipelineUpdate, tagging, updateSequences } from '../updates.ts';
import { closeRelations, type Relation, relations } from './relatives.ts';
import { deletionOf, merged, otherRequest } from './start.ts';

/** What is done to a child: the request that makes it, an update, or its deletion. */
type Deed = 'make' | 'delete' | Update;

const childOf = (parent: string): string => `of ${parent}`;

/** A parent for each deed, and a child of it but where that is to be made; the labels of the parents. */
const families = (script: Script, { child, parents, request }: Relation, deeds: readonly Deed[]): readonly string[] => {
  const labels = deeds.map((_, n) => `p${n}`);
  parents(script, labels);
  const withChild = labels.filter((_, n) => deeds[n] !== 'make');
  for (const label of withChild) script.create(childOf(label), child, request(script, label));
  script.settle(...withChild.map(childOf));
  return labels;
};

const act = (at: Script, { child, request }: Relation, parent: string, deed: Deed): Script => {
  if (deed === 'make') return at.create(childOf(parent), child, request(at, parent));
  return deed === 'delete' ? at.delete(childOf(parent)) : at.modify(childOf(parent), deed.operation, deed.input);
};

const deployedOf = ({ child }: Relation): Deployed | undefined => deployedCreates.find((each) => each === child);

/** Of what is deployed, a change of its settings and a deployment. */
const updatesOf = (relation: Relation): readonly Update[] => {
  const deployed = deployedOf(relation);
  return deployed ? [update(deployed), deployment(deployed)] : updateSequences(relation.child).flat();
};

/** Both updates of the parent are there afterwards, and what was done to the child. */
const parentUpdated = (relation: Relation): Draft => {
  const { parent, child } = relation;
  const { operation: updated, input } = update(parent);
  const deeds: readonly Deed[] = ['make', ...updatesOf(relation), 'delete'];
  const script = new Script();
  for (const [n, label] of families(script, relation, deeds).entries())
    script
      .together((at) =>
        act(at, relation, label, deeds[n]!)
          .modify(label, updated, input)
          .modify(label, tagging.operation, tagging.input),
      )
      .settle(label, childOf(label))
      .retry(label)
      .get(label, childOf(label));
  return script.aimedAt('once', parent, 'concurrent', `updated while something is done to one of ${child}`);
};

/** The child may stand in the way of the deletion; what is gone stays gone. */
const parentDeleted = (relation: Relation): Draft => {
  const { parent, child } = relation;
  const deeds: readonly Deed[] = ['make', updatesOf(relation).at(-1)!, 'delete'];
  const script = new Script();
  const labels = families(script, relation, deeds);
  for (const [n, label] of labels.entries())
    script
      .together((at) => act(at, relation, label, deeds[n]!).delete(label))
      .settle(childOf(label), label)
      .get(childOf(label), label);
  return script
    .effects(labels[0]!)
    .aimedAt('once', deletionOf(parent), 'concurrent', `against what is done to one of ${child}`);
};

/** Of a service: its own updates and its deletion against those of its instance and its pipeline. */
const parts = (): Draft => {
  const ofParts = [instanceUpdate, pipelineUpdate];
  const script = new Script();
  const made = (label: string): string => {
    script.create(
      label,
      'CreateService',
      otherRequest('CreateService', merged(withPipeline, besideIt('CreateService', label))),
    );
    return label;
  };
  const updated = ofParts.map((_, n) => made(`updated${n}`));
  const deleted = ofParts.map((_, n) => made(`deleted${n}`));
  const { operation, input } = update('CreateService');
  script.settle(...updated, ...deleted);
  for (const [n, part] of ofParts.entries())
    script
      .together((at) =>
        at
          .modify(updated[n]!, part.operation, part.input)
          .modify(updated[n]!, operation, input)
          .modify(updated[n]!, tagging.operation, tagging.input),
      )
      .settle(updated[n]!)
      .retry(updated[n]!)
      .get(updated[n]!)
      .instances(updated[n]!)
      .together((at) => at.modify(deleted[n]!, part.operation, part.input).delete(deleted[n]!))
      .settle(deleted[n]!)
      .get(deleted[n]!);
  return script
    .effects(deleted[0]!)
    .aimedAt('once', 'DeleteService', 'concurrent', 'it and its updates against updates of its parts');
};

export const raceRelatives: readonly Draft[] = [
  ...closeRelations.map(parentUpdated),
  ...relations.map(parentDeleted),
  parts(),
];
