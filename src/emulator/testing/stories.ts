// Short stories in which a right emulator and a mutant answer differently. Each is told of one create operation.
import type { Members } from '../wire/json.ts';
import { account } from './bench.ts';
import type { Life, Made } from './life.ts';

export type Story = (life: Life, operation: string) => void;

const hourMs = 3_600_000;
const role = `arn:aws:iam::${account}:role/proton`;

/** What makes another resource of the same kind: another name, or another token. */
const other = { name: 'one-more', clientToken: 'another-token', environmentName: 'one-more' };

/** A member changed, of each kind of request. */
const changed = (operation: string): Members =>
  operation.endsWith('Connection')
    ? { roleArn: `${role}-2` }
    : { description: 'another', tags: [{ key: 'c', value: '3' }] };

const times = (count: number, step: (n: number) => void) => {
  for (let n = 0; n < count; n++) step(n);
};

/** The same request again: at once, later, twice. */
const retried: Story = ({ make, look, wait }) => {
  const it = make();
  make();
  look(it);
  wait(1000);
  make();
  look(it);
  wait(1000);
  make();
  look(it);
};

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

/** The same request before and after eight hours, and before and after eight more. */
const aged: Story = ({ make, look, wait }) => {
  const it = make();
  for (const hours of [2, 5.9, 0.2, 4, 3.9, 0.3]) {
    wait(hours * hourMs);
    look(it);
    make();
  }
};

/** The same request on either side of midnight, by UTC. */
const overnight: Story = ({ make, wait }) => {
  wait(20 * hourMs);
  make();
  wait(2 * hourMs);
  make();
};

/** After a retry the token is still good for the rest of its time. */
const retriedLate: Story = ({ make, wait }) => {
  make();
  for (const hours of [4, 3.5]) {
    wait(hours * hourMs);
    make();
  }
};

/** Updated late in the life of the token. */
const updatedLate: Story = ({ make, update, wait }) => {
  const it = make();
  wait(7 * hourMs);
  update(it);
  wait(1.1 * hourMs);
  make();
};

/** Two resources, then the request of the first one again. */
const siblings: Story = ({ make, look, wait }) => {
  const it = make();
  make(other);
  wait(1000);
  make();
  look(it);
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

/** The same request, a changed one, an update between: often enough for what goes wrong now and then. */
const often: Story = ({ make, update, remove, look, wait }, operation) => {
  times(20, (n) => {
    const own = { name: `own-${n}`, clientToken: `own-${n}` };
    const it = make(own);
    make(own);
    wait(1000);
    make({ ...own, ...changed(operation) });
    update(it);
    wait(1000);
    make(own);
    look(it);
    remove(it);
    remove(it);
    wait(1000);
    remove(it);
    look(it);
  });
};

/** An answer that the story before gave may have been lost: the same requests once more, then all there is. */
const repeated: Story = ({ make, look }) => {
  let it: Made;
  times(10, (n) => times(4, () => (it = make({ name: `own-${n}`, clientToken: `own-${n}` }) ?? it)));
  look(it);
};

/** The requests and deletions before a restart, once more after it. */
const restarted: Story = ({ on, make, update, remove, look, wait }) => {
  const [it, dying, gone] = [make(), make(other), make({ ...other, name: 'third', clientToken: 'third' })];
  wait(1000);
  remove(gone);
  wait(1000);
  update(it);
  remove(dying);
  on.emulator.restart();
  make();
  remove(gone);
  wait(1000);
  look(dying);
};

/** Accepted or rejected by the management account, then the same request again. */
const answered: Story = ({ on, make, look }) => {
  for (const verb of ['Accept', 'Reject']) {
    const own = { clientToken: verb, environmentName: verb };
    const it = make(own);
    on.call(`${verb}EnvironmentAccountConnection`, it);
    make(own);
    look(it);
  }
};

/** Published, then the same request again; another version is deleted then. */
const published: Story = ({ make, update, remove, look, wait }) => {
  const [it, sibling] = [make(), make(other)];
  wait(1000);
  update(it, { status: 'PUBLISHED' });
  make();
  look(it);
  remove(sibling);
  look(it);
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

/** Tagged, then the same request again. */
const tagged: Story = ({ on, make, look }) => {
  const it = make();
  const resourceArn = `arn:aws:proton:us-east-1:${account}:environment-template/one`;
  on.call('TagResource', { resourceArn, tags: [{ key: 'z', value: '9' }] });
  make();
  look(it);
};

/** Two templates of one name, of which one is deleted. */
const templateNamesakes: Story = ({ on, make, remove, look }) => {
  on.call('CreateServiceTemplate', { name: 'one' });
  const it = make();
  look(it);
  remove(it);
  on.call('GetServiceTemplate', { name: 'one' });
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

/** Requests with these tokens, one after the other. */
export const tokens =
  (...given: string[]): Story =>
  ({ make }) => {
    for (const clientToken of given) make({ clientToken });
  };

/** A first request with some members of its own, and one that differs in others. */
export const differing =
  (first: Members, second: Members): Story =>
  ({ make, wait }) => {
    make(first);
    wait(1000);
    make({ ...first, ...second });
  };

/** The same token on two templates, and for two operations. */
const shared: Story = ({ on, make }, operation) => {
  const noun = operation.slice(0, -'Version'.length);
  on.call(noun, { name: 'second-template' });
  make({ majorVersion: undefined });
  make({ majorVersion: undefined, templateName: 'second-template' });
};

/** A byte-wise different request of the same meaning. */
const reordered: Story = ({ make }) => {
  make({ tags: undefined });
  make({ tags: undefined, ...{ roleArn: role } });
};

export const stories = {
  retried,
  modified,
  mismatched,
  deleted,
  remade,
  remadeOtherwise,
  aged,
  overnight,
  retriedLate,
  updatedLate,
  siblings,
  siblingDeleted,
  deletedThenAnother,
  crowded,
  often,
  repeated,
  restarted,
  answered,
  published,
  templateGone,
  numbered,
  updatedTo,
  emptied,
  renamed,
  roleChanged,
  tagged,
  templateNamesakes,
  namesakes,
  shared,
  reordered,
};
