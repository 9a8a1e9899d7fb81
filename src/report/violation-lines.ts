// One violation for a person who has no contract at hand: the guarantee in a sentence, where it comes from, what was sent,
// what was allowed and what came.
import { guarantees } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import { callText, lastWithOriginal } from './call-text.ts';
import { isLook } from './calls.ts';
import { diffLines, stepLines, wireLines } from './explanation-lines.ts';
import { type Paint, painter, wrap } from './layout.ts';
import type { ViolationReport } from './types.ts';

const callsShown = 5;
const callChars = 220;
/** What a program tries is told if it is as short as this: a long list is of no help. */
const aboutChars = 80;

const spec = (id: string) => guarantees.find((guarantee) => guarantee.id === id);

/** A violation as plain text; `folder`: where the report lies, as the person would write it. */
export const violationText = (one: ViolationReport, folder: string): string =>
  violationLines(one, 'VIOLATED', folder, painter(false)).join('\n');

/** Lines of at most 80 columns, but for commands and paths: broken ones could not be copied. */
export const violationLines = (one: ViolationReport, title: string, folder: string, paint: Paint): string[] => {
  const programs = one.count === 1 ? 'in 1 program' : `in ${one.count} programs`;
  const [head = '', ...rest] = wrap(`${title}  `, `${one.guarantee} on ${one.operation}, ${programs}`);
  const steps = stepLines(one.explanation);
  const { program } = one;
  const about = 'aim' in program && program.aim.guarantee === one.guarantee ? program.aim.about : undefined;
  const when = about === undefined || about.length > aboutChars ? one.situation : `${one.situation} (${about})`;
  return [
    paint('red', head),
    ...rest,
    ...wrap('  ', spec(one.guarantee)?.sentence ?? ''),
    ...wrap('  Section  ', spec(one.guarantee)?.section ?? '').map((line) => paint('dim', line)),
    ...wrap('  When     ', when),
    ...(steps.length > 0 ? steps : sentLines(one)),
    ...diffLines(one.explanation, paint),
    ...wireLines(one.explanation),
    ...(one.also.length === 0 ? [] : wrap('  Breaks   ', `also ${one.also.join(', ')}`)),
    ...(one.reproduced === undefined || one.reproduced.of === 0 ? [] : wrap('  Again    ', againText(one))),
    ...(one.counterexample === undefined
      ? [uncut('  Evidence ', `proton-conformance check ${evidence(one, folder)}`)]
      : [
          uncut(
            '  Replay   ',
            one.replay.replace(one.counterexample, () => inFolder(folder, one.counterexample!)),
          ),
          ...('twin' in program
            ? []
            : [uncut('  Scripts  ', `${inFolder(folder, one.counterexample.replace(/\.json$/, ''))}.sh, .test.ts`)]),
        ]),
  ];
};

const uncut = (first: string, text: string): string => `${first}${printable(text, Number.MAX_SAFE_INTEGER)}`;

/** What shows it again: its history, or the whole folder where two histories differ. */
const evidence = ({ replay, history }: ViolationReport, folder: string): string =>
  replay === 'proton-conformance check .' ? folder || '.' : inFolder(folder, history);

/** Of what is no program (a fixture), the last requests with their answers. */
const sentLines = (one: ViolationReport): string[] => {
  const changing = one.calls.filter((call, index) => !isLook(call.operation) || index === one.calls.length - 1);
  const calls = lastWithOriginal(changing, callsShown);
  return calls.flatMap((call, index) => [
    ...wrap(`${index === 0 ? '  Sent  ' : '        '}${index + 1}. `, printable(callText(calls, index), callChars)),
    ...wrap('           → ', printable(readable(call.answer), callChars)),
  ]);
};

/** How often it came again, and how small it was made. */
const againText = ({ reproduced, shrinking }: ViolationReport): string =>
  shrinking === 'not reproduced'
    ? `not reproduced in ${reproduced?.of} tries: the history is the evidence`
    : `reproduced ${reproduced?.times}/${reproduced?.of}, ${shrinking === 'minimal' ? 'minimal' : 'not minimal: budget spent'}`;

/** Answers have no spaces to break lines at. */
const readable = (answer: string): string => answer.replaceAll(',"', ', "').replaceAll('":', '": ');

/** A path in the report folder, as the person would write it. */
export const inFolder = (folder: string, path: string): string =>
  folder === '' ? path : `${folder.replace(/\/+$/, '')}/${path}`;
