// Mutants of the form of answers and errors: what cannot be read, and what is missing or of another form.

import type { Rules } from '../rules/index.ts';
import type { Members } from '../wire/json.ts';
import { die } from './dice.ts';
import type { Mutant } from './mutant.ts';
import { allCreates, create } from './operations.ts';

/** The alteration that spoils a shape of answers. */
const spoiling =
  (shape: string, spoil: (form: Members) => Members) =>
  ({ structureForm }: Rules): Partial<Rules> => ({
    structureForm(world, shapeName, rendered) {
      const form = structureForm(world, shapeName, rendered);
      return shapeName === shape ? spoil(form) : form;
    },
  });

export const wireFormMutants: Mutant[] = [
  {
    name: 'wire-not-json',
    breaks: 'wire.response',
    about: 'The create of a service template version answers in JavaScript: the names of members are not quoted.',
    on: [create.serviceVersion],
    alter: ({ bodyForm }) => ({
      bodyForm(world, text) {
        const form = bodyForm(world, text);
        return world.operation === create.serviceVersion ? form.replace(/"(\w+)":/g, '$1:') : form;
      },
    }),
  },
  {
    name: 'wire-array',
    breaks: 'wire.response',
    about: 'The create of an environment template answers with a list that holds the answer.',
    on: [create.environmentTemplate],
    alter: ({ bodyForm }) => ({
      bodyForm: (world, text) =>
        world.operation === create.environmentTemplate && text.startsWith('{"environmentTemplate"')
          ? `[${bodyForm(world, text)}]`
          : bodyForm(world, text),
    }),
  },
  {
    name: 'wire-delete-says-ok',
    breaks: 'wire.response',
    about: 'The delete of a connection answers with the word OK.',
    on: ['DeleteEnvironmentAccountConnection'],
    alter: ({ bodyForm }) => ({
      bodyForm: (world, text) =>
        world.operation === 'DeleteEnvironmentAccountConnection' && !text.includes('__type')
          ? 'OK'
          : bodyForm(world, text),
    }),
  },
  {
    name: 'wire-status-missing',
    breaks: 'wire.response',
    about: 'Environments are shown without their deployment status.',
    on: [create.environment, 'DeleteEnvironment'],
    alter: spoiling('Environment', ({ deploymentStatus: _left, ...form }) => form),
  },
  {
    name: 'wire-status-null',
    breaks: 'wire.response',
    about: 'The status of a service is null.',
    on: [create.service, 'DeleteService'],
    alter: spoiling('Service', (form) => ({ ...form, status: null })),
  },
  {
    name: 'wire-arn-malformed',
    breaks: 'wire.response',
    about: 'The ARN of an environment template version has no account and no region.',
    on: [create.environmentVersion, 'DeleteEnvironmentTemplateVersion'],
    alter: spoiling('EnvironmentTemplateVersion', (form) => ({
      ...form,
      arn: String(form.arn).replace(/^arn:aws:proton:[^:]*:[^:]*:/, 'proton:'),
    })),
  },
  {
    name: 'wire-description-as-list',
    breaks: 'wire.response',
    about: 'The description of a service is a list of its lines.',
    on: [create.service],
    only: true,
    alter: spoiling('Service', (form) =>
      typeof form.description === 'string' ? { ...form, description: form.description.split('\n') } : form,
    ),
  },
  {
    name: 'wire-id-missing-in-retry',
    breaks: 'wire.response',
    about: 'The answer to a retry shows a connection without its id.',
    on: [create.connection],
    alter({ onRetry, structureForm }) {
      let isRetry = false;
      return {
        onRetry(world, original) {
          isRetry = world.operation === create.connection;
          return onRetry(world, original);
        },
        structureForm(world, shapeName, rendered) {
          const form = structureForm(world, shapeName, rendered);
          if (!isRetry || shapeName !== 'EnvironmentAccountConnection') return form;
          isRetry = false;
          const { id: _left, ...rest } = form;
          return rest;
        },
      };
    },
  },
  {
    name: 'wire-version-missing-1-in-10',
    breaks: 'wire.response',
    about: 'One service template version in ten is shown without its minor version.',
    on: [create.serviceVersion, 'DeleteServiceTemplateVersion'],
    share: 0.1,
    alter({ structureForm }) {
      const lost = die(0.1);
      return {
        structureForm(world, shapeName, rendered) {
          const { minorVersion, ...form } = structureForm(world, shapeName, rendered);
          const isLost = shapeName === 'ServiceTemplateVersion' && lost(world);
          return isLost || minorVersion === undefined ? form : { ...form, minorVersion };
        },
      };
    },
  },
  {
    name: 'wire-error-page',
    breaks: 'wire.error',
    about: 'A conflict is an HTML page without a type.',
    alter: ({ errorForm, bodyForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        return error.type === 'ConflictException' ? { ...form, headers: { 'content-type': 'text/html' } } : form;
      },
      bodyForm: (world, text) =>
        text.includes('#ConflictException') ? '<html><body>409 Conflict</body></html>' : bodyForm(world, text),
    }),
  },
  {
    name: 'wire-error-status-302',
    breaks: 'wire.error',
    about: 'A mismatch has status 302.',
    on: allCreates,
    alter: ({ errorForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        return error.reason ? { ...form, status: 302 } : form;
      },
    }),
  },
  {
    name: 'wire-error-type-as-code',
    breaks: 'wire.error',
    about: 'The type of an error stands in a member of another name.',
    alter: ({ errorForm }) => ({
      errorForm(world, error) {
        const form = errorForm(world, error);
        const { __type: type, ...body } = form.body;
        return { ...form, headers: {}, body: { ...body, errorKind: type } };
      },
    }),
  },
  {
    name: 'wire-error-untyped-1-in-3',
    breaks: 'wire.error',
    about: 'One validation error in three has no type.',
    on: allCreates,
    share: 1 / 3,
    alter({ errorForm }) {
      const untyped = die(1 / 3);
      return {
        errorForm(world, error) {
          const form = errorForm(world, error);
          if (error.type !== 'ValidationException' || !untyped(world)) return form;
          return { ...form, headers: {}, body: { message: error.message } };
        },
      };
    },
  },
];
