// An explanation on a terminal of 80 columns. What comes from the endpoint was made printable before.
import type { Explanation } from './explanation.ts';
import { type Paint, wrap } from './layout.ts';

const bodyChars = 480;
/** More are told from the end; the report has them all. */
const stepsShown = 12;

/** The steps in words, numbered. */
export const stepLines = ({ steps, names }: Explanation): string[] => {
  const left = steps.length - stepsShown;
  return [
    ...(left > 0 ? [`  Steps    … ${left} before, in report.json`] : []),
    ...steps.slice(-stepsShown).flatMap((step, index) => {
      const [, number = '', words = ''] = /^(\d+\. )(.*)$/s.exec(step) ?? [];
      return wrap(`${index === 0 && left <= 0 ? '  Steps    ' : '           '}${number}`, words);
    }),
    ...(names === undefined ? [] : wrap('           ', `(${names})`)),
  ];
};

/** What was allowed against what came, as a diff. */
export const diffLines = ({ diff }: Explanation, paint: Paint): string[] =>
  diff.flatMap((line) => {
    const mark = line.slice(0, 2);
    const lines = wrap(`  ${mark}`, spaced(line.slice(2)));
    const style = mark === '- ' ? 'green' : mark === '+ ' ? 'red' : 'dim';
    return lines.map((one) => paint(style, one));
  });

/** The request and the answer, as they went over the wire. */
export const wireLines = ({ wire }: Explanation): string[] => {
  if (wire === undefined) return [];
  const { target, by, body, answer } = wire;
  return [
    ...wrap('  Request  ', `POST / (x-amz-target: ${target}; by ${by})`),
    ...wrap('           ', spaced(cut(body))),
    ...(answer === undefined
      ? ['  Answer   none']
      : [
          ...wrap('  Answer   ', `HTTP ${answer.status}${headersInWords(answer.headers)}`),
          ...wrap('           ', answer.body === '' ? '(empty body)' : spaced(cut(answer.body))),
        ]),
  ];
};

const headersInWords = (headers: Readonly<Record<string, string>>): string => {
  const shown = Object.entries(headers).filter(([name]) => name !== 'date');
  return shown.length === 0 ? '' : ` (${shown.map(([name, value]) => `${name}: ${value}`).join('; ')})`;
};

const cut = (text: string): string => (text.length > bodyChars ? `${text.slice(0, bodyChars)}…` : text);

/** JSON has no spaces to break lines at. */
const spaced = (text: string): string => text.replaceAll(',"', ', "').replaceAll('":', '": ');
