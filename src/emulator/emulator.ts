// The emulator put together: options, state, rules (a mutant's, if one is asked for) and clock.
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, createClock } from './core/clock.ts';
import { emptyState } from './core/state.ts';
import { Store } from './core/store.ts';
import { clockPath, controlClock } from './http/clock-control.ts';
import { handle, type Machine } from './http/handler.ts';
import type { Responder, WireRequest, WireResponse } from './http/message.ts';
import { moodily } from './http/moods.ts';
import { pass } from './http/passage.ts';
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
 * @throws RangeError for a reading that isn't offered or a mutant that isn't known
 */
export function createEmulator(options: EmulatorOptions = {}): LocalEmulator {
  const settings = resolveOptions(options);
  const clock = createClock(options.clock);
  const { sleep = pause } = options;
  const machine: Machine = {
    store: new Store(emptyState(settings.seed), settings.habits.staleMs),
    settings,
    rules: rulesOf(options.mutant),
    chance: { random: (settings.seed ^ 0x5eed) >>> 0 },
  };
  const handler = (request: WireRequest, now = clock.now()) =>
    request.path === clockPath ? controlClock(clock, request) : handle(machine, request, now);
  const respond = async (request: WireRequest): Promise<WireResponse | undefined> => {
    if (request.path === clockPath) return handler(request);
    const { store } = machine;
    const isUp = () => machine.store === store;
    const answer = await moodily(settings.habits, machine.chance, sleep, () =>
      pass(machine, request, { now: clock.now, sleep, isUp }),
    );
    return isUp() ? answer : undefined;
  };
  return {
    handler,
    clock,
    maxBodyBytes: settings.maxBodyBytes,
    restart: () => {
      const written = structuredClone(machine.store.state);
      machine.store = new Store(machine.rules.remembered(written, clock.now()), settings.habits.staleMs);
    },
    respond,
  };
}
