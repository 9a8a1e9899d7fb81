// The emulator put together: options, state, rules (a mutant's, if one is asked for) and clock.
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, createClock } from './core/clock.ts';
import { emptyState, type State } from './core/state.ts';
import { Store } from './core/store.ts';
import type { Doom } from './core/world.ts';
import type { Disk } from './disk/disk.ts';
import { changesSince, recording } from './disk/records.ts';
import { clockPath, controlClock } from './http/clock-control.ts';
import { Contention } from './http/contention.ts';
import { handle, noteAnswer } from './http/handler.ts';
import type { Machine } from './http/machine.ts';
import type { Responder, WireRequest, WireResponse } from './http/message.ts';
import { moodily } from './http/moods.ts';
import { pass } from './http/passage.ts';
import { failure } from './http/response.ts';
import { rulesOf } from './mutants/index.ts';
import { type EmulatorOptions, resolveOptions } from './options.ts';

/** An emulator to call in process. */
export interface LocalEmulator extends Responder {
  /**
   * The answer to a request that takes effect at `now`, in milliseconds (default: the emulator's clock), in one moment.
   * Habits that concern whole requests (latency, throttling, failures, broken connections) are left out.
   */
  handler(request: WireRequest, now?: number): WireResponse;
  readonly clock: Clock;
  /** As if the process had ended and had been started again over what it wrote down: what is under way is not answered. */
  restart(): void;
}

/**
 * Makes an emulator that is called in process.
 * @param disk where its state is kept, and from where it begins; without one it begins empty and remembers nothing
 * @throws RangeError for a reading that isn't offered or a mutant that isn't known
 */
export function createEmulator(options: EmulatorOptions = {}, disk?: Disk): LocalEmulator {
  const settings = resolveOptions(options);
  const rules = rulesOf(options.mutant);
  const clock = createClock(options.clock, disk?.kept?.clockOffsetMs);
  const { sleep = pause } = options;
  const storeOf = (state: State) => new Store(disk ? recording(state) : state, settings.habits.staleMs);
  const { kept } = disk ?? {};
  const machine: Machine = {
    store: storeOf(kept ? rules.remembered(kept.state, clock.now()) : emptyState(settings.seed)),
    settings,
    rules,
    ...(kept && { restartedAt: clock.now() }),
    chance: { random: (settings.seed ^ 0x5eed) >>> 0 },
  };
  const handler = (request: WireRequest, now = clock.now()) =>
    request.path === clockPath ? controlClock(clock, request) : handle(machine, request, now);
  const contention = new Contention();
  const changes = changesSince();
  /** Nothing is told before what it tells of is on disk. */
  const durable = async (answer: WireResponse | undefined) => {
    try {
      await disk?.save(changes(machine.store.state, clock));
      return answer;
    } catch (error) {
      return failure(machine, clock.now(), `The state can't be written: ${(error as Error).message}`);
    }
  };
  const respond = async (request: WireRequest): Promise<WireResponse | undefined> => {
    if (request.path === clockPath) return durable(handler(request));
    const { store } = machine;
    const isUp = () => machine.store === store;
    const contender = contention.enter(request);
    try {
      const take = async (doom?: Doom) => {
        const doomed = doom === undefined ? machine : { ...machine, doom };
        return durable(await pass(doomed, request, { now: clock.now, sleep, isUp }));
      };
      const answer = await moodily(settings.habits, machine.chance, sleep, take, contender);
      if (!isUp()) return undefined;
      if (answer === undefined || !settings.habits.globalTokens) return answer;
      noteAnswer(machine, request, clock.now());
      return durable(answer);
    } finally {
      contender?.leave();
    }
  };
  return {
    handler,
    clock,
    maxBodyBytes: settings.maxBodyBytes,
    restart: () => {
      machine.restartedAt = clock.now();
      machine.store = storeOf(rules.remembered(structuredClone(machine.store.state), machine.restartedAt));
    },
    respond,
    cut: (request) => {
      const body = rules.mended(request.body);
      if (body === undefined) return;
      handler({ ...request, body });
      void durable(undefined);
    },
  };
}
