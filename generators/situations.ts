// The situations that programs put an operation in: a closed list, so that coverage can be counted by it.

export const situations = [
  'first call',
  'same parameters',
  'one parameter changed',
  'being created',
  'interleaved',
  'modified',
  'in use',
  'deleted',
  'being deleted',
  'recreated',
  'near expiry',
  'expired',
  'concurrent',
  'answer lost',
  'late copy',
  'after restart',
] as const;

export type Situation = (typeof situations)[number];
