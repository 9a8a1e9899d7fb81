// Stories of what the original refers to, or what refers to it, and of what reads like another's.
import { creates, environmentSpec, serviceSpec, source } from '../bench.ts';
import type { Story } from './common.ts';

/** A service is made in it, which is in the way of its deletion. */
const serviceInIt: Story = ({ on, make, remove, wait }) => {
  const it = make();
  wait(1000);
  const spec = serviceSpec('one').replace('environment: env', 'environment: one');
  on.call('CreateService', { ...creates.CreateService, spec });
  make();
  wait(1000);
  remove(it);
  make();
};

/** The environment that a service is in is deployed anew, its version goes with another template. */
const relativesChanged: Story = ({ on, make, wait }) => {
  make();
  wait(1000);
  on.call('UpdateEnvironment', { name: 'env', deploymentType: 'CURRENT_VERSION', spec: environmentSpec('two') });
  make();
  wait(1000);
  on.call('CreateEnvironmentTemplate', { name: 'another' });
  on.call('CreateEnvironmentTemplateVersion', { templateName: 'another', source });
  wait(1000);
  on.call('UpdateServiceTemplateVersion', {
    ...{ templateName: 'service-template', majorVersion: '1', minorVersion: '0' },
    compatibleEnvironmentTemplates: [{ templateName: 'another', majorVersion: '1' }],
  });
  make();
};

/** The minor version 0 is deleted, then the request of the next one comes again. */
const firstMinorGone: Story = ({ on, make, remove, wait }, operation) => {
  const templateName = 'passing';
  on.call(operation.slice(0, -'Version'.length), { name: templateName });
  const first = make({ templateName, majorVersion: undefined, clientToken: 'first' });
  make({ templateName });
  wait(1000);
  remove(first);
  make({ templateName });
};

/** Two tokens that differ at their ends, in a template of a long name. */
const longKeys: Story = ({ on, make }, operation) => {
  const templateName = 'x'.repeat(90);
  on.call(operation.slice(0, -'Version'.length), { name: templateName });
  for (const end of ['y', 'z']) make({ templateName, majorVersion: undefined, clientToken: `${'x'.repeat(63)}${end}` });
};

/** Two services with instances that read alike, joined to the names of the services; one is deleted. */
const joined: Story = ({ make, remove, look, wait }) => {
  const named = (instance: string): string => serviceSpec('one').replace('name: one', `name: ${instance}`);
  const it = make({ name: 'one', spec: named('b-x') });
  const beside = make({ name: 'one-b', spec: named('x') });
  wait(1000);
  remove(it);
  wait(1000);
  look(beside);
};

export const ofRelatives = { serviceInIt, relativesChanged, firstMinorGone, longKeys, joined };
