// The habit `globalTokens`: one table of all tokens that were ever seen, whatever the requests were and whatever became
// of them. It goes no further than the readings: a token that isn't spent by a failed request stays free, and one whose
// eight hours count from the first request isn't renewed.
import type { TokenEntry } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';
import { api, shapeOf } from '../wire/api.ts';
import { isMembers, type Json, omit, textOf } from '../wire/json.ts';

/** Where a request has failed before anything was known of it: its token is spent (token.failed-request). */
export function spendToken(world: World, body: Json): void {
  const { rules, settings, store, operation } = world;
  const takesToken = shapeOf(api.operations[operation]?.input ?? '').members?.clientToken !== undefined;
  const isSpent = settings.habits.globalTokens && reading(world, 'token.failed-request') === 'spent';
  if (!isSpent || !takesToken || !isMembers(body)) return;
  const given = rules.tokenGiven(world, body);
  const isScoped = operation.endsWith('Connection') || textOf(body, 'templateName') !== undefined;
  if (given === undefined || rules.tokenProblem(world, given) || !isScoped) return;
  const [token, scope] = [rules.tokenText(world, given), rules.tokenScope(world, body)];
  const entries = store.state.tokens.get(token) ?? [];
  if (entries.some((entry) => entry.scope === scope)) return;
  const entry = { scope, operation, since: world.now, parameters: omit(body, ['clientToken']), defaults: {} };
  store.state.tokens.set(token, [...entries, entry]);
}

/** Whether a token that belongs to a failed request, and to nothing that there is, is known to other requests. */
export function isSpentForAll(world: World, entry: TokenEntry): boolean {
  return world.settings.habits.globalTokens && entry.made === undefined;
}

/** Once a request was answered, however: all that its token stands for and that lives has eight hours more (token.window). */
export function renewToken(world: World, body: Json): void {
  const { rules, store } = world;
  const given = isMembers(body) ? rules.tokenGiven(world, body) : undefined;
  if (given === undefined) return;
  const token = rules.tokenText(world, given);
  const entries = store.state.tokens.get(token) ?? [];
  const renewed = (entry: TokenEntry) => ({ ...entry, since: rules.sinceAfterRetry(world, entry) });
  const left = entries.map((entry) => (rules.tokenAlive(world, entry) ? renewed(entry) : entry));
  if (left.length > 0) store.state.tokens.set(token, left);
}
