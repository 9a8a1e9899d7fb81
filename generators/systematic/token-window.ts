// How long the eight hours are here: tokens made a minute apart, each sent once more when half of them are younger and half
// are older than eight hours. The report derives from it where the endpoint draws the line (src/report/window.ts); the
// checker judges it like anything else, as far from the line as its tolerance asks for. All programs are one cohort.
import { besideIt, type CreateOperation, tokenCreates } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { isVersion, otherRequest, prepared } from './start.ts';

const minute = 60;
const hour = 60 * minute;
/** Of tokens made before each of these moves and after the last: an even number, so that none is eight hours old exactly. */
const moves = [minute, minute, minute, minute, minute] as const;
const toTheEdge = 8 * hour - (moves.length / 2) * minute;

const measured = (operation: CreateOperation): Draft => {
  const script = prepared(operation);
  const tokens = Array.from({ length: moves.length + 1 }, (_, n) => `w${n}`);
  // Of connections an account has five, and each of two may become two.
  const made = isVersion(operation) ? tokens : tokens.slice(moves.length / 2, moves.length / 2 + 2);
  for (const [n, token] of tokens.entries()) {
    if (made.includes(token)) make(script, operation, token);
    const seconds = moves[n];
    if (seconds !== undefined) script.advance(seconds);
  }
  script.settle(...made).advance(toTheEdge);
  for (const token of made) script.retry(token, { as: `again ${token}` });
  for (const token of made) script.get(token, `again ${token}`);
  return script.aimedAt(
    'token.expired',
    operation,
    'near expiry',
    'tokens made a minute apart, sent again at the edge',
  );
};

/** A rejected connection stands in the way of no second one for its pair. */
function make(script: Script, operation: CreateOperation, token: string): void {
  script.create(token, operation, otherRequest(operation, besideIt(operation, token, token)));
  if (!isVersion(operation)) script.modify(token, 'RejectEnvironmentAccountConnection');
}

export const tokenWindow: readonly Draft[] = tokenCreates.map(measured);
