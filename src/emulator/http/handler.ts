// From request to answer at one moment: protocol, validation, operation, form. Everything happens within one call, so
// that requests take effect one after another.
import { nextRandom } from '../core/random.ts';
import { settle } from '../core/work.ts';
import type { World } from '../core/world.ts';
import { renewToken, spendToken } from '../families/global-tokens.ts';
import { operations } from '../operations/index.ts';
import type { Settings } from '../options.ts';
import type { Sight } from '../rules/proceeding.ts';
import { api } from '../wire/api.ts';
import { internal, ProtonError, unreadable } from '../wire/errors.ts';
import type { Json, Members } from '../wire/json.ts';
import { render } from '../wire/render.ts';
import { readInput } from '../wire/validate.ts';
import { withGaps } from './gaps.ts';
import type { Machine } from './machine.ts';
import type { WireRequest, WireResponse } from './message.ts';
import { response } from './response.ts';

/** The answer to a request that takes effect at `now` (milliseconds). */
export function handle(machine: Machine, request: WireRequest, now: number): WireResponse {
  const { rules } = machine;
  let world = worldOf(machine, request, now);
  try {
    settle(world);
    world = asked(world, machine, request);
    return answer({ ...world, view: viewOf(machine, world.operation, now) }, machine);
  } catch (error) {
    const known =
      error instanceof ProtonError ? error : internal(error instanceof Error ? error.message : String(error));
    const { status, headers, body } = rules.errorForm(world, known);
    return response(machine, now, status, rules.bodyForm(world, JSON.stringify(body)), headers);
  }
}

/** What a request that arrives at `now` finds; undefined where no operation could read it. */
export function look(machine: Machine, request: WireRequest, now: number): Sight | undefined {
  const early = worldOf(machine, request, now);
  try {
    settle(early);
    const world = asked(early, machine, request);
    return { world, input: readInput(world.operation, parseBody(world.body)) };
  } catch (error) {
    if (error instanceof ProtonError) return undefined;
    throw error;
  }
}

function worldOf(
  { store, settings, rules, doom }: Machine,
  { body, connection = '' }: WireRequest,
  now: number,
): World {
  const { account } = settings;
  return { store, view: store, now, settings, rules, operation: '', body, account, connection, doom };
}

/** @throws ProtonError where nothing is asked that there is, or by nobody who is known */
function asked(world: World, { settings }: Machine, request: WireRequest): World {
  const operation = operationOf(request);
  return { ...world, operation, account: callerOf(settings, request) };
}

function answer(world: World, machine: Machine): WireResponse {
  const operate = operations[world.operation];
  if (!operate) throw new ProtonError('NotImplemented', `${world.operation} is not implemented`, { status: 501 });
  const output = operate(world, inputOf(world));
  const { missingRate, noBytes } = machine.settings.habits;
  const pen = {
    time: (milliseconds: number) => timeShown(world, machine, milliseconds),
    structure: (shapeName: string, rendered: Members) =>
      withGaps(shapeName, world.rules.structureForm(world, shapeName, rendered), missingRate, machine.chance),
  };
  const rendered = render(api.operations[world.operation]?.output ?? '', output, pen);
  const bytes = Object.keys(output).length === 0 && noBytes ? '' : JSON.stringify(rendered ?? {});
  return response(machine, world.now, 200, world.rules.bodyForm(world, bytes), {});
}

/** A time from before a restart may have lost its fraction of a second. */
function timeShown(world: World, { restartedAt = 0, settings }: Machine, milliseconds: number): Json {
  const time = world.rules.timeForm(world, milliseconds);
  const isRounded = settings.habits.roundsLater && milliseconds < restartedAt;
  return isRounded && typeof time === 'number' ? Math.round(time) : time;
}

function inputOf(world: World): Members {
  const body = parseBody(world.body);
  try {
    return readInput(world.operation, body);
  } catch (error) {
    spendToken(world, body);
    throw error;
  }
}

/** Notes that a request was answered at `now`, whether it took effect or not. */
export function noteAnswer(machine: Machine, request: WireRequest, now: number): void {
  const world = worldOf(machine, request, now);
  try {
    renewToken(world, parseBody(request.body));
  } catch (error) {
    if (!(error instanceof ProtonError)) throw error;
  }
}

function operationOf(request: WireRequest): string {
  const [prefix, operation = ''] = (request.headers['x-amz-target'] ?? '').split('.');
  const known = prefix === api.metadata.targetPrefix && Object.hasOwn(api.operations, operation);
  if (request.method !== 'POST' || request.path !== '/' || !known) {
    throw new ProtonError('UnknownOperationException', 'There is no such operation', { status: 404 });
  }
  return operation;
}

/** The account that the request's access key belongs to; the one account where no credentials are configured. */
function callerOf(settings: Settings, request: WireRequest): string {
  if (!settings.credentials) return settings.account;
  const key = /Credential=([^/,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const account = settings.credentials[key];
  if (account === undefined)
    throw new ProtonError('UnrecognizedClientException', 'The access key is not known', { status: 403 });
  return account;
}

function viewOf({ store, settings, chance }: Machine, operation: string, now: number) {
  const lagMs = settings.habits.staleMs;
  return lagMs > 0 && /^(Get|List)/.test(operation) ? store.asOf(now - nextRandom(chance) * lagMs) : store;
}

function parseBody(body: string): Json {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw unreadable('The body is not JSON');
  }
}
