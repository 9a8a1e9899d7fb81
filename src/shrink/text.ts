// Texts as the shrinker takes them: a row of atoms, each a character or a whole `{{…}}` symbol, and what is shorter.

const ATOMS = /\{\{[^{}]*\}\}|./gsu;
const SYMBOL = /^\{\{(name|token):([^{} ]*)((?: [^{}]*)?)\}\}$/;
/** A text is cut into so many pieces at the most; one that is shorter, into its characters. */
const MOST_PIECES = 8;
const PLAINEST = 'a';

export const atomsOf = (text: string): string[] => text.match(ATOMS) ?? [];

/** How much there is to a text: characters; those of its symbols count too. */
export const weightOf = (text: string): number => [...text].length;

/** From where to where a row of so many atoms may be cut, large pieces first: halves, quarters, eighths, and both ends. */
export function cutsOf(count: number): [from: number, to: number][] {
  const cuts = new Map<string, [number, number]>();
  const add = (from: number, to: number): void => {
    if (to > from && to - from < count) cuts.set(`${from} ${to}`, [from, to]);
  };
  for (let pieces = 2; pieces <= Math.min(MOST_PIECES, count); pieces *= 2)
    for (let piece = pieces; piece > 0; piece--)
      add(Math.round(((piece - 1) * count) / pieces), Math.round((piece * count) / pieces));
  for (let end = Math.ceil(count / MOST_PIECES / 2); end >= 1; end = Math.floor(end / 2)) {
    add(count - end, count);
    add(0, end);
  }
  if (count <= MOST_PIECES) for (let at = count; at > 0; at--) add(at - 1, at);
  return [...cuts.values()];
}

/** Shorter texts, the shortest first. Symbols stay whole, and no text becomes empty. */
export function shorterTexts(text: string): string[] {
  const atoms = atomsOf(text);
  const cut = cutsOf(atoms.length).map(([from, to]) => atoms.filter((_, at) => at < from || at >= to).join(''));
  const plain = weightOf(text) > PLAINEST.length && !text.includes('{{') ? [PLAINEST] : [];
  return [...new Set([...plain, ...plainerSymbols(text), ...cut])];
}

/** The text with one option of one of its symbols left out. */
function plainerSymbols(text: string): string[] {
  const atoms = atomsOf(text);
  return atoms.flatMap((atom, at) => withoutOptions(atom).map((plainer) => atoms.with(at, plainer).join('')));
}

/** `{{token:t length=64 upper}}` with each of its options left out. */
export function withoutOptions(symbol: string): string[] {
  const [, kind, name, rest = ''] = SYMBOL.exec(symbol) ?? [];
  const options = rest.split(' ').filter((option) => option !== '');
  if (kind !== 'token') return [];
  return options.map((_, at) => `{{token:${[name, ...options.filter((__, other) => other !== at)].join(' ')}}}`);
}

/** What a name or token symbol is called: `token t`; undefined for other atoms. */
export function symbolName(atom: string): { readonly kind: string; readonly name: string } | undefined {
  const [, kind, name] = SYMBOL.exec(atom) ?? [];
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

/** The symbol under another name; other atoms as they are. */
export function renamed(atom: string, kind: string, from: string, to: string): string {
  const symbol = symbolName(atom);
  return symbol?.kind === kind && symbol.name === from ? atom.replace(`{{${kind}:${from}`, `{{${kind}:${to}`) : atom;
}
