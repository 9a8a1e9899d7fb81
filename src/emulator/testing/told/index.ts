// Where each mutant differs from a right emulator: the story that shows it, of which kind of resource it is told, and
// the mutants that it shows. What shows between two requests only stands in requests.ts.
import { deletions } from './deletions.ts';
import { faults } from './faults.ts';
import { names } from './names.ts';
import { races } from './races.ts';
import { restarts } from './restarts.ts';
import { tokens } from './tokens.ts';
import type { Told } from './types.ts';
import { wire } from './wire.ts';

export const told: readonly Told[] = [...tokens, ...names, ...deletions, ...wire, ...races, ...faults, ...restarts];
