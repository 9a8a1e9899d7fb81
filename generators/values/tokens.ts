// Client tokens that a right endpoint takes: short, 64 characters long, UUIDs, and pairs that differ in case or at the end.
import fc from 'fast-check';

const form = fc.constantFrom('', '', '', ' upper', ' length=64', ' length=64 end=b', ' end=b', ' uuid', ' uuid upper');

export const clientToken = fc
  .tuple(fc.constantFrom('t', 'u', 'v'), form)
  .map(([name, options]) => `{{token:${name}${options}}}`);
