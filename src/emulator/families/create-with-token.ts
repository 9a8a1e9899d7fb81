// Creates that go by a client token: "Idempotent create APIs with a client token".
import type { Resource, TokenEntry } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';
import { conflict, internal, invalid } from '../wire/errors.ts';
import { type Members, omit, textOf } from '../wire/json.ts';
import { isSpentForAll } from './global-tokens.ts';

/**
 * The resource that the request stands for: the original if this is a retry, else what `make` makes.
 * @throws ProtonError where the token or the parameters are refused, and what `make` throws
 */
export function createWithToken(world: World, input: Members, make: (parameters: Members) => Resource): Resource {
  const { rules } = world;
  const problem = rules.tokenProblem(world, textOf(input, 'clientToken'));
  if (problem) throw invalid(problem);
  const parameters = omit(input, ['clientToken']);
  const given = rules.tokenGiven(world, input);
  if (given === undefined) return make(parameters);

  const token = rules.tokenText(world, given);
  const scope = rules.tokenScope(world, input);
  const entries = (world.store.state.tokens.get(token) ?? []).filter((entry) => rules.tokenKnown(world, entry));
  const own = entries.find((entry) => entry.scope === scope);
  const original = own && originalOf(world, token, own, parameters);
  if (own && original) {
    refresh(world, token, own);
    return rules.onRetry(world, original);
  }
  refuseForeign(world, scope, entries);
  return makeFor(world, { token, scope, own, parameters }, make);
}

/** What a token stands for, if this request is a retry; undefined if it is a new request. */
function originalOf(world: World, token: string, own: TokenEntry, parameters: Members): Resource | undefined {
  const { rules } = world;
  const same = rules.sameParameters(world, own, parameters);
  if (!rules.tokenAlive(world, own)) {
    if (!same && reading(world, 'token.after-expiry-different') === 'mismatch') throw rules.mismatchError(world);
    return undefined;
  }
  const original = existing(world, own);
  if (!original) {
    const spent = own.made === undefined || reading(world, 'token.after-delete-different') === 'mismatch';
    if (!same && spent) throw rules.mismatchError(world);
    return own.made && rules.onDeletedOriginal(world, own);
  }
  const failed = original.creationFailed ? reading(world, 'token.failed-resource') : 'returned';
  if (failed === 'new') return undefined;
  if (!same) {
    refresh(world, token, own);
    rules.onRefusal(world, original, parameters);
    throw rules.mismatchError(world);
  }
  if (failed === 'refused') throw conflict('The original request with this token failed');
  return original;
}

/** token.other-operation and token.other-target, where they are read so that a token belongs to one of them only. */
function refuseForeign(world: World, scope: string, entries: TokenEntry[]): void {
  for (const entry of entries) {
    if (entry.scope === scope || !world.rules.tokenAlive(world, entry) || !isKnown(world, entry)) continue;
    const point = entry.operation === world.operation ? 'token.other-target' : 'token.other-operation';
    if (reading(world, point) === 'mismatch') throw world.rules.mismatchError(world);
  }
}

function isKnown(world: World, entry: TokenEntry): boolean {
  return existing(world, entry) !== undefined || isSpentForAll(world, entry);
}

interface NewRequest {
  token: string;
  scope: string;
  own: TokenEntry | undefined;
  parameters: Members;
}

function makeFor(world: World, request: NewRequest, make: (parameters: Members) => Resource): Resource {
  const { token, scope, own, parameters } = request;
  const entry = { scope, operation: world.operation, since: world.now, parameters, defaults: {} };
  let resource: Resource;
  try {
    if (world.doom === 'token') throw internal('It failed, and nothing was made');
    resource = make(parameters);
  } catch (error) {
    if (reading(world, 'token.failed-request') === 'spent' && !own?.made) keep(world, token, entry);
    throw error;
  }
  const { kind, key, serial, defaults } = resource;
  const deleted = own?.made && world.rules.tokenAlive(world, own) && !existing(world, own) ? own : undefined;
  const since = deleted ? world.rules.sinceAfterDeletion(world, deleted) : world.now;
  keep(world, token, { ...entry, since, defaults, made: { kind, key, serial } });
  return resource;
}

function existing(world: World, entry: TokenEntry): Resource | undefined {
  const found = entry.made && world.store.get(entry.made.kind, entry.made.key);
  return found?.serial === entry.made?.serial ? found : undefined;
}

/** token.window: where the eight hours count from the latest request, a refused one counts too. */
function refresh(world: World, token: string, own: TokenEntry): void {
  keep(world, token, { ...own, since: world.rules.sinceAfterRetry(world, own) });
}

function keep(world: World, token: string, entry: TokenEntry): void {
  const { tokens } = world.store.state;
  tokens.set(token, [...world.rules.otherEntries(world, tokens.get(token) ?? [], entry), entry]);
}
