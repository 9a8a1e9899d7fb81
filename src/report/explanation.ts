// What a person needs to believe a violation: the steps in words, what was allowed against what came, and the very bytes of
// the request and its answer. From the program and the history; everything printable and bounded, as it goes to terminals.
import { isDeepStrictEqual } from 'node:util';
import type { Violation } from '../checker/types.ts';
import type { Answer, HistoryEvent, Invocation } from '../history/types.ts';
import type { Json, Program } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { decode, printable } from '../wire/index.ts';
import { stepsInWords } from './explanation-steps.ts';

export const explanationLimits = {
  diffLines: 24,
  valueChars: 200,
  observedChars: 400,
  bodyChars: 1_500,
  steps: 40,
} as const;

export interface WirePair {
  /** `x-amz-target` of the request. */
  readonly target: string;
  /** What sent it; headers that authorise are never recorded. */
  readonly by: string;
  readonly body: string;
  /** Absent: no answer came. */
  readonly answer?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

export interface Explanation {
  /** The steps up to the one that shows the violation, in words. */
  readonly steps: readonly string[];
  /** What the steps' names and tokens are on the wire; left out where they have none. */
  readonly names?: string;
  /** `- ` what was allowed, `+ ` what came; then members that differ from an earlier answer, which is named first. */
  readonly diff: readonly string[];
  readonly wire?: WirePair;
}

type Told = Pick<Violation, 'allowed' | 'observed' | 'call'>;

/** Explains a violation by the events of the history that shows it. */
export const explain = (
  program: Program | { readonly fixture: string },
  violation: Told,
  events: readonly HistoryEvent[],
): Explanation => {
  const calls = callsOf(events, violation.call);
  const last = calls.find(({ invocation }) => invocation.call === violation.call);
  // Where the runner stopped waiting, the call is the one that began the work.
  const waited = violation.allowed.includes('absence, or DELETE_FAILED');
  const gaveUp = waited ? events.find((event) => event.event === 'gave-up') : undefined;
  const step = gaveUp?.event === 'gave-up' ? gaveUp.step : (last?.invocation.step ?? 0);
  const steps = 'steps' in program ? stepsInWords(program).slice(0, step + 1) : [];
  return {
    steps: steps
      .slice(-explanationLimits.steps)
      .map((words, index, all) => `${steps.length - all.length + index + 1}. ${words}`),
    ...namesOf(program, events),
    diff: diffOf(violation, calls, last),
    ...(last === undefined ? {} : { wire: wireOf(last) }),
  };
};

/** The same start for all of them: one example tells a reader how to find the others. */
const namesOf = (
  program: Program | { readonly fixture: string },
  [header]: readonly HistoryEvent[],
): { names?: string } => {
  const [, kind, symbol = ''] =
    /\{\{(name|token):([^{} ]+)/.exec('steps' in program ? JSON.stringify(program.steps) : '') ?? [];
  if (kind === undefined || header?.event !== 'header') return {};
  const { namespace } = header;
  const [name, token] = [`${namespace}${symbol}`, `${namespace}-${symbol}`].map((one) =>
    printable(one, explanationLimits.valueChars),
  );
  return {
    names: `on the wire ${kind} ${printable(symbol, explanationLimits.valueChars)} is ${kind === 'name' ? name : token}, and so with the others`,
  };
};

interface Call {
  readonly invocation: Invocation;
  readonly answer?: Answer;
}

const callsOf = (events: readonly HistoryEvent[], upTo: number): Call[] => {
  const answers = new Map(events.flatMap((event) => (event.event === 'answer' ? [[event.call, event] as const] : [])));
  const invocations = events.filter((event): event is Invocation => event.event === 'invoke');
  const end = invocations.findIndex(({ call }) => call === upTo);
  return invocations.slice(0, end + 1).map((invocation) => {
    const answer = answers.get(invocation.call);
    return { invocation, ...(answer === undefined ? {} : { answer }) };
  });
};

const diffOf = ({ allowed, observed }: Told, calls: readonly Call[], last: Call | undefined): string[] => {
  const members = last === undefined ? [] : membersThatDiffer(allowed, calls, last);
  // The members say it; the whole answer stands in the wire pair.
  const came =
    members.length > 0 ? observed.replace(/success: \{.*$/s, 'success').replace(/ \(success\)?$/, '') : observed;
  return [
    ...allowed.map((one) => `- allowed ${printable(one, explanationLimits.observedChars)}`),
    `+ observed ${printable(came, explanationLimits.observedChars)}`,
    ...members,
  ].slice(0, explanationLimits.diffLines);
};

/** What an answer shows that should have been as an earlier one showed it. */
const membersThatDiffer = (allowed: readonly string[], calls: readonly Call[], last: Call): string[] => {
  if (!allowed.some((one) => /original|unchanged|^the same |earlier one/.test(one))) return [];
  const now = detailIn(last);
  const before = now && [...calls].reverse().find((call) => call !== last && isAbout(call, last, now));
  const was = before && detailIn(before);
  if (now === undefined || before === undefined || was === undefined) return [];
  const differing = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (member) => !isDeepStrictEqual(was[member], now[member]),
  );
  if (differing.length === 0) return [];
  return [
    `  against the answer to ${before.invocation.operation} (call ${before.invocation.call}):`,
    ...differing.flatMap((member) => [
      ...(member in was ? [`-   ${member}: ${told(was[member])}`] : []),
      ...(member in now ? [`+   ${member}: ${told(now[member])}`] : []),
    ]),
  ];
};

const told = (value: Json | undefined): string =>
  printable(JSON.stringify(value ?? null), explanationLimits.valueChars);

type Detail = Readonly<Record<string, Json>>;

const detailIn = ({ invocation, answer }: Call): Detail | undefined => {
  const outcome = answer && decode(invocation.operation, answer);
  return outcome?.kind === 'success' ? outcome.detail : undefined;
};

/** An earlier create with the token or name of a create; for anything else, an answer that shows the same key. */
const isAbout = (call: Call, last: Call, now: Detail): boolean => {
  const { role, resource, token = 'name' } = operations[last.invocation.operation] ?? {};
  const was = detailIn(call);
  if (was === undefined || resource === undefined) return false;
  if (operations[call.invocation.operation]?.resource !== resource) return false;
  if (role === 'create')
    return (
      operations[call.invocation.operation]?.role === 'create' &&
      call.invocation.input[token] === last.invocation.input[token]
    );
  return resources[resource].key.every((member) => isDeepStrictEqual(was[member], now[member]));
};

const wireOf = ({ invocation, answer }: Call): WirePair => {
  const { operation, input, lane, reordered, filledToken } = invocation;
  const member = operations[operation]?.token;
  const sent = filledToken === undefined || member === undefined ? input : { ...input, [member]: filledToken };
  const { bodyChars } = explanationLimits;
  return {
    target: `AwsProton20200720.${operation}`,
    by: `${lane === 'sdk' ? 'the official SDK' : 'plain HTTP'}${reordered ? ', members in another order' : ''}`,
    body: printable(JSON.stringify(sent), bodyChars),
    ...(answer === undefined
      ? {}
      : {
          answer: {
            status: answer.status,
            headers: Object.fromEntries(
              Object.entries(answer.headers).map(([name, value]) => [printable(name, 60), printable(value, 200)]),
            ),
            body: printable(answer.body, bodyChars),
          },
        }),
  };
};
