// Specs made shorter: YAML with a documented header, which a piece cut out would spoil, so that only scalars become
// shorter and comments go.
import { shorterTexts } from './text.ts';

const SCALAR = /^(\s+[^#:]+: )(.*[^\s\d].*)$/;

/** The shape of specs in the API model. */
export const SPEC_SHAPE = 'SpecContents';

/** The spec without one of its comments, or with one of its scalars shorter. */
export function shorterSpecs(spec: string): string[] {
  const lines = spec.split('\n');
  return lines.flatMap((line, at) => {
    if (/^\s*#/.test(line)) return [lines.toSpliced(at, 1).join('\n')];
    const [, key = '', value = ''] = SCALAR.exec(line) ?? [];
    return value === '' ? [] : shorterTexts(value).map((shorter) => lines.with(at, key + shorter).join('\n'));
  });
}
