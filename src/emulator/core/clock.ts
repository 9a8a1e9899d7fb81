// The emulator's own clock: real time plus what it was advanced by. Nothing waits on it: states are worked out from it.

export interface Clock {
  /** Milliseconds since the epoch, as the emulator sees it. */
  now(): number;
  /** Moves the clock forward. */
  advance(seconds: number): void;
}

/** A clock over a source of milliseconds (default: the machine's). */
export function createClock(source: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => source() + offset,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
  };
}
