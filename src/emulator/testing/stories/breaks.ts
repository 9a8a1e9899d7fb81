// Stories of connections that break, of old copies that come late, of restarts.
import { changed, hourMs, other, type Story, times } from './common.ts';

/** The answer to the create breaks off, and later that to the deletion; both are sent again. */
const brokenOff: Story = async ({ make, remove, look, wait, brokenOff: breakOff }) => {
  await breakOff({ make: {} });
  wait(1000);
  const it = make();
  look(it);
  await breakOff({ remove: it });
  wait(1000);
  remove(it);
  look(it);
};

/** Enough answers that break off for what goes wrong now and then. */
const brokenOften: Story = async ({ make, look, brokenOff: breakOff }) => {
  for (let n = 0; n < 12; n++) {
    const own = { name: `own-${n}`, clientToken: `own-${n}` };
    await breakOff({ make: own });
    look(make(own));
  }
};

/** The client of a create, of an update and of a deletion hangs up, at once and later; all are sent again. */
const hungUp: Story = async ({ make, remove, look, wait, hungUp: hangUp }) => {
  for (const pause of [1, 2] as const) {
    const own = { name: `own-${pause}`, clientToken: `own-${pause}`, environmentName: `own-${pause}` };
    await hangUp({ make: own }, pause);
    wait(1000);
    const it = make(own);
    look(it);
    wait(1000);
    await hangUp({ update: it }, pause);
    make(own);
    wait(1000);
    await hangUp({ remove: it }, pause);
    look(it);
    remove(it);
    wait(1000);
    look(it);
  }
};

/** The create breaks off in the middle of the request, and is sent again. */
const cutOff: Story = ({ make, look, cutOff: cut }) => {
  cut({ make: { displayName: 'Quite a long name, so that half of the request has all before it' } });
  look(make());
};

/** An old copy of each request comes late: of the create and the update before the deletion and after it, of the deletion. */
const copied: Story = async ({ make, look, wait, together }) => {
  const [create, sibling] = [{ make: {} }, make(other)];
  await together(create);
  const it = make();
  wait(1000);
  const updating = { update: it, members: { description: 'late' } };
  await together(updating);
  await together(create);
  look(it);
  await together({ remove: it });
  wait(1000);
  await together(updating);
  look(it);
  await together(create);
  await together({ remove: it });
  await together({ remove: it });
  look(it);
  look(sibling);
};

/** Over two connections. */
const overAnother: Story = async ({ make, remove, look, over }) => {
  over('one');
  const it = make();
  over('two');
  make();
  remove(it);
  over('one');
  remove(it);
  look(it);
};

/** Retried after a restart: at once, with other parameters, in the hours that follow; another one is made beside. */
const restartedAmong: Story = ({ make, look, wait, restart }, operation) => {
  const own = (n: number) => ({ name: `own-${n}`, clientToken: `own-${n}`, environmentName: `own-${n}` });
  make();
  wait(4 * hourMs);
  times(6, (n) => make(own(n)));
  restart();
  times(6, (n) => look(make(own(n))));
  make({ ...own(0), ...changed(operation) });
  look(make(other));
  wait(5 * hourMs);
  make();
  make(own(0));
  wait(4 * hourMs);
  make(own(0));
};

/** Restarted twice, with nothing between. */
const restartedTwice: Story = ({ make, restart }) => {
  make();
  times(2, restart);
  make();
};

export const ofBreaks = { brokenOff, brokenOften, hungUp, cutOff, copied, overAnother, restartedAmong, restartedTwice };
