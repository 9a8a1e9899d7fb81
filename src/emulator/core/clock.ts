// The emulator's own clock: real time plus what it was advanced by. Nothing waits on it: states are worked out from it.

export interface Clock {
  /** Milliseconds since the epoch, as the emulator sees it. */
  now(): number;
  /** Moves the clock forward. */
  advance(seconds: number): void;
  /** How far it was moved in all, milliseconds. */
  offsetMs(): number;
}

/** A clock over a source of milliseconds (default: the machine's), moved by so many already. */
export function createClock(source: () => number = Date.now, movedMs = 0): Clock {
  let offset = movedMs;
  return {
    now: () => source() + offset,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    offsetMs: () => offset,
  };
}
