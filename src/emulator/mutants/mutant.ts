// What a mutant is: the contract's rules with one decision altered, so that one guarantee no longer holds.
import type { Rules } from '../rules/index.ts';

/** What a run must do to an endpoint before a mutant can show, beside calling it and moving its clock. */
export type Provocation = 'races' | 'faults' | 'restart';

export interface Mutant {
  /** Unique, kebab-case. */
  name: string;
  /** The guarantee that it breaks first of all; one defect may break others too. */
  breaks: string;
  /** What it does wrong, for people. */
  about: string;
  /** The operations on which it breaks the guarantee; left out: all that the guarantee binds. */
  on?: readonly string[];
  /** It breaks no other guarantee: whoever finds another one violated has named the wrong one. */
  only?: true;
  /** The share of the occasions at which it goes wrong, drawn from the emulator's seed; left out: always. */
  share?: number;
  /** Left out: nothing. */
  needs?: readonly Provocation[];
  /** The rules that differ, made from those of the contract; called once for each emulator. */
  alter(rules: Rules): Partial<Rules>;
}
