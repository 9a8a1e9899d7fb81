// Stories of requests that come again.
import type { Made } from '../life.ts';
import { changed, other, role, type Story, times } from './common.ts';

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

/** Two resources, then the request of the first one again. */
const siblings: Story = ({ make, look, wait }) => {
  const it = make();
  make(other);
  wait(1000);
  make();
  look(it);
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

/** Made, or deleted, just before a restart. */
const justBefore: Story = ({ on, make, remove, look, wait }) => {
  const it = make(other);
  wait(1000);
  remove(it);
  const made = make();
  on.emulator.restart();
  look(it);
  look(made);
};

/** Accepted or rejected by the management account, then updated; the same request again after each. */
const answered: Story = ({ on, make, update, look }) => {
  for (const verb of ['Accept', 'Reject']) {
    const own = { clientToken: verb, environmentName: verb };
    const it = make(own);
    on.call(`${verb}EnvironmentAccountConnection`, it);
    make(own);
    look(it);
    update(it);
    make(own);
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

export const ofRetries = {
  retried,
  siblings,
  often,
  repeated,
  restarted,
  justBefore,
  answered,
  published,
  shared,
  reordered,
};
