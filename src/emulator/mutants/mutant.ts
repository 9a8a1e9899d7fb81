// What a mutant is: the contract's rules with one decision altered, so that one guarantee no longer holds.
import type { Rules } from '../rules/index.ts';

export interface Mutant {
  /** Unique, kebab-case. */
  name: string;
  /** The guarantee that it breaks first of all; one defect may break others too. */
  breaks: string;
  /** What it does wrong, for people. */
  about: string;
  /** The rules that differ, made from those of the contract. */
  alter(rules: Rules): Partial<Rules>;
}
