// An emulator in this process, with everything that a run needs to reach it: no sockets, no real waiting, calls counted.
import { createEmulator, type EmulatorOptions, emulatorDispatcher, type WireRequest } from '../emulator/index.ts';
import type { Clock } from '../endpoint/clock.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import { lacksToken } from '../endpoint/sdk-can-send.ts';
import type { CallRequest, Copy, Reply, Sign } from '../endpoint/types.ts';
import type { Ground } from '../run/execute.ts';
import { VirtualTime } from './virtual-time.ts';

/** Never resolved: the dispatcher takes every request. */
const url = 'http://emulator.invalid';

/** Requests. `judged`: those that stand in a history; `other`: set-up of the account, census, clean-up. */
export interface Calls {
  readonly judged: number;
  readonly other: number;
}

export interface InProcess extends Ground {
  readonly clock: Clock;
  readonly time: VirtualTime;
  /** Sent so far. */
  readonly calls: Calls;
}

/** Starts an emulator on virtual time. Its latency, too, is virtual. */
export const startInProcess = (options: Omit<EmulatorOptions, 'clock'>): InProcess => {
  const time = new VirtualTime();
  const emulator = createEmulator({ ...options, clock: () => time.now(), sleep: (ms) => time.sleepWithin(ms) });
  const respond = (request: WireRequest) => {
    const { gone } = request;
    const served = emulator.respond(request);
    // Nobody waits for it any longer, but it goes on in the same time.
    const onGone = () => void time.during(() => served);
    gone?.addEventListener('abort', onGone, { once: true });
    return served.finally(() => gone?.removeEventListener('abort', onGone));
  };
  const endpoint = createEndpoint({
    url,
    region: options.region ?? 'us-east-1',
    sign: dated(time),
    dispatcher: emulatorDispatcher({ ...emulator, respond }),
    sleep: (ms) => time.sleep(ms),
  });
  const calls = { judged: 0, other: 0 };
  const call = (request: CallRequest): Promise<Reply> => {
    if (request.onSend === undefined) calls.other++;
    else calls.judged++;
    const onCopy = (copy: Copy) =>
      request.onCopy?.(() => {
        calls.judged++;
        return time.during(copy);
      });
    return time.during(async () => {
      const { gate } = request;
      const waiting = gate && { gate: () => time.waitWithin(gate) };
      const reply = await endpoint.call({ ...request, ...waiting, onCopy, lane: laneOf(request) });
      const { late, resent } = reply.kind === 'lost' ? reply : {};
      if (late !== undefined) void time.during(() => late);
      // The SDK pauses in real time: nothing else happens meanwhile.
      if (resent !== undefined) void time.during(() => resent);
      return reply;
    });
  };
  return {
    endpoint: { ...endpoint, call },
    clock: { mode: 'control', advance: async (seconds) => emulator.clock.advance(seconds) },
    restart: async () => emulator.restart(),
    time,
    calls,
  };
};

/**
 * The emulator looks at a signature only to tell a retry, signed anew in another second, from a copy. To sign in earnest is a
 * tenth of what a call costs, and would make a trial depend on the time of day.
 */
const dated =
  (time: VirtualTime): Sign =>
  async ({ url, headers }) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=dummy/proton, Signature=${Math.floor(time.now() / 1000)}`;
    return { host: url.host, ...headers, authorization };
  };

/** The emulator can't tell the lanes apart, and the SDK is slow: it only sends where it fills in a token. */
const laneOf = ({ lane, operation, input }: CallRequest): CallRequest['lane'] =>
  lane === 'sdk' && lacksToken(operation, input) ? 'sdk' : 'raw';
