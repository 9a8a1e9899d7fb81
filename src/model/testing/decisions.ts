// Decision tables: what the model says to every answer that could come in a situation, so that a table shows at once what
// is right, what it proves, and which guarantee is broken else.
import { type Line, type Reply, type Walk, walk } from './build.ts';

/** What happened, and the request in question with its answer. */
export type Situation = readonly [before: readonly Line[], ask: (reply: Reply) => Line];

interface Row {
  readonly decided: Readonly<Record<string, string | undefined>>;
  readonly expected: Readonly<Record<string, string | undefined>>;
}

/**
 * Tries each answer in each situation. A line of `table` is `situation | answer: decision | … | others: decision`, where
 * `others` stands for the answers that the line doesn't name; `-` for a decision leaves it open. `as` is no answer: what the
 * model calls the situation, whatever the answer. The cases are for
 * `test.each`: the model is right if `decided` equals `expected`. Throws where table, situations and answers don't match.
 */
export function decisionTable(
  situations: Readonly<Record<string, Situation>>,
  answers: Readonly<Record<string, Reply>>,
  table: string,
): [string, () => Row][] {
  const rows = table.split('\n').flatMap((text) => (text.trim() === '' ? [] : [parse(text)]));
  const untold = Object.keys(situations).filter((name) => !rows.some((row) => row.name === name));
  if (untold.length > 0) throw new Error(`not in the table: ${untold.join(', ')}`);
  return rows.map(({ name, decisions }) => {
    const situation = situations[name];
    const strange = Object.keys(decisions).filter((cell) => cell !== 'others' && cell !== 'as' && !(cell in answers));
    if (!situation || strange.length > 0)
      throw new Error(`no such situation or answer: ${name}, ${strange.join(', ')}`);
    const [before, ask] = situation;
    return [name, () => row(before, ask, decisions, answers)];
  });
}

function row(
  before: readonly Line[],
  ask: (reply: Reply) => Line,
  decisions: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, Reply>>,
): Row {
  const walks = Object.entries(answers).map(([answer, reply]) => [answer, walk([...before, ask(reply)])] as const);
  const told = walks.flatMap(([answer, walked]) => {
    const expected = decisions[answer] ?? decisions.others;
    return expected === '-' ? [] : [{ cell: answer, expected, decided: decision(walked) }];
  });
  const as = [...new Set(walks.flatMap(([, walked]) => walked.situations))].sort().join(', ');
  const cells = decisions.as === undefined ? told : [...told, { cell: 'as', expected: decisions.as, decided: as }];
  return {
    decided: Object.fromEntries(cells.map(({ cell, decided }) => [cell, decided])),
    expected: Object.fromEntries(cells.map(({ cell, expected }) => [cell, expected])),
  };
}

function parse(text: string): { name: string; decisions: Readonly<Record<string, string>> } {
  const [name = '', ...cells] = text.split('|').map((cell) => cell.trim());
  return { name, decisions: Object.fromEntries(cells.map((cell) => cell.split(': ', 2) as [string, string])) };
}

/** `breaks G`, `excused`, `ends`; or `right`, with what it shows and the readings it takes (`?`: unsure) in place of that. */
export function decision({ verdict, shown, taken, unsure }: Walk): string {
  if (verdict === 'excused' || verdict === 'ends') return verdict;
  if (verdict !== 'right') return `breaks ${verdict}`;
  const parts = [
    ...(shown.length > 0 ? [`shows ${shown.join(' ')}`] : []),
    ...taken.map((t) => `takes ${t}${unsure.includes(t) ? '?' : ''}`),
  ];
  return parts.join(', ') || 'right';
}
