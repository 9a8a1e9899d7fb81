// Mutants of the form of answers and errors.
import type { Mutant } from './mutant.ts';
import { allCreates } from './operations.ts';

export const wireMutants: Mutant[] = [
  {
    name: 'wire-error-without-type',
    breaks: 'wire.error',
    about: 'Validation errors have no type.',
    on: allCreates,
    alter: ({ errorForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        if (error.type !== 'ValidationException') return form;
        return { status: form.status, headers: {}, body: { message: error.message } };
      },
    }),
  },
  {
    name: 'wire-error-unknown-type',
    breaks: 'wire.error',
    about: 'What is not found has a type of its own making.',
    only: true,
    alter: ({ errorForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        if (error.type !== 'ResourceNotFoundException') return form;
        return { status: 404, headers: {}, body: { __type: 'NoSuchResource', message: error.message } };
      },
    }),
  },
  {
    name: 'wire-error-with-200',
    breaks: 'wire.error',
    about: 'A conflict is answered with status 200.',
    alter: ({ errorForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        return error.type === 'ConflictException' ? { ...form, status: 200 } : form;
      },
    }),
  },
  {
    name: 'wire-time-iso',
    breaks: 'wire.response',
    about: 'Times are ISO 8601 text.',
    alter: () => ({ timeForm: (_world, milliseconds) => new Date(milliseconds).toISOString() }),
  },
  {
    name: 'wire-time-milliseconds',
    breaks: 'wire.response',
    about: 'Times are milliseconds.',
    alter: () => ({ timeForm: (_world, milliseconds) => milliseconds }),
  },
  {
    name: 'wire-arn-missing',
    breaks: 'wire.response',
    about: 'Service templates are shown without their ARN.',
    on: ['CreateServiceTemplate', 'DeleteServiceTemplate'],
    alter: ({ structureForm }) => ({
      structureForm(world, shapeName, rendered) {
        const { arn, ...rest } = structureForm(world, shapeName, rendered);
        return shapeName === 'ServiceTemplate' ? rest : { ...rest, ...(arn !== undefined && { arn }) };
      },
    }),
  },
  {
    name: 'wire-version-as-number',
    breaks: 'wire.response',
    about: 'The minor version of an environment template version is a number.',
    on: ['CreateEnvironmentTemplateVersion', 'DeleteEnvironmentTemplateVersion'],
    alter: ({ structureForm }) => ({
      structureForm(world, shapeName, rendered) {
        const form = structureForm(world, shapeName, rendered);
        if (shapeName !== 'EnvironmentTemplateVersion') return form;
        return { ...form, minorVersion: Number(form.minorVersion) };
      },
    }),
  },
];
