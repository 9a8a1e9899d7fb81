// Whether all asynchronous work on a thing is known to be over. Nothing then shows it at work again, or failed, unless
// something was done to it or to what it uses (create.retry: a settled deployment is not started again; a refused request
// changes nothing; by a deletion nothing else changes).
import type { Thing } from './state.ts';

export const isAtRest = (x: Thing): boolean => x.phase === 'settled' && x.awaited === 0 && !hasPartAtWork(x);

/**
 * No look at a service tells when the work on its instances and pipeline is over, that which its creation began either: a
 * list of its instances does, if it has all that the spec names and none that an update may yet move, but for what an update
 * of one of them may yet begin, and for its pipeline.
 */
export const hasPartAtWork = ({ type, touched, partsQuiet, params }: Thing): boolean =>
  touched.includes('create.child-updated') ||
  (type === 'service' && (partsQuiet !== 'all' || params.repositoryId !== undefined));
