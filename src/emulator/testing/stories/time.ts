// Stories of hours, and of what comes some seconds later.
import { changed, hourMs, type Story, times } from './common.ts';

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

/** The same request just before the eight hours are over, and shortly after. */
const atTheEdge: Story = ({ make, wait }) => {
  make();
  for (const hours of [7.97, 0.1]) {
    wait(hours * hourMs);
    make();
  }
};

/** The same request again and again. */
const retriedOften: Story = ({ make }) => times(6, () => make());

const secondsLaterMs = 10_000;

/** The same request, then a changed one, each long before a look. */
const seenLater: Story = ({ make, look, wait }, operation) => {
  const it = make();
  wait(1000);
  for (const change of [{}, changed(operation)]) {
    make(change);
    wait(secondsLaterMs);
    look(it);
  }
};

/** Deleted twice and made anew, long before a look. */
const remadeSeenLater: Story = ({ make, remove, look, wait }) => {
  const it = make();
  times(2, () => remove(it));
  const again = make();
  wait(secondsLaterMs);
  look(again);
};

export const ofTime = {
  atTheEdge,
  retriedOften,
  aged,
  overnight,
  retriedLate,
  updatedLate,
  seenLater,
  remadeSeenLater,
};
