// Which tokens are taken, which part of them counts, how long they live, what they belong to.
import type { TokenEntry } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';
import { type Members, requiredText, textOf } from '../wire/json.ts';

export const tokenLifeMs = 8 * 60 * 60 * 1000;
const longestToken = 64;

/** Why a token is refused; undefined if it will do. token.length, token.charset. */
function tokenProblem(world: World, token: string | undefined): string | undefined {
  if (token === undefined) return reading(world, 'token.absent') === 'refused' ? 'clientToken is missing' : undefined;
  if (token === '') return reading(world, 'token.empty') === 'refused' ? 'clientToken is empty' : undefined;
  if (token.length > longestToken) return `clientToken is longer than ${longestToken} characters`;
  const allowed = reading(world, 'token.printable') === 'accepted' ? /^[ -~]*$/ : /^[!-~]*$/;
  return allowed.test(token) ? undefined : `clientToken must match ${allowed.source}`;
}

/** The token of a request; undefined where the request counts as one without. */
function tokenGiven(world: World, input: Members): string | undefined {
  const token = textOf(input, 'clientToken');
  return token === '' && reading(world, 'token.empty') === 'as none' ? undefined : token;
}

/** The part of a token that tells it from others: all of it. token.case, token.whole, token.distinct. */
function tokenText(_world: World, token: string): string {
  return token;
}

/** What a token belongs to beside its text: operation and template. token.scope. */
function tokenScope(world: World, input: Members): string {
  const target = world.operation === 'CreateEnvironmentAccountConnection' ? '' : requiredText(input, 'templateName');
  return `${world.operation} ${target}`;
}

/** Is what the token stands for known by now? At once: that is what keeps racing copies apart. */
function tokenKnown(_world: World, _entry: TokenEntry): boolean {
  return true;
}

/** token.alive and token.expired: eight hours and not a moment longer. */
function tokenAlive(world: World, entry: TokenEntry): boolean {
  return world.now - entry.since <= tokenLifeMs;
}

/** From when the eight hours count after another request with the token. */
function sinceAfterRetry(world: World, entry: TokenEntry): number {
  return reading(world, 'token.window') === 'latest' ? world.now : entry.since;
}

/** From when they count for a resource made again after `deleted`, the entry of the one before, was deleted. */
function sinceAfterDeletion(world: World, deleted: TokenEntry): number {
  return reading(world, 'token.after-delete-window') === 'inherited' ? deleted.since : world.now;
}

/** The entries to keep for a token beside the new one. */
function otherEntries(_world: World, entries: TokenEntry[], made: TokenEntry): TokenEntry[] {
  return entries.filter((entry) => entry.scope !== made.scope);
}

export const tokenRules = {
  tokenProblem,
  tokenGiven,
  tokenText,
  tokenScope,
  tokenKnown,
  tokenAlive,
  sinceAfterRetry,
  sinceAfterDeletion,
  otherEntries,
};
