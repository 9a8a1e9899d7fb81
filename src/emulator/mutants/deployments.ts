// Mutants of create.modified: updates of environments that change something by the kind of their deployment.
import type { Members } from '../wire/json.ts';
import type { Mutant } from './mutant.ts';
import { bodyOf, create } from './operations.ts';

/** Updates of environments that `overlooked` means do not count as modifications. */
const overlooking =
  (overlooked: (input: Members) => boolean): Mutant['alter'] =>
  ({ isModified, workMs }) => {
    const deployed = new Map<number, number>();
    return {
      workMs(world, kind) {
        const input = world.operation === 'UpdateEnvironment' ? bodyOf(world) : {};
        const serial = world.store.get('environment', String(input.name))?.serial ?? 0;
        if (input.deploymentType !== undefined && overlooked(input))
          deployed.set(serial, (deployed.get(serial) ?? 0) + 1);
        return workMs(world, kind);
      },
      isModified(world, resource) {
        const less = resource.kind === 'environment' ? (deployed.get(resource.serial) ?? 0) : 0;
        const visible = Math.max(0, resource.traces.visible - less);
        return isModified(world, { ...resource, traces: { ...resource.traces, visible } });
      },
    };
  };

export const deploymentMutants: Mutant[] = [
  {
    name: 'create-modified-newest-minor-unnoticed',
    breaks: 'create.modified',
    about: 'An update to the newest minor version that names none does not count as a modification of an environment.',
    on: [create.environment],
    alter: overlooking((input) => input.deploymentType === 'MINOR_VERSION' && input.templateMinorVersion === undefined),
  },
  {
    name: 'create-modified-described-by-deployment-unnoticed',
    breaks: 'create.modified',
    about: 'Of an update that deploys an environment only version and spec count: a new description or role does not.',
    on: [create.environment],
    alter: overlooking((input) => input.deploymentType === 'CURRENT_VERSION' && input.spec === undefined),
  },
];
