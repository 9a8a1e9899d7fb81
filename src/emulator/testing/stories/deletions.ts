// Stories of deletions, of what is made again, and of what stands beside.
import { account } from '../bench.ts';
import type { Made } from '../life.ts';
import { repository } from '../requests.ts';
import { hourMs, other, role, type Story, times } from './common.ts';

/** Two; one is deleted, and its deletion repeated, while it runs and afterwards. */
const deleted: Story = ({ make, remove, look, wait }) => {
  const [it, sibling] = [make(), make(other)];
  wait(1000);
  remove(it);
  remove(it);
  remove(it);
  look(it);
  wait(1000);
  look(it);
  look(sibling);
  times(3, () => remove(it));
  wait(9 * hourMs);
  remove(it);
};

/** Deleted and made again, twice. */
const remade: Story = ({ make, remove, look, wait }) => {
  let it: Made = make();
  times(3, () => {
    wait(1000);
    remove(it);
    remove(it);
    wait(1000);
    it = make() ?? it;
    make();
    look(it);
    wait(1000);
    look(it);
  });
  remove(it);
  wait(1000);
  remove(it);
};

/** Deleted, and made again with other parameters, as little as can be. */
const remadeOtherwise: Story = ({ make, update, remove, look, wait }) => {
  const it = make();
  wait(1000);
  update(it);
  wait(1000);
  remove(it);
  wait(1000);
  const again = make({ description: undefined, tags: undefined });
  make({ description: undefined, tags: undefined });
  look(again);
};

/** Deleted, and made anew otherwise when an hour has passed. */
const remadeOtherwiseLater: Story = ({ make, remove, wait }) => {
  const it = make();
  wait(1000);
  remove(it);
  wait(hourMs);
  make({ description: 'another' });
};

/** Two resources; the second is deleted, then the request of the first one comes again. */
const siblingDeleted: Story = ({ make, remove, wait }) => {
  make();
  const sibling = make(other);
  wait(1000);
  remove(sibling);
  make();
};

/** Deleted, then another one is made: the deletion is repeated, and the list looked at. */
const deletedThenAnother: Story = ({ make, remove, look, wait }) => {
  const it = make();
  wait(1000);
  remove(it);
  wait(1000);
  const sibling = make(other);
  wait(1000);
  look(sibling);
  look(it);
  remove(it);
};

/** Many others are made, and some deleted, after the first one. */
const crowded: Story = ({ make, remove, wait }) => {
  const it = make();
  wait(1000);
  const others = Array.from({ length: 60 }, (_, n) =>
    make({ ...other, name: `other-${n}`, clientToken: `other-${n}` }),
  );
  make();
  wait(1000);
  remove(it);
  for (const one of others) remove(one);
  remove(it);
};

/** The template goes too, and comes back. */
const templateGone: Story = ({ on, make, remove, look, wait }, operation) => {
  const noun = operation.slice('Create'.length, -'Version'.length);
  on.call(operation.slice(0, -'Version'.length), { name: 'passing' });
  const it = make({ templateName: 'passing', majorVersion: undefined });
  wait(1000);
  look(it);
  remove(it);
  on.call(`Delete${noun}`, { name: 'passing' });
  make({ templateName: 'passing', majorVersion: undefined });
  on.call(operation.slice(0, -'Version'.length), { name: 'passing' });
  look(it);
};

/** The same with the version in it. */
const templateFallen: Story = ({ on, make, look }, operation) => {
  const noun = operation.slice('Create'.length, -'Version'.length);
  on.call(`Create${noun}`, { name: 'passing' });
  const it = make({ templateName: 'passing', majorVersion: undefined });
  on.call(`Delete${noun}`, { name: 'passing' });
  on.call(`Create${noun}`, { name: 'passing' });
  look(it);
};

/** Given a tag, deleted, and made anew. */
const remadeAfterTag: Story = ({ on, make, remove, look, wait }) => {
  const it = make();
  wait(1000);
  const resourceArn = `arn:aws:proton:us-east-1:${account}:environment-template/one`;
  on.call('TagResource', { resourceArn, tags: [{ key: 'z', value: '9' }] });
  remove(it);
  wait(1000);
  look(make());
};

/** A major version of its own and minor versions up to ten in the first one; some are deleted. */
const numbered: Story = ({ make, remove, look, wait }) => {
  const made = Array.from({ length: 12 }, (_, n) => make({ clientToken: `own-${n}` }));
  const majors = ['second', 'third'].map((clientToken) => make({ clientToken, majorVersion: undefined }));
  wait(1000);
  remove(made[1]);
  look(made[9]);
  remove(majors[0]);
  look(majors[1]);
  remove(made[3]);
  look(made[9]);
};

/** Two templates of one name, of which one is deleted. */
const templateNamesakes: Story = ({ on, make, remove, look }) => {
  on.call('CreateServiceTemplate', { name: 'one' });
  const it = make();
  look(it);
  remove(it);
  on.call('GetServiceTemplate', { name: 'one' });
};

/** Another template takes the name as well. */
const namesakeAfter: Story = ({ on, make, look }) => {
  const it = make();
  look(it);
  on.call('CreateServiceTemplate', { name: 'one' });
  look(it);
};

/** The delete of its template is refused. */
const templateKept: Story = ({ on, make, look, wait }, operation) => {
  const it = make();
  wait(1000);
  look(it);
  const noun = operation.slice('Create'.length, -'Version'.length);
  on.call(`Delete${noun}`, { name: it?.templateName });
  look(it);
};

/** The names of other kinds are free. */
const namesakes: Story = ({ on, make, look, remove, wait }) => {
  for (const kind of ['EnvironmentTemplate', 'ServiceTemplate']) on.call(`Create${kind}`, { name: 'one' });
  on.call('CreateEnvironment', { ...environmentNamesake });
  const it = make();
  wait(1000);
  look(it);
  remove(it);
  wait(1000);
  for (const kind of ['EnvironmentTemplate', 'ServiceTemplate', 'Environment']) on.call(`Get${kind}`, { name: 'one' });
};

const environmentNamesake = {
  name: 'one',
  templateName: 'env-template',
  templateMajorVersion: '1',
  spec: 'proton: EnvironmentSpec\nspec:\n  size: one\n',
  protonServiceRoleArn: role,
};

/** A service in a repository, which has a pipeline. */
const piped: Story = ({ make, look, remove, wait }) => {
  const it = make(repository);
  wait(1000);
  remove(it);
  wait(1000);
  look(it);
};

export const ofDeletions = {
  deleted,
  piped,
  remade,
  remadeOtherwise,
  remadeOtherwiseLater,
  siblingDeleted,
  deletedThenAnother,
  crowded,
  templateGone,
  templateFallen,
  remadeAfterTag,
  numbered,
  templateNamesakes,
  namesakeAfter,
  templateKept,
  namesakes,
};
