// The executable state machine of the documented guarantees: pure, non-deterministic where the documentation is silent.
export { refusedForNow, tokenRefused, tokenUsed } from './client-token/index.ts';
export { comparable, isTime, isWatched, leftOut, settledStatus } from './detail/forms.ts';
export { restarted } from './durable.ts';
export {
  besideDeletion,
  besideNothing,
  type Common,
  harmless,
  isDeletion,
  learnCommon,
  nothingCommon,
  withCommon,
} from './elsewhere.ts';
export { failedUnseen } from './failed-unseen.ts';
export type { Branch, Judged, Refusal, Result } from './judge.ts';
export { besideOthers, usedByOthers } from './neighbours.ts';
export { gaveUp } from './observe/get.ts';
export { clockFell } from './set-back.ts';
export { byKey, type Call, initial, type Moment, type State, type Suspect, type Thing } from './state.ts';
export {
  type Listing,
  mutates,
  overlapped,
  spent,
  step,
  unanswered,
  unseen,
  unseenCreation,
  unseenDeletion,
} from './step.ts';
export { UNANSWERED_MS } from './time.ts';
export { tellState } from './told.ts';
