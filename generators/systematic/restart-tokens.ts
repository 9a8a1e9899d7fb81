// durable: what a restart leaves of client tokens, beside many others and in their eight hours.
import {
  besideIt,
  type CreateOperation,
  changed,
  tokenCreates,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { askedAgain } from './races.ts';
import { begun, isVersion, otherRequest } from './start.ts';
import { hour, minute } from './token-time.ts';

/** Restarted at 4 h; then 7 h 56 min, and 8 h 6 min after the first request, and a restart once more. */
export const restartHalfWay = [4 * hour, 'restart', 3 * hour + 56 * minute, 10 * minute, 'restart'] as const;
/** Restarted at 7 h 50 min; then 8 h 10 min after the first request. */
export const restartNearExpiry = [7 * hour + 50 * minute, 'restart', 20 * minute] as const;

const tokensAfterRestart = 30;

/** What is read back into a small memory must not be pushed out of it by what comes then. */
const flooded = (operation: VersionCreate): Draft => {
  const script = begun(operation).settle('first').restart();
  for (let nth = 0; nth < tokensAfterRestart; nth++)
    script.create(`x${nth}`, operation, otherRequest(operation, besideIt(operation, 'b', `x${nth}`)));
  return script
    .retry('first')
    .retry('x0')
    .list('first')
    .aimedAt('durable', operation, 'after restart', `${tokensAfterRestart} other tokens since`);
};

/** The original, and of a connection, of whose pair there may be but one that is not, rejected. */
const original = (operation: CreateOperation): Script => {
  const script = begun(operation).settle('first');
  return isVersion(operation) ? script : script.modify('first', 'RejectEnvironmentAccountConnection', {});
};

const [fourHours, , , tenMinutes] = restartHalfWay;

const aimed = (operation: CreateOperation, script: Script, about: string): Draft =>
  script.list('again').aimedAt('durable', operation, 'near expiry', about);

/** In the end what the token stood for last is what it stands for: whoever reads back the first of several forgets that. */
const halfWay = (operation: CreateOperation): Draft[] => [
  aimed(
    operation,
    original(operation)
      .advance(fourHours)
      .restart()
      .retry('first')
      .advance(restartHalfWay[2])
      .retry('first')
      .retry('first', { change: changed(operation) })
      .advance(tenMinutes)
      .also((script) => askedAgain(script, 'first'))
      .retry('first')
      .restart()
      .retry('first'),
    'a restart at 4 h neither shortens nor lengthens its life',
  ),
  // A token may count from its latest use: only one that was not used since shows that it has expired.
  aimed(
    operation,
    original(operation)
      .advance(fourHours)
      .restart()
      .advance(restartHalfWay[2])
      .advance(tenMinutes)
      .also((script) => askedAgain(script, 'first'))
      .retry('first')
      .restart()
      .retry('first'),
    'a restart at 4 h, and not used until it has expired',
  ),
];

const timed = (operation: VersionCreate): Draft[] => [
  aimed(
    operation,
    begun(operation)
      .settle('first')
      .advance(restartNearExpiry[0])
      .create('second', operation, otherRequest(operation, besideIt(operation)))
      .restart()
      .retry('first')
      .advance(restartNearExpiry[2])
      .also((script) => askedAgain(script, 'first'))
      .retry('second')
      .retry('first'),
    'a restart at 7 h 50 min, beside a younger token',
  ),
  aimed(
    operation,
    begun(operation)
      .settle('first')
      .advance(fourHours)
      .delete('first')
      .retry('first', { as: 'second' })
      .settle('second')
      .restart()
      .advance(restartHalfWay[2])
      .retry('first')
      .advance(tenMinutes)
      .also((script) => askedAgain(script, 'first'))
      .restart()
      .retry('first'),
    'deleted and made again before the restart',
  ),
  aimed(
    operation,
    begun(operation)
      .settle('first')
      .advance(fourHours)
      .restart()
      .advance(restartHalfWay[2])
      .advance(tenMinutes)
      .retry('first', { change: changed(operation), as: 'again' })
      .settle('again')
      .restart()
      .retry('again')
      .retry('first')
      .get('again'),
    'made anew with other parameters once it had expired',
  ),
];

export const restartTokens: readonly Draft[] = [
  ...versionCreates.flatMap((operation) => [flooded(operation), ...timed(operation)]),
  ...tokenCreates.flatMap(halfWay),
];
