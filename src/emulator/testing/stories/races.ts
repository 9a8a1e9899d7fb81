// Stories of requests that come at the same time.
import type { Life, Made } from '../life.ts';
import { changed, hourMs, other, type Story } from './common.ts';

/** Two copies at a time of the create, of an update beside a retry and beside the deletion, of the deletion. */
const raced: Story = async ({ make, update, look, wait, together }) => {
  await together({ make: {} }, { make: {} });
  const it = make();
  const sibling = make(other);
  look(it);
  wait(1000);
  await together({ make: {} }, { update: it });
  make();
  look(it);
  wait(1000);
  update(it);
  wait(1000);
  await together({ remove: it }, { remove: it });
  wait(1000);
  look(it);
  look(sibling);
  await together({ update: sibling }, { remove: sibling });
  wait(1000);
  look(sibling);
};

/** Two creates at a time that differ in a parameter. */
const racedOtherwise: Story = async ({ make, look, together }, operation) => {
  await together({ make: {} }, { make: changed(operation) });
  look(make());
};

/** Two copies of the create at a time, once the original is deleted, and once the token has expired. */
const racedAfterwards: Story = async ({ make, remove, look, wait, together }, operation) => {
  const it = make();
  wait(1000);
  remove(it);
  await together({ make: {} }, { make: operation.endsWith('Version') ? {} : changed(operation) });
  wait(1000);
  look(make());
  wait(9 * hourMs);
  await together({ make: {} }, { make: {} });
  look(make());
};

/** Enough pairs for what goes wrong now and then. */
const racedOften: Story = async (life, operation) => {
  for (let n = 0; n < 20; n++) await pair(life, operation, { name: `own-${n}`, clientToken: `own-${n}` });
};

async function pair({ make, look, wait, together }: Life, operation: string, own: NonNullable<Made>): Promise<void> {
  await together({ make: own }, { make: { ...own, ...changed(operation) } });
  const it = make(own);
  look(it);
  wait(1000);
  await together({ remove: it }, { remove: it });
}

export const ofRaces = { raced, racedOtherwise, racedAfterwards, racedOften };
