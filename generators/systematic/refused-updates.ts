// create.retry, token.retry after an update that is to be refused, for a version or a parent that is not there: what did not
// succeed modifies nothing, also if a part of it was valid. (Where it is taken, it is a modification as any other.)
import type { Input } from '../../src/program/types.ts';
import { type CreateOperation, compatibleWith, environmentSpec, isByName, serviceSpec, update } from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun } from './start.ts';

const never = '{{name:never}}';

const refused: Partial<Readonly<Record<CreateOperation, Input>>> = {
  CreateEnvironment: {
    description: 'refused',
    deploymentType: 'MINOR_VERSION',
    templateMajorVersion: '1',
    templateMinorVersion: '77',
    spec: environmentSpec(),
  },
  CreateService: { description: 'refused', spec: serviceSpec().replace('{{fixture:environment}}', never) },
  CreateServiceTemplateVersion: {
    description: 'refused',
    compatibleEnvironmentTemplates: [compatibleWith(never)],
  },
};

const afterRefused = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .modify('first', update(operation).operation, refused[operation]!)
    .settle('first')
    .get('first')
    .retry('first')
    .get('first')
    .aimedAt(
      isByName(operation) ? 'create.retry' : 'token.retry',
      operation,
      'modified',
      'an update that is to be refused',
    );

export const refusedUpdates: readonly Draft[] = (Object.keys(refused) as CreateOperation[]).map(afterRefused);
