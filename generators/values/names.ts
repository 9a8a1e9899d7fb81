// Resource names, in the program's name space: few, so that they are met again; some begin others. What the runner puts
// for the symbol takes at most `nameSpaceChars`.
import fc from 'fast-check';

/** The runner's name space and the symbol's own name, at most. */
const nameSpaceChars = 30;
const mostChars = 100;

const ending = fc.oneof(
  { arbitrary: fc.constantFrom('', '', '-2', '_2', '2'), weight: 8 },
  {
    arbitrary: fc.string({ unit: fc.constantFrom(...'abzABZ019_-'), maxLength: mostChars - nameSpaceChars }),
    weight: 2,
  },
);

export const resourceName = fc
  .tuple(fc.constantFrom('{{name:a}}', '{{name:b}}'), ending)
  .map(([name, rest]) => name + rest);
