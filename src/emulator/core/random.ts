// Seeded randomness (mulberry32, Tommy Ettinger): the state is one number, so that it can be kept with the rest of the
// state and the same sequence of requests gives the same ids.

export interface RandomState {
  random: number;
}

const HEX = '0123456789abcdef';

/** The next number in [0, 1). */
export function nextRandom(state: RandomState): number {
  state.random = (state.random + 0x6d2b79f5) >>> 0;
  let mixed = state.random;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** An id in the form of a version 4 UUID. */
export function nextUuid(state: RandomState): string {
  let hex = '';
  for (let digit = 0; digit < 32; digit++) hex += HEX[Math.floor(nextRandom(state) * 16)];
  const variant = '89ab'[Math.floor(nextRandom(state) * 4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
