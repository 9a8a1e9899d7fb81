// The programs of a run: systematic ones first, then every short one, then random ones, with the fixtures that they read.

export { connectionsNeeded } from '../src/program/connections.ts';
export { advancesOf as advances, operationsOf as operationsUsed } from '../src/program/facts.ts';
export { type Cell, cells, required } from './cells.ts';
export { changes, type Mutation, type SilentChange, silentChanges } from './changes/index.ts';
export {
  type ExhaustiveOptions,
  exhaustiveCounts,
  exhaustiveDefault,
  exhaustiveMost,
  exhaustivePrograms,
} from './exhaustive/index.ts';
export { fixtures } from './fixtures.ts';
export { ledgerPrograms } from './ledger.ts';
export { fixturesNeeded, type Selection, selectPrograms } from './needs.ts';
export { type RandomOptions, randomProgram } from './random.ts';
export { type CreateOperation, standardRequest } from './requests.ts';
export { type SystematicOptions, systematicPasses, systematicPrograms } from './systematic/index.ts';
export { type TwinOptions, twinCount, twinPrograms } from './twins.ts';
