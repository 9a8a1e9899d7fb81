// What the other layers read of the wire: outcomes, and three small tools for values from outside.
export { canonical } from './canonical.ts';
export { cutAnswer } from './cut.ts';
export { decode, decodeLost } from './decode.ts';
export { mismatchNamed } from './mismatch.ts';
export { printable } from './printable.ts';
export type { Reply } from './reply.ts';
export { isServed } from './served.ts';
export type { Detail, Outcome, Taken } from './types.ts';
