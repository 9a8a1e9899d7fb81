// Texts as the shrinker takes them: a row of atoms, each a character or a whole `{{…}}` symbol, and what is shorter.

const ATOMS = /\{\{[^{}]*\}\}|./gsu;
const SYMBOL = /^\{\{(name|token):([^{} ]*)((?: [^{}]*)?)\}\}$/;
/** A text is cut at this many places at the most; one that is shorter, at every one. */
const FINEST_CUT = 8;
const PLAINEST = 'a';

export const atomsOf = (text: string): string[] => text.match(ATOMS) ?? [];

/** How much there is to a text: characters; those of its symbols count too. */
export const weightOf = (text: string): number => [...text].length;

/** From where to where a row of so many atoms may be cut, large pieces first: halves, quarters, eighths, either end. */
export function cutsOf(count: number): [from: number, to: number][] {
  const cuts = new Map<string, [number, number]>();
  const add = (from: number, to: number): void => {
    if (to > from && to - from < count) cuts.set(`${from} ${to}`, [from, to]);
  };
  for (let parts = 2; parts <= Math.min(FINEST_CUT, count); parts *= 2)
    for (let part = parts; part > 0; part--)
      add(Math.round(((part - 1) * count) / parts), Math.round((part * count) / parts));
  if (count <= FINEST_CUT) for (let at = count; at > 0; at--) add(at - 1, at);
  add(count - 1, count);
  add(0, 1);
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
