// The catalogue of mutants for people: as a list, and as what was probably meant by a name that is not in it.
import { listMutants, type MutantEntry } from '../emulator/index.ts';
import { columns, wrap } from '../report/index.ts';

const mostSuggestions = 3;

/** All mutants: name and guarantee in columns, below them what is wrong, at most `columns` wide. */
export const mutantsAsText = (): string => {
  const mutants = listMutants();
  const width = Math.min(
    Math.max(...mutants.map(({ name }) => name.length)) + 2,
    columns - Math.max(...mutants.map(({ breaks }) => breaks.length)),
  );
  const lines = mutants.flatMap((one) => [`${one.name.padEnd(width)}${one.breaks}`, ...wrap('  ', sentences(one))]);
  return `${lines.join('\n')}\n`;
};

const sentences = ({ about, only, needs }: MutantEntry): string =>
  [
    about,
    ...(only ? ['It breaks nothing else.'] : []),
    ...(needs === undefined ? [] : [`Seen only with ${needs.join(' and ')}.`]),
  ].join(' ');

/** Mutants that may have been meant: those that have most of the name's words or begin them, at least half of them. */
export const mutantsLike = (text: string): string[] => {
  const asked = wordsOf(text);
  return listMutants()
    .map(({ name }) => ({
      name,
      shared: asked.filter((word) => wordsOf(name).some((one) => one.startsWith(word))).length,
    }))
    .filter(({ shared }) => shared > 0 && 2 * shared >= asked.length)
    .sort((left, right) => right.shared - left.shared || left.name.length - right.name.length)
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
};

const wordsOf = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9.]+/);
