// What is related: a resource, and another that is made in it, of it or on it. Whatever is done to the one may read the
// other, and write it back.
import type { Input } from '../../src/program/types.ts';
import {
  besideIt,
  type CreateOperation,
  type Deployed,
  type TemplateCreate,
  templateCreates,
  type VersionCreate,
} from '../requests.ts';
import type { Script } from '../script.ts';
import { asFirst, environmentOn, merged, otherRequest, publishOf, serviceIn, templateOf, versionOf } from './start.ts';

export interface Relation {
  readonly parent: CreateOperation;
  readonly child: CreateOperation;
  /** Makes a parent for each label, ready for a child. */
  readonly parents: (script: Script, labels: readonly string[]) => Script;
  /** The request for a child of the parent labelled so; its name or token is that label. */
  readonly request: (script: Script, parent: string) => Input;
}

const connection = 'CreateEnvironmentAccountConnection';

const named = (label: string): string => `{{name:${label}}}`;

const eachBeside = (operation: CreateOperation, script: Script, labels: readonly string[]): Script => {
  for (const label of labels)
    script.create(label, operation, otherRequest(operation, besideIt(operation, label, label)));
  return script.settle(...labels);
};

const firstVersion = (operation: VersionCreate, label: string): Input =>
  otherRequest(
    operation,
    merged(asFirst(operation), { set: { ...besideIt(operation, label, label).set, templateName: named(label) } }),
  );

const versionOfTemplate = (parent: TemplateCreate): Relation => ({
  parent,
  child: versionOf(parent),
  parents: (script, labels) => eachBeside(parent, script, labels),
  request: (_, label) => firstVersion(versionOf(parent), label),
});

const serviceInEnvironment: Relation = {
  parent: 'CreateEnvironment',
  child: 'CreateService',
  parents: (script, labels) => eachBeside('CreateEnvironment', script, labels),
  request: (_, label) => serviceIn(named(label), besideIt('CreateService', label)),
};

const environmentOnConnection: Relation = {
  parent: connection,
  child: 'CreateEnvironment',
  parents(script, labels) {
    eachBeside(connection, script, labels);
    for (const label of labels) script.modify(label, 'AcceptEnvironmentAccountConnection');
    return script;
  },
  request: (script, label) => ({ ...environmentOn(script, label), name: named(label) }),
};

/** From a version of a template that has no other. */
const fromVersion = (parent: VersionCreate, child: Deployed): Relation => ({
  parent,
  child,
  parents(script, labels) {
    for (const label of labels)
      script
        .create(`template of ${label}`, templateOf(parent), { name: named(label) })
        .create(label, parent, firstVersion(parent, label));
    script.settle(...labels);
    for (const label of labels) script.modify(label, publishOf(parent), { status: 'PUBLISHED' });
    return script;
  },
  request: (_, label) => otherRequest(child, { set: { name: named(label), templateName: named(label) } }),
});

/** Where the child is at home in the parent, or holds on to it. */
export const closeRelations: readonly Relation[] = [
  ...templateCreates.map(versionOfTemplate),
  serviceInEnvironment,
  environmentOnConnection,
];

/** Where the child is only made from the parent. */
export const madeFrom: readonly Relation[] = [
  fromVersion('CreateEnvironmentTemplateVersion', 'CreateEnvironment'),
  fromVersion('CreateServiceTemplateVersion', 'CreateService'),
];

export const relations: readonly Relation[] = [...closeRelations, ...madeFrom];
