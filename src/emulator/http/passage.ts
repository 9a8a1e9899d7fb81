// A request from its arrival to its answer, as the rules let it go.
import { handle, look } from './handler.ts';
import type { Machine } from './machine.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Sleep } from './moods.ts';

export interface Surroundings {
  now(): number;
  sleep: Sleep;
  /** Whether the endpoint that the request came to is still there. */
  isUp(): boolean;
}

/** The answer to a request; undefined where the endpoint was gone before it. */
export async function pass(
  machine: Machine,
  request: WireRequest,
  { now, sleep, isUp }: Surroundings,
): Promise<WireResponse | undefined> {
  const { rules } = machine;
  if (!isUp()) return undefined;
  const gone = Symbol();
  try {
    return await rules.proceed({
      request,
      look: () => (isUp() ? look(machine, request, now()) : undefined),
      act: (altered) => {
        if (!isUp()) throw gone;
        return handle(altered ? { ...machine, rules: { ...rules, ...altered } } : machine, request, now());
      },
      sleep,
    });
  } catch (error) {
    if (error === gone) return undefined;
    throw error;
  }
}
