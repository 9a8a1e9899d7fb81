// What stands at the head of an export: which promise is broken, by what, and how to see it.
import type { Counterexample } from '../shrink/types.ts';
import { guarantees } from '../specs/index.ts';
import { comment } from '../wire/quote.ts';

const indent = '            ';

/** Comment lines; `steps`: in words; `usage`: how the file is run. */
export const header = (
  { violation, reproduced }: Counterexample,
  steps: readonly string[],
  mark: '#' | '//',
  usage: readonly string[],
): string[] => {
  const spec = guarantees.find(({ id }) => id === violation.guarantee);
  const titled = (title: string, text: string) => comment(mark, text, title.padEnd(indent.length));
  return [
    ...titled('Guarantee', `${violation.guarantee} on ${violation.operation}`),
    ...comment(mark, spec?.sentence ?? '', indent),
    ...titled('Section', spec?.section ?? ''),
    mark,
    ...steps.flatMap((step, index) => titled(index === 0 ? 'Steps' : '', `${index + 1}. ${step}`)),
    mark,
    ...violation.allowed.flatMap((allowed, index) => titled(index === 0 ? 'Expected' : '        or', allowed)),
    ...titled('Observed', violation.observed),
    mark,
    ...usage.flatMap((line) => comment(mark, line)),
    ...(reproduced.times === reproduced.of
      ? []
      : comment(mark, `It came in ${reproduced.times} of ${reproduced.of} runs: run it several times.`)),
  ];
};

/** Expected against observed, in a line. */
export const inALine = ({ violation: { guarantee, operation, allowed } }: Counterexample): string =>
  `${guarantee} on ${operation}: expected ${allowed.join(', or ')}`;
