// Statuses that the API model does not know: fine by the contract (wire.unknown-enum), but nobody can say whether work is
// over when one is shown.
import type { Status } from './index.ts';

/** The API model has this status for the resource. */
export const isKnownStatus = (status: Status, shown: string): boolean =>
  [status.passing, status.settled, status.failed, status.deleting, status.deleted, status.deleteFailed].some((list) =>
    list.includes(shown),
  );
