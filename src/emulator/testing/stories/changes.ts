// Stories of updates, and of requests with other parameters.
import { account, source } from '../bench.ts';
import { changed, hourMs, other, role, type Story } from './common.ts';

/** Updated, then the same request again, twice; updated once more, and again. */
const modified: Story = ({ make, update, look, wait }) => {
  const it = make();
  wait(1000);
  update(it);
  wait(1000);
  make();
  make();
  look(it);
  update(it);
  wait(2 * hourMs);
  make();
  look(it);
};

/** Another parameter, twice; then the right request; all again when it is settled, and when it was updated. */
const mismatched: Story = ({ make, update, look, wait }, operation) => {
  const it = make();
  make(changed(operation));
  make(changed(operation));
  make();
  wait(1000);
  look(it);
  make(changed(operation));
  make();
  look(it);
  update(it);
  wait(1000);
  make(changed(operation));
  look(it);
};

/** Updated to what the next request asks for. */
const updatedTo: Story = ({ make, update, wait }) => {
  const it = make();
  wait(1000);
  update(it, { description: 'as updated' });
  make({ description: 'as updated' });
};

/** Updated in one member, each time another one. */
const emptied: Story = ({ make, update }) => {
  update(make(), { description: '' });
  make();
};

const renamed: Story = ({ make, update }) => {
  update(make(), { displayName: 'Two' });
  make();
};

const roleChanged: Story = ({ make, update, wait }) => {
  const it = make();
  wait(1000);
  update(it, { deploymentType: 'NONE', protonServiceRoleArn: `${role}-2` });
  make();
};

/** Brought to another minor version of its template, then the same request again. */
const minorChanged: Story = ({ on, make, update, wait }) => {
  on.call('CreateEnvironmentTemplateVersion', { templateName: 'env-template', majorVersion: '1', source });
  const it = make({ templateMinorVersion: '0' });
  wait(1000);
  const minor = { majorVersion: '1', minorVersion: '1' };
  on.call('UpdateEnvironmentTemplateVersion', { templateName: 'env-template', ...minor, status: 'PUBLISHED' });
  update(it, { deploymentType: 'MINOR_VERSION', templateMajorVersion: '1', templateMinorVersion: '1' });
  wait(1000);
  make({ templateMinorVersion: '0' });
};

/** Two environments, of which one is brought to the newest minor version without naming it, the other described anew. */
const deployedByKind: Story = ({ on, make, update, wait }) => {
  const minor = { templateName: 'env-template', majorVersion: '1', minorVersion: '1' };
  on.call('CreateEnvironmentTemplateVersion', { templateName: 'env-template', majorVersion: '1', source });
  wait(1000);
  on.call('UpdateEnvironmentTemplateVersion', { ...minor, status: 'PUBLISHED' });
  const earliest = { templateMinorVersion: '0' };
  const [it, beside] = [make(earliest), make({ ...earliest, ...other })];
  wait(1000);
  update(it, { deploymentType: 'MINOR_VERSION' });
  update(beside, { deploymentType: 'CURRENT_VERSION', description: 'another' });
  wait(1000);
  make(earliest);
  make({ ...earliest, ...other });
};

/** Brought to the next major version of its template, deleted, and made anew. */
const upgraded: Story = ({ on, make, update, remove, look, wait }) => {
  const it = make();
  wait(1000);
  const major = { templateName: 'env-template', majorVersion: '2', minorVersion: '0' };
  on.call('UpdateEnvironmentTemplateVersion', { ...major, status: 'PUBLISHED' });
  update(it, { deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2', templateMinorVersion: '0' });
  wait(1000);
  remove(it);
  wait(1000);
  look(make());
};

/** Brought to a version that is not there, which is refused, then the same request again. */
const updateRefused: Story = async ({ make, together, wait }) => {
  const it = make();
  wait(1000);
  const never = { deploymentType: 'MINOR_VERSION', templateMajorVersion: '1', templateMinorVersion: '77' };
  await together({ update: it, members: never });
  make();
};

/** Tagged, then the same request again. */
const tagged: Story = ({ on, make, look }) => {
  const it = make();
  const resourceArn = `arn:aws:proton:us-east-1:${account}:environment-template/one`;
  on.call('TagResource', { resourceArn, tags: [{ key: 'z', value: '9' }] });
  make();
  look(it);
};

export const ofChanges = {
  modified,
  mismatched,
  updatedTo,
  emptied,
  renamed,
  roleChanged,
  minorChanged,
  deployedByKind,
  upgraded,
  updateRefused,
  tagged,
};
