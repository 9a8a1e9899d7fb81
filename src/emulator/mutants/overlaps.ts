// What the mutants of races have in common: they look at one moment and act at another, so that whatever another request
// did between goes unseen.
import { type Kind, versionKey } from '../core/kinds.ts';
import type { Resource, TokenEntry } from '../core/state.ts';
import type { World } from '../core/world.ts';
import type { Rules } from '../rules/index.ts';
import { type Members, textOf } from '../wire/json.ts';
import { die } from './dice.ts';
import { isOn, type On } from './operations.ts';

/** Between looking and acting, milliseconds; 0 is one turn of the event loop. */
export interface Gap {
  on: On;
  gapMs: number;
  /** The share of the requests that leave a gap; left out: all. */
  share?: number;
}

/** How a request decides when it acts, after what it saw when it looked; undefined: as any other, with no gap. */
export type Remember = (world: World, input: Members, rules: Rules) => Partial<Rules> | undefined;

/** The alteration that lets requests of these operations act by what they saw before a gap. */
export function lookingFirst({ on, gapMs, share = 1 }: Gap, remember: Remember) {
  return (rules: Rules): Partial<Rules> => {
    const leaves = die(share);
    return {
      async proceed(passage) {
        const seen = passage.look();
        const isMeant = seen && isOn(seen.world, on) && (share === 1 || leaves(seen.world));
        const remembered = isMeant && remember(seen.world, seen.input, rules);
        if (!remembered) return rules.proceed(passage);
        await passage.sleep(gapMs);
        return passage.act(remembered);
      },
    };
  };
}

/** Tokens that were kept in the gap are not known. */
export const withoutNewTokens: Remember = (world, _input, { tokenKnown }) => {
  const { serial } = world.store.state;
  return { tokenKnown: (later, entry) => tokenKnown(later, entry) && (entry.made?.serial ?? 0) <= serial };
};

/** What was made in the gap has no name. */
export const withoutNewNames: Remember = (world, _input, { findNamed }) => {
  const { serial } = world.store.state;
  return {
    findNamed(later, kind, name) {
      const named = findNamed(later, kind, name);
      return named && named.serial > serial ? undefined : named;
    },
  };
};

/** What was made in the gap is recognised, but `answer` comes of it. */
export function answeringNew(answer: (world: World, original: Resource) => Resource): Remember {
  return (world, _input, { onRetry }) => {
    const { serial } = world.store.state;
    return {
      onRetry: (later, original) => (original.serial > serial ? answer(later, original) : onRetry(later, original)),
    };
  };
}

/** What a request names, if it is there. */
export function namedIn(world: World, input: Members): Resource | undefined {
  const kind = world.operation
    .replace(/^[A-Z][a-z]+/, '')
    .replace(/\B[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase() as Kind;
  const [template, major, minor] = ['templateName', 'majorVersion', 'minorVersion'].map((name) => textOf(input, name));
  const version = minor === undefined ? undefined : versionKey(template ?? '', major ?? '', minor);
  return world.store.get(kind, version ?? textOf(input, 'id') ?? textOf(input, 'name') ?? '');
}

/** What is kept of the token of a request. */
export function keptOf(world: World, input: Members): TokenEntry | undefined {
  const scope = world.rules.tokenScope(world, input);
  return world.store.state.tokens.get(textOf(input, 'clientToken') ?? '')?.find((entry) => entry.scope === scope);
}

/** What a token stands for, if it is there. */
export function standsFor(world: World, { made }: TokenEntry): Resource | undefined {
  const found = made && world.store.get(made.kind, made.key);
  return found?.serial === made?.serial ? found : undefined;
}

/** What a request is about to change, by what is there when it comes. */
export const isNewToken = (world: World, input: Members): boolean =>
  textOf(input, 'clientToken') !== undefined && keptOf(world, input) === undefined;
export const isNewName = (world: World, input: Members): boolean => namedIn(world, input) === undefined;
export const isThere = (world: World, input: Members): boolean => namedIn(world, input) !== undefined;

export function forgetToken(world: World, input: Members): void {
  world.store.state.tokens.delete(textOf(input, 'clientToken') ?? '');
}
