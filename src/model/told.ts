// A possible state in words, for a person who looks at how a history was explained: what there is, whether it counts as
// modified, and what its token still has to live. Bounded; names are told without the name space in front of them.
import { resources } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import type { Call, State, Thing } from './state.ts';
import { TOKEN_LIFE_SECONDS } from './time.ts';

export const toldLimits = { things: 5, nameChars: 40, stateChars: 400 } as const;

/**
 * @param clock the endpoint's clock, seconds
 * @param pending unanswered calls that may still take effect
 */
export function tellState(state: State, clock: number, namespace: string, pending: readonly Call[] = []): string {
  const short = (text: string): string =>
    printable(text.replaceAll(`${namespace}-`, '').replaceAll(namespace, ''), toldLimits.nameChars);
  const left = state.things.length - toldLimits.things;
  const parts = [
    ...(left > 0 ? [`${left} earlier ones`] : []),
    ...state.things.slice(-toldLimits.things).map((thing) => tellThing(thing, clock, short)),
    ...(pending.length === 0 ? [] : [`may still take effect: ${pending.map(({ operation }) => operation).join(', ')}`]),
  ];
  return parts.length === 0 ? 'nothing was made' : printable(parts.join('; '), toldLimits.stateChars);
}

type Short = (text: string) => string;

const tellThing = (thing: Thing, clock: number, short: Short): string => {
  const facts = thing.life === 'gone' ? ['gone'] : [standing(thing), modified(thing)];
  const token =
    thing.token === undefined ? [] : [`token ${short(thing.token.value)} ${age(thing.token.aliveFrom, clock)}`];
  return `${label(thing, short)}: ${[...facts, ...token].join(', ')}`;
};

const label = ({ type, name, key }: Thing, short: Short): string => {
  if (type === 'environmentAccountConnection') return `connection ${short(name)}`.trim();
  if (resources[type].parent === undefined) return `${resources[type].title} ${short(name)}`;
  const number =
    key === undefined ? 'with a number not seen yet' : `${String(key.majorVersion)}.${String(key.minorVersion)}`;
  return `version ${number} of ${short(name)}`;
};

const standing = ({ type, life, phase }: Thing): string => {
  if (life === 'deleting') return 'being deleted, or gone';
  if (life === 'delete-failed') return 'its deletion failed';
  if (life === 'lingering') return 'there, or gone with something else';
  if (phase === 'failed') return 'there, its work failed';
  return phase === 'working' && resources[type].status ? 'there, in progress or settled' : 'there';
};

const modified = ({ modifications, touched }: Thing): string => {
  if (modifications.length > 0)
    return `modified by ${[...new Set(modifications.map(({ operation }) => operation))].join(', ')}`;
  return touched.length > 0 ? `perhaps modified (${touched.join(', ')})` : 'unmodified';
};

/** What is left of the eight hours, counted from where they may count at the earliest. */
const age = (aliveFrom: number, clock: number): string => {
  const minutes = Math.floor((aliveFrom + TOKEN_LIFE_SECONDS - clock) / 60);
  if (!Number.isFinite(minutes)) return 'of unknown age';
  return minutes < 0
    ? 'past its eight hours'
    : `with ${minutes < 60 ? '' : `${Math.floor(minutes / 60)} h `}${minutes % 60} min left`;
};
