// What a caller can choose about an emulator, with defaults.
import { type Habits, noHabits } from './habits.ts';
import { type Point, type Readings, resolveReadings } from './readings.ts';

/** Every nth work of a kind fails; work that fails on request is described at `failures` below. */
export interface Failures {
  creations?: number;
  registrations?: number;
  updates?: number;
  deletions?: number;
  /** A creation that fails has failed in its first answer already. */
  atOnce?: boolean;
}

export interface EmulatorOptions {
  /** How long asynchronous work takes, in milliseconds of the emulator's clock. Default 60. */
  asyncMs?: number;
  /** A reading for some of the silent points; the others take their default (see `emulatorReadings`). */
  readings?: Partial<Record<Point, string>>;
  /** Permitted odd behaviour; all off by default. */
  habits?: Partial<Habits>;
  /**
   * Which work fails: every nth. Beside that, work fails where the text asks for it: `fail-create` in the spec of an
   * environment or service or in the source key of a version, `fail-update` in the spec of an update; with
   * `fail-delete` in its spec every other deletion of an environment or service fails, beginning with the first.
   */
  failures?: Failures;
  /** The name of a mutant (see `listMutants`); none by default. */
  mutant?: string;
  /** Seed of ids, and of what is random in the habits. Default 1. */
  seed?: number;
  /** The account that owns everything. Default 123456789012. */
  account?: string;
  /** Region in ARNs. Default us-east-1. */
  region?: string;
  /**
   * Access key ids with the account of each. Requests with another key are refused, and account connections are held to
   * their two accounts. Signatures are never checked. Default: any key will do, and all calls come from `account`.
   */
  credentials?: Record<string, string>;
  /** The source of real time in milliseconds. Default `Date.now`. */
  clock?: () => number;
  /** Lets time pass, in milliseconds of that clock. Default: a timer. */
  sleep?: (milliseconds: number) => Promise<void>;
  /** The longest request body, in bytes. Default 1 MiB. */
  maxBodyBytes?: number;
}

export interface Settings {
  asyncMs: number;
  readings: Readings;
  habits: Habits;
  failures: Failures;
  seed: number;
  account: string;
  region: string;
  credentials: Record<string, string> | undefined;
  maxBodyBytes: number;
}

/** @throws RangeError for a reading that isn't offered */
export function resolveOptions(options: EmulatorOptions): Settings {
  return {
    asyncMs: options.asyncMs ?? 60,
    readings: resolveReadings(options.readings),
    habits: { ...noHabits, ...options.habits },
    failures: options.failures ?? {},
    seed: options.seed ?? 1,
    account: options.account ?? '123456789012',
    region: options.region ?? 'us-east-1',
    credentials: options.credentials,
    maxBodyBytes: options.maxBodyBytes ?? 1024 * 1024,
  };
}
