// What a run is pointed at: the endpoint that was given, or an emulator of its own over HTTP; and the way to move its
// clock. Says in one sentence why it cannot be used, before anything is created there.
import { startEmulator } from '../emulator/index.ts';
import { type Clock, findControlClock, noClock } from '../endpoint/clock.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import { probe } from '../endpoint/probe.ts';
import type { Endpoint } from '../endpoint/types.ts';
import type { Stopped } from '../report/index.ts';
import type { Plan } from './plan.ts';

export interface Target {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

export const openTarget = async (plan: Plan): Promise<Target> => {
  const emulator = plan.endpoint === undefined ? await startEmulator({ region: plan.region }) : undefined;
  const endpoint = createEndpoint({
    url: emulator?.url ?? plan.endpoint ?? '',
    region: plan.region,
    connections: plan.concurrency,
    ...(plan.credentials === undefined ? {} : { credentials: plan.credentials }),
    ...(plan.managementCredentials === undefined ? {} : { managementCredentials: plan.managementCredentials }),
  });
  return {
    endpoint,
    close: async () => {
      await endpoint.close();
      await emulator?.close();
    },
  };
};

/** Why a run cannot begin. */
export interface Unusable {
  readonly stopped: Stopped;
  readonly stoppedBecause: string;
}

/** The clock of a usable endpoint; else why it cannot be used, found out within seconds. */
export const examine = async (endpoint: Endpoint, mode: Plan['clock']): Promise<Clock | Unusable> => {
  const probed = await probe(endpoint);
  if (!probed.ok) {
    const refused =
      probed.problem === 'credentials' || probed.problem === 'region' || probed.problem === 'not-permitted';
    return { stopped: refused ? 'credentials' : 'unreachable', stoppedBecause: probed.message };
  }
  if (mode === 'none') return noClock;
  const clock = await findControlClock({ url: endpoint.url });
  if (clock === undefined && mode === 'control')
    return {
      stopped: 'refused',
      stoppedBecause: `--clock control: ${endpoint.url} does not answer GET /_conformance/clock with the time. Let it offer that route (docs/your-endpoint.md), or give --clock none.`,
    };
  return clock ?? noClock;
};
