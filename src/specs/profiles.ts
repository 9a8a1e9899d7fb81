// The profiles of specs/profiles.json: parts of the API that an implementation may have, and paces of a run.
import { operations, readSpec, resources } from './index.ts';

interface Part {
  readonly name: string;
  readonly about: string;
  /** Profiles of resources, as specs/operations.json has them. */
  readonly resources: readonly string[];
}

/** By their names in the options of a run. */
export type PaceOption = 'settleMs' | 'asyncTimeoutMs' | 'concurrency' | 'exhaustive' | 'runs' | 'maxCalls';

interface Pace {
  readonly name: string;
  readonly about: string;
  readonly options: Readonly<Partial<Record<PaceOption, number>>>;
}

export const { parts, paces } = readSpec<{ readonly parts: readonly Part[]; readonly paces: readonly Pace[] }>(
  'profiles.json',
);

/** The operations of the parts among `profiles`; undefined where none is a part, and the run is about all. */
export const operationsOfParts = (profiles: readonly string[]): ReadonlySet<string> | undefined => {
  const chosen = parts.filter(({ name }) => profiles.includes(name));
  if (chosen.length === 0) return undefined;
  const wanted = new Set(chosen.flatMap((part) => part.resources));
  return new Set(
    Object.keys(operations).filter((name) => {
      const { resource } = operations[name]!;
      return resource !== undefined && wanted.has(resources[resource].profile);
    }),
  );
};

/** The options of the pace among `profiles`. */
export const paceOf = (profiles: readonly string[]): Pace['options'] =>
  paces.find(({ name }) => profiles.includes(name))?.options ?? {};
