// How a program about one create operation begins: with the parents that it may change, or none. Kept as cheap as can
// be, since set-up costs more calls than the question.

import { changedInput } from '../../src/program/change.ts';
import type { Change, Input } from '../../src/program/types.ts';
import { operations, resources } from '../../src/specs/index.ts';
import {
  besideIt,
  type CreateOperation,
  ownTemplate,
  serviceSpec,
  standardRequest,
  type TemplateCreate,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { Script, type Way } from '../script.ts';

/** Longer than the times of the coarsest endpoint are apart, which are of whole seconds. */
export const nextSecondMs = 1100;
/** For what was queued, or a registration, to end; nobody else waits meanwhile. */
export const secondsLaterMs = 10_000;

export const isVersion = (operation: CreateOperation): operation is VersionCreate =>
  versionCreates.some((version) => version === operation);

export const templateOf = (operation: VersionCreate): TemplateCreate =>
  operation === 'CreateEnvironmentTemplateVersion' ? 'CreateEnvironmentTemplate' : 'CreateServiceTemplate';

export const versionOf = (operation: TemplateCreate): VersionCreate =>
  operation === 'CreateEnvironmentTemplate' ? 'CreateEnvironmentTemplateVersion' : 'CreateServiceTemplateVersion';

/** The update that publishes a version. */
export const publishOf = (operation: VersionCreate): string => operation.replace('Create', 'Update');

/** The standard request for a service, changed, in another environment than the fixture. */
export const serviceIn = (environment: string, change: Change = {}): Input => {
  const spec = serviceSpec().replace('{{fixture:environment}}', environment);
  return otherRequest('CreateService', merged(change, { set: { spec } }));
};

/** The standard request for an environment, in another account: by the connection labelled so. */
export const environmentOn = (script: Script, connection: string): Input =>
  otherRequest('CreateEnvironment', {
    drop: ['protonServiceRoleArn'],
    set: { environmentAccountConnectionId: script.made(connection, 'id') },
  });

/** The operation that deletes what the create `operation` makes. */
export const deletionOf = (operation: CreateOperation): string => resources[operations[operation]!.resource!].delete;

/** For a version as the first one of its template, which must leave the major version out; else no change. */
export const asFirst = (operation: CreateOperation): Change => (isVersion(operation) ? { drop: ['majorVersion'] } : {});

/** A version's own template, labelled `template`, with the members given too; of other resources nothing. */
export function parents(operation: CreateOperation, members: Input = {}): Script {
  const script = new Script();
  return isVersion(operation)
    ? script.create('template', templateOf(operation), {
        name: ownTemplate,
        description: 'of its versions',
        ...members,
      })
    : script;
}

/** The parents, and of a version 1.0 too, labelled `base`, so that the standard request (version 1.1) succeeds. */
export function prepared(operation: CreateOperation, ofParent: Input = {}): Script {
  const script = parents(operation, ofParent);
  if (!isVersion(operation)) return script;
  return script
    .create(
      'base',
      operation,
      otherRequest(operation, { ...asFirst(operation), set: { clientToken: '{{token:base}}' } }),
    )
    .settle('base');
}

/** The standard request, changed. */
export const otherRequest = (operation: CreateOperation, change: Change = {}): Input =>
  changedInput(standardRequest(operation), change);

/** Parents and the standard request, labelled `first`; a version is 1.1 beside the draft 1.0. */
export const begun = (operation: CreateOperation, change: Change = {}, way: Way = {}): Script =>
  prepared(operation).create('first', operation, otherRequest(operation, change), way);

/** The same with the fewest calls: a version is 1.0, the only one of its template. */
export const begunAlone = (operation: CreateOperation, change: Change = {}): Script =>
  parents(operation).create('first', operation, otherRequest(operation, merged(asFirst(operation), change)));

/** Creates one of each request, all beside each other by names and tokens of their own (`form`: what these are like); their labels. */
export const createEach = (
  script: Script,
  operation: CreateOperation,
  inputs: readonly Input[],
  form = '',
): readonly string[] =>
  inputs.map((input, n) => {
    const name = `v${n}`;
    script.create(name, operation, changedInput(input, besideIt(operation, name, `${name}${form}`)));
    return name;
  });

/** So many originals, or changes of one, a program asks about: set-up is shared, and a counterexample stays short. */
const mostOfAProgram = 12;

/** All of them in parts, each for one program. */
export const inParts = <T>(all: readonly T[], most = mostOfAProgram): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));

/** Of the standard request of a client-token create. */
export const requiredOnly = (operation: CreateOperation): Change => ({
  drop: isVersion(operation) ? ['description', 'tags'] : ['tags'],
});

/** Both changes; `second` wins where both set a member. */
export const merged = (first: Change, second: Change): Change => ({
  set: { ...first.set, ...second.set },
  drop: [...(first.drop ?? []), ...(second.drop ?? [])],
});
