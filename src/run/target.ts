// What a run is pointed at: the endpoint that was given, or an emulator of its own over HTTP; and the way to move its
// clock. Says in one sentence why it cannot be used, before anything is created there.
import { type EmulatorApart, startEmulatorApart } from '../emulator/apart.ts';
import { commandClock } from '../endpoint/clock/command.ts';
import { findControlClock } from '../endpoint/clock/control.ts';
import { faketimeClock } from '../endpoint/clock/faketime.ts';
import { type ClockMode, clockParts } from '../endpoint/clock/mode.ts';
import type { DateOf } from '../endpoint/clock/seen-move.ts';
import { type Clock, ClockError, noClock } from '../endpoint/clock.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import { type ProbeOptions, probe } from '../endpoint/probe.ts';
import type { Endpoint } from '../endpoint/types.ts';
import type { Stopped } from '../report/index.ts';
import type { Plan } from './plan.ts';
import { type Restart, restartBy } from './restart.ts';

const DATE_TIMEOUT_MS = 5_000;

export interface Target {
  readonly endpoint: Endpoint;
  /** Left out: there is no way to restart it. */
  readonly restart?: Restart;
  close(): Promise<void>;
}

/** @param mutant of the embedded emulator, where no endpoint is given: the defect that it is to have */
export const openTarget = async (plan: Plan, mutant?: string): Promise<Target> => {
  const defect = mutant === undefined ? {} : { mutant };
  const emulator =
    plan.endpoint === undefined ? await startEmulatorApart({ region: plan.region, ...defect }) : undefined;
  const endpoint = createEndpoint({
    url: emulator?.url ?? plan.endpoint ?? '',
    region: plan.region,
    connections: plan.concurrency,
    ...(plan.credentials === undefined ? {} : { credentials: plan.credentials }),
    ...(plan.managementCredentials === undefined ? {} : { managementCredentials: plan.managementCredentials }),
  });
  const restart = restartOf(plan, emulator);
  return {
    endpoint,
    ...(restart === undefined ? {} : { restart }),
    close: async () => {
      await endpoint.close();
      await emulator?.close();
    },
  };
};

const restartOf = ({ restartCommand }: Plan, emulator: EmulatorApart | undefined): Restart | undefined => {
  if (emulator !== undefined) return emulator.restart;
  return restartCommand === undefined ? undefined : restartBy(restartCommand);
};

/** Why a run cannot begin. */
export interface Unusable {
  readonly stopped: Stopped;
  readonly stoppedBecause: string;
}

/**
 * The clock of a usable endpoint; else why it cannot be used, found out within seconds, or half a minute where no answer comes.
 */
export const examine = async (
  endpoint: Endpoint,
  mode: ClockMode,
  probing: Pick<ProbeOptions, 'onSlow' | 'signal'> = {},
): Promise<Clock | Unusable> => {
  const probed = await probe(endpoint, probing);
  if (probing.signal?.aborted) return { stopped: 'interrupted', stoppedBecause: 'the run was interrupted' };
  if (!probed.ok) {
    const refused =
      probed.problem === 'credentials' || probed.problem === 'region' || probed.problem === 'not-permitted';
    return { stopped: refused ? 'credentials' : 'unreachable', stoppedBecause: probed.message };
  }
  if (mode === 'find' || mode === 'control') return controlOf(endpoint, mode);
  const parts = clockParts(mode);
  return parts === undefined ? noClock : clockOf(parts, dateOf(endpoint));
};

const controlOf = async (endpoint: Endpoint, mode: 'find' | 'control'): Promise<Clock | Unusable> => {
  const clock = await findControlClock({ url: endpoint.url });
  if (clock !== undefined) return clock;
  if (mode === 'find') return noClock;
  return {
    stopped: 'refused',
    stoppedBecause: `--clock control: ${endpoint.url} does not answer GET /_conformance/clock with the time. Let it offer that route (docs/your-endpoint.md), or give --clock none.`,
  };
};

/** A ledger moves nothing. @throws ClockError */
const clockOf = ({ kind, value }: NonNullable<ReturnType<typeof clockParts>>, date: DateOf): Clock => {
  switch (kind) {
    case 'faketime':
      return faketimeClock({ file: value, dateOf: date });
    case 'command':
      return commandClock({ command: value, dateOf: date });
    case 'ledger':
      return noClock;
  }
};

/**
 * Before anything is started.
 * @throws ClockError where a clock cannot be moved so, whatever the endpoint says
 */
export const checkClock = ({ clock, endpoint }: Pick<Plan, 'clock' | 'endpoint'>): void => {
  const parts = clockParts(clock);
  if (parts === undefined) return;
  if (endpoint === undefined)
    throw new ClockError(`--clock ${parts.kind}: needs --endpoint; the embedded emulator has a clock of its own`);
  clockOf(parts, () => Promise.resolve(undefined));
};

/** What the `Date` of a harmless answer says. Signatures follow it from then on. */
const dateOf =
  (endpoint: Endpoint): DateOf =>
  async () => {
    const signal = AbortSignal.timeout(DATE_TIMEOUT_MS);
    const reply = await endpoint.call({ operation: 'ListEnvironmentTemplates', input: {}, lane: 'raw', signal });
    const date =
      reply.kind === 'answer' && reply.headers.date !== undefined ? Date.parse(reply.headers.date) : Number.NaN;
    return Number.isNaN(date) ? undefined : date;
  };
