// A signal that is aborted after a while, to be combined with others. `AbortSignal.any` holds its sources weakly: an
// `AbortSignal.timeout` that nobody else holds is collected on Node 20, and then never fires. A timer holds this one.

/** Aborted after `ms` milliseconds, by default with a `TimeoutError` for its reason; keeps no process alive. */
export const expiry = (
  ms: number,
  reason: Error = new DOMException(`${ms} ms are over`, 'TimeoutError'),
): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms).unref();
  return controller.signal;
};
