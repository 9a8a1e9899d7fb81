// What a person needs to mend a model or a scenario: the scenario, the question, all that was pushed, and the
// checker's own words.
import type { HistoryVerdict } from '../../checker/types.ts';
import type { Run } from '../types.ts';
import type { Script } from './script.ts';

const CHARS_AT_MOST = 400;

/** A complaint about what a checker made of a walk, with its whole history, oldest event first. */
export function transcript(run: Run, script: Script, verdict: HistoryVerdict, fault: string): string {
  const { id, about } = run.scenario;
  return [
    `${run.id}: ${fault}`,
    `  ${id}: ${about}`,
    ...eventsOf(script, verdict).map((event) => `  ${lineOf(event)}`),
    '  the checker says:',
    ...checkerLines(verdict).map((line) => `    ${line}`),
  ].join('\n');
}

/** The fixtures are left out, unless the checker found fault with one. */
function eventsOf({ pushed, begins }: Script, { violations }: HistoryVerdict): Script['pushed'] {
  const isOfFixtures = (call: number) =>
    pushed.slice(0, begins).some((event) => event.event === 'invoke' && event.call === call);
  return violations.some(({ call }) => isOfFixtures(call)) ? pushed : [...pushed.slice(0, 1), ...pushed.slice(begins)];
}

function lineOf(event: Script['pushed'][number]): string {
  switch (event.event) {
    case 'question':
      return `---- the question, ${event.asking.isAllowed ? 'allowed' : 'forbidden'}: ${JSON.stringify(event.asking.outcome)}`;
    case 'invoke':
      return `${time(event.at)} > ${event.call} ${event.operation} ${cut(JSON.stringify(event.input))}`;
    case 'answer':
      return `${time(event.at)} < ${event.call} ${event.status} ${cut(event.body)}`;
    case 'header':
      return `header ${JSON.stringify(event.settings)}`;
    default: {
      const { event: kind, at, ...rest } = event;
      return `${time(at)}   ${kind} ${JSON.stringify(rest)}`;
    }
  }
}

function checkerLines({ violations, readings, unknown, inconclusive, exercised }: HistoryVerdict): string[] {
  return [
    ...violations.flatMap((violation) => [
      `violation of ${[violation.guarantee, ...violation.also].join(', ')} by ${violation.operation} (${violation.situation}), call ${violation.call}`,
      `  allowed: ${violation.allowed.join(' | ')}`,
      `  observed: ${violation.observed}`,
    ]),
    ...(violations.length === 0 ? ['no violation'] : []),
    ...readings.map(({ point, reading, operation }) => `reading ${point}: ${reading} (${operation})`),
    ...unknown.map(({ guarantee, operation, reason }) => `unknown ${guarantee} of ${operation}: ${reason}`),
    ...inconclusive.map((reason) => `inconclusive: ${reason}`),
    ...exercised.map(
      ({ guarantee, operation, situation, count }) => `exercised ${guarantee} of ${operation} (${situation}) ${count}`,
    ),
  ];
}

const time = (at: number): string => new Date(at).toISOString().slice(11, 23);
const cut = (text: string): string => (text.length > CHARS_AT_MOST ? `${text.slice(0, CHARS_AT_MOST)}…` : text);
