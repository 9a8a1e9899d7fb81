// Programs that say the same with smaller values: shorter texts, plainer symbols, rounder and shorter times. A text that
// stands in several places is also made shorter in all of them at once, as what matters may be that they are alike.
import type { Json, Step } from '../program/types.ts';
import { assembled, partsOf, withParts } from './parts.ts';
import { aboutOf, oneSmaller, type Place, rootsOf, withTexts } from './places.ts';
import { SPEC_SHAPE, shorterSpecs } from './specs.ts';
import { atomsOf, cutsOf, renamed, shorterTexts, symbolName, withoutOptions } from './text.ts';
import { isAllowed } from './validity.ts';

const SECONDS_AN_HOUR = 3600;
const LEAST_WAIT_MS = 100;
const NAMES: Readonly<Record<string, string>> = { name: 'abcdefghijklm', token: 'tuvwxyz' };

/** Every way in which a value may be smaller: in several places at once first, then each alone, then times. */
export function withSmallerValues(steps: readonly Step[]): Step[][] {
  const about = aboutOf(steps);
  return [
    ...withPlainerNames(steps),
    ...withSharedTextsShorter(steps),
    ...withParts(steps, (step, at) => [
      ...rootsOf(step, about[at]).flatMap((root) => [...oneSmaller(root, shorter)].map((value) => root.put(value))),
      ...quicker(step),
    ]),
  ];
}

function shorter({ value, shape }: Place): Json[] {
  if (typeof value !== 'string') return [];
  if (shape === SPEC_SHAPE) return shorterSpecs(value);
  const any = !isAllowed(shape, value);
  return shorterTexts(value).filter((text) => any || isAllowed(shape, text));
}

/** Every text of the program replaced by what `text` makes of it; undefined if one of them is not allowed where it is. */
function everyText(steps: readonly Step[], text: (value: string, place: Place) => string): Step[] | undefined {
  const about = aboutOf(steps);
  let allowed = true;
  const changed = partsOf(steps).map((part, at) => {
    let result = part.step;
    for (let root = 0; root < rootsOf(result, about[at]).length; root++) {
      const one = rootsOf(result, about[at])[root]!;
      result = one.put(
        withTexts(one, (value, place) => {
          const other = text(value, place);
          allowed &&=
            other !== '' && (other === value || isAllowed(place.shape, other) || !isAllowed(place.shape, value));
          return other;
        }),
      );
    }
    return { ...part, step: result };
  });
  return allowed ? assembled(changed) : undefined;
}

interface Text {
  readonly text: string;
  readonly member: string;
  readonly atoms: readonly string[];
}

/** Every text of the program with the member that it is. */
function textsOf(steps: readonly Step[]): Text[] {
  const about = aboutOf(steps);
  const found: Text[] = [];
  for (const root of partsOf(steps).flatMap(({ step }, at) => rootsOf(step, about[at])))
    withTexts(root, (text, { member }) => {
      found.push({ text, member, atoms: atomsOf(text) });
      return text;
    });
  return found;
}

/** Each piece cut out of all texts of one member that have it in the same place, where there are several. */
function withSharedTextsShorter(steps: readonly Step[]): Step[][] {
  const texts = textsOf(steps);
  const seen = new Set<string>();
  const candidates: Step[][] = [];
  for (const { text, member, atoms } of texts) {
    if (member === 'spec') continue;
    if (seen.has(`${member} ${text}`)) continue;
    seen.add(`${member} ${text}`);
    const alike = texts.filter((other) => other.member === member);
    for (const [from, to] of alike.length > 1 ? cutsOf(atoms.length) : []) {
      const has = (own: readonly string[]): boolean =>
        own.length > to - from && atoms.slice(from, to).every((atom, at) => atom === own[from + at]);
      if (alike.filter((other) => has(other.atoms)).length < 2) continue;
      const cut = everyText(steps, (other, place) => {
        const own = place.member === member ? atomsOf(other) : [];
        return has(own) ? own.toSpliced(from, to - from).join('') : other;
      });
      if (cut !== undefined) candidates.push(cut);
    }
  }
  return candidates;
}

/** All long names at once as letters, each alone, and symbols without an option wherever they stand. */
function withPlainerNames(steps: readonly Step[]): Step[][] {
  const atoms = [...new Set(textsOf(steps).flatMap((one) => one.atoms))];
  const symbols = atoms.flatMap((atom) => symbolName(atom) ?? []);
  const taken = new Set(symbols.map(({ kind, name }) => `${kind} ${name}`));
  const long = new Map<string, { kind: string; from: string; to: string }>();
  for (const { kind, name } of symbols) {
    const to = [...(NAMES[kind] ?? '')].find((letter) => !taken.has(`${kind} ${letter}`));
    if (name.length < 2 || to === undefined || long.has(`${kind} ${name}`)) continue;
    taken.add(`${kind} ${to}`);
    long.set(`${kind} ${name}`, { kind, from: name, to });
  }
  const all = [...long.values()];
  const rename = (which: typeof all) =>
    everyAtom(steps, (atom) => which.reduce((now, { kind, from, to }) => renamed(now, kind, from, to), atom));
  const renamings = all.length > 1 ? [all, ...all.map((one) => [one])] : all.map((one) => [one]);
  const plainer = atoms.flatMap((atom) => withoutOptions(atom).map((other) => [atom, other] as const));
  return [
    ...renamings.map(rename),
    ...plainer.map(([atom, other]) => everyAtom(steps, (each) => (each === atom ? other : each))),
  ].flatMap((candidate) => (candidate === undefined ? [] : [candidate]));
}

const everyAtom = (steps: readonly Step[], atom: (atom: string) => string): Step[] | undefined =>
  everyText(steps, (text) => atomsOf(text).map(atom).join(''));

/** Hours are rounder than seconds; of hours, and below one, fewer are smaller. */
function quicker(step: Step): Step[] {
  if (step.do === 'wait')
    return step.ms > LEAST_WAIT_MS
      ? [
          { ...step, ms: LEAST_WAIT_MS },
          { ...step, ms: Math.floor(step.ms / 2) },
        ]
      : [];
  if (step.do !== 'advance') return [];
  const hours = step.seconds / SECONDS_AN_HOUR;
  if (!Number.isInteger(hours))
    return (
      hours < 1 ? [Math.floor(step.seconds / 2)] : [Math.floor(hours), Math.ceil(hours)].map((h) => h * SECONDS_AN_HOUR)
    )
      .filter((seconds) => seconds > 0)
      .map((seconds) => ({ ...step, seconds }));
  return [...new Set([1, Math.floor(hours / 2), hours - 1])]
    .filter((fewer) => fewer > 0 && fewer < hours)
    .map((fewer) => ({ ...step, seconds: fewer * SECONDS_AN_HOUR }));
}

/** Whether a time is neither a whole number of hours nor below one. */
export const isUneven = (seconds: number): boolean =>
  seconds > SECONDS_AN_HOUR && !Number.isInteger(seconds / SECONDS_AN_HOUR);
