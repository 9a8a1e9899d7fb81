// What is wrong with the scenario files, beyond their form: steps and outcomes that refer to nothing, requests that the
// API model doesn't know, questions that aren't asked at the end, and points that no scenario covers.
import { api } from '../specs/index.ts';
import { expand, fixtureSteps } from './load.ts';
import { contextOf, requestOf, type Told } from './request.ts';
import type { Outcome, Points, Run, Scenario, Step } from './types.ts';

/** Faults in one scenario, each a sentence that begins with its id. */
export function faultsOf(scenario: Scenario, points: Points): readonly string[] {
  const runFaults = expand(scenario).flatMap((run) => new Reading(run, points).faults());
  return [...new Set([...pointFaults(scenario, points), ...questionFaults(scenario), ...runFaults])].map(
    (fault) => `${scenario.id}: ${fault}`,
  );
}

/** What no scenario covers: guarantee × operation, `point: reading`, a silent point's own scenario. */
export function uncovered(scenarios: readonly Scenario[], points: Points): readonly string[] {
  const readings = new Set(
    scenarios.flatMap((scenario) => questionOf(scenario).flatMap((outcome) => outcome.reading ?? [])),
  );
  const pairs = Object.entries(points.guarantees).flatMap(([guarantee, families]) =>
    boundBy(families, points)
      .filter((operation) => !scenarios.some((one) => one.guarantee === guarantee && one.for.includes(operation)))
      .map((operation) => `${guarantee} × ${operation}`),
  );
  const untaken = Object.entries(points.silent).flatMap(([point, list]) =>
    list.map((reading) => `${point}: ${reading}`).filter((reading) => !readings.has(reading)),
  );
  const unasked = Object.keys(points.silent).filter((point) => !scenarios.some((one) => one.silent === point));
  return [...pairs, ...untaken, ...unasked];
}

/** The operations of a guarantee's families. */
export const boundBy = (families: readonly string[], points: Points): readonly string[] =>
  families.flatMap((family) => points.families[family] ?? []);

const questionOf = ({ steps }: Scenario): readonly Outcome[] => [
  ...(steps.at(-1)?.allowed ?? []),
  ...(steps.at(-1)?.forbidden ?? []),
];

function pointFaults({ guarantee, silent, ...scenario }: Scenario, points: Points): readonly string[] {
  const known = guarantee === undefined ? points.silent : points.guarantees;
  const operations = Object.values(points.families).flat();
  return [
    ...((guarantee ?? silent ?? '') in known ? [] : [`no such point: ${guarantee ?? silent}`]),
    ...scenario.for
      .filter((operation) => !operations.includes(operation))
      .map((operation) => `${operation} is no operation under test`),
  ];
}

function questionFaults({ steps, silent, needs = [] }: Scenario): readonly string[] {
  const question = steps.at(-1);
  const faults: string[] = [];
  if (!question?.allowed) faults.push('the last step is no question');
  if (steps.slice(0, -1).some((step) => step.allowed)) faults.push('a question before the last step');
  if (steps.some((step) => step.advanceSeconds !== undefined) !== needs.includes('clock'))
    faults.push('needs the clock exactly when it moves it');
  if (steps.some((step) => step.restart) !== needs.includes('restart'))
    faults.push('needs a restart exactly when it restarts');
  if (silent && question?.allowed?.some((outcome) => !outcome.reading && !outcome.because))
    faults.push('an allowed outcome of a silent point without a reading');
  return faults;
}

/** Reads the steps of one run in order, knowing only what came before. */
class Reading {
  private readonly run: Run;
  private readonly points: Points;
  private readonly told: Record<string, Told> = {};
  private readonly names = new Set<string>();
  private readonly found: string[] = [];

  constructor(run: Run, points: Points) {
    this.run = run;
    this.points = points;
  }

  faults(): readonly string[] {
    try {
      for (const step of [...fixtureSteps(this.run), ...this.run.scenario.steps]) this.step(step);
    } catch (error) {
      this.found.push(error instanceof Error ? error.message : String(error));
    }
    return this.found;
  }

  private step(step: Step): void {
    for (const name of [step.again, step.of, step.settled, ...(step.sentBy ?? [])]) this.refersTo(name);
    if (step.while) this.step(step.while);
    if (step.step) this.step(step.step);
    for (const inner of step.concurrently ?? []) this.step(inner);
    if (step.call !== undefined || step.the !== undefined || step.again !== undefined) this.request(step);
    if (step.as !== undefined) this.define(step.as);
    const outcomes = [step.outcome ?? [], step.allowed ?? [], step.forbidden ?? []]
      .flat()
      .filter((one) => one !== 'unanswered');
    for (const outcome of outcomes) this.outcome(outcome as Outcome);
  }

  private define(name: string): void {
    if (this.names.has(name)) this.found.push(`step name used twice: ${name}`);
    this.names.add(name);
  }

  private refersTo(name: string | undefined): void {
    if (name !== undefined && !this.names.has(name)) this.found.push(`no such step: ${name}`);
  }

  private request(step: Step): void {
    const { operation, input } = requestOf(
      step,
      contextOf(this.run, (name) => name, this.told),
    );
    if (step.as !== undefined) this.told[step.as] = { operation, input, sent: 0 };
    const shape = api.shapes[api.operations[operation]?.input ?? ''];
    if (!shape?.members) return void this.found.push(`unknown operation ${operation}`);
    for (const member of Object.keys(input))
      if (!(member in shape.members)) this.found.push(`${operation} has no member ${member}`);
    for (const member of shape.required ?? [])
      if (!(member in input) && !step.bare) this.found.push(`${operation} lacks ${member}`);
  }

  private outcome(outcome: Outcome): void {
    const named = [outcome.ok, ...(Array.isArray(outcome.lists) ? (outcome.lists as string[]) : [])].filter((name) =>
      name?.startsWith('@'),
    );
    for (const name of named) this.refersTo(name!.slice(1));
    this.refersTo(outcome.unchangedSince);
    for (const inner of outcome.answers ?? []) this.outcome(inner);
    const [point = '', reading = ''] = outcome.reading?.split(': ') ?? [];
    if (outcome.reading !== undefined && !this.points.silent[point]?.includes(reading))
      this.found.push(`unknown reading ${outcome.reading}`);
    for (const guarantee of [outcome.violates ?? []].flat() as string[])
      if (!(guarantee in this.points.guarantees)) this.found.push(`unknown guarantee ${guarantee}`);
  }
}
