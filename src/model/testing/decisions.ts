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
 * `others` stands for the answers that the line doesn't name; `-` for a decision leaves it open. The cases are for
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
    const strange = Object.keys(decisions).filter((answer) => answer !== 'others' && !(answer in answers));
    if (!situation || strange.length > 0)
      throw new Error(`no such situation or answer: ${name}, ${strange.join(', ')}`);
    const [before, ask] = situation;
    const expected = (answer: string) => decisions[answer] ?? decisions.others;
    const told = Object.entries(answers).filter(([answer]) => expected(answer) !== '-');
    return [
      name,
      () => ({
        decided: Object.fromEntries(told.map(([answer, reply]) => [answer, decision(walk([...before, ask(reply)]))])),
        expected: Object.fromEntries(told.map(([answer]) => [answer, expected(answer)])),
      }),
    ];
  });
}

function parse(text: string): { name: string; decisions: Readonly<Record<string, string>> } {
  const [name = '', ...cells] = text.split('|').map((cell) => cell.trim());
  return { name, decisions: Object.fromEntries(cells.map((cell) => cell.split(': ', 2) as [string, string])) };
}

/** `breaks G`, `excused`, `ends`; or `right`, with what it shows and the readings it takes in place of that word. */
export function decision({ verdict, shown, taken }: Walk): string {
  if (verdict === 'excused' || verdict === 'ends') return verdict;
  if (verdict !== 'right') return `breaks ${verdict}`;
  const parts = [...(shown.length > 0 ? [`shows ${shown.join(' ')}`] : []), ...taken.map((t) => `takes ${t}`)];
  return parts.join(', ') || 'right';
}
