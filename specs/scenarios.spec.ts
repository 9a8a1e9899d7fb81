// Every scenario through the model: each allowed outcome leaves a history without violation, each forbidden one is a
// violation of the guarantee that the scenario names. `-t ID` runs one; a failure prints its whole history.
import { describe, expect, test } from 'vitest';
import { createChecker } from '../src/checker/index.ts';
import { expand, scenarios, waitsFor } from '../src/scenarios/load.ts';
import { judgeBothReadings, judgeRun, type Tried } from '../src/scenarios/model/judge.ts';

/** What the SDK puts on the wire is for `scenarios-emulator.spec.ts`. */
const OF_THE_SDK = ['sdk-fills-in-token', 'sdk-retry-keeps-token'];
/** What a made-up history can hold. */
const OFFERED = ['clock', 'restart', 'races', 'fault'];
/** How many complaints of one run are printed. */
const COMPLAINTS_AT_MOST = 3;

const walkable = scenarios.filter((scenario) => waitsFor(scenario, OFFERED).length === 0);

test('no scenario is left out', () => {
  const others = scenarios.filter((scenario) => !walkable.includes(scenario)).map(({ id }) => id);
  expect(others.sort()).toEqual(OF_THE_SDK);
});

describe('the model agrees with', () => {
  test.each(walkable.flatMap(expand).map((run) => [run.id, run] as const))('%s', (_, run) => {
    const tried = judgeRun(run, createChecker);
    expectNoComplaint(tried);
    expect(
      tried.some((one) => one.isAllowed) && tried.some((one) => !one.isAllowed),
      'nothing allowed or nothing forbidden was tried',
    ).toBe(true);
  });
});

describe('after each reading the model accepts another', () => {
  const silent = walkable.filter((scenario) => scenario.silent !== undefined).flatMap(expand);
  test.each(silent.map((run) => [run.id, run] as const))('%s', (_, run) => {
    expectNoComplaint(judgeBothReadings(run, createChecker));
  });
});

function expectNoComplaint(tried: readonly Tried[]): void {
  const complaints = tried.flatMap((one) => one.complaint ?? []);
  const shown = complaints.slice(0, COMPLAINTS_AT_MOST).join('\n\n');
  expect(complaints.length, `${complaints.length} of ${tried.length} outcomes:\n${shown}`).toBe(0);
}
