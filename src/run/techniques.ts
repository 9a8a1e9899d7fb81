// The techniques that a run finds violations with, each of which can be left out, so that what it buys can be measured.

export const techniques = ['systematic', 'exhaustive', 'aim', 'swarm', 'census', 'twins', 'faults'] as const;

export type Technique = (typeof techniques)[number];
