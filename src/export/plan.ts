// What an export of a counterexample does: the prerequisites, the steps up to the answer that shows the violation, and what
// that answer must fit.
import { fixtures, fixturesNeeded } from '../../generators/index.ts';
import { lacksToken, sdkCanSend } from '../endpoint/sdk-can-send.ts';
import type { History } from '../history/read.ts';
import type { Json } from '../program/types.ts';
import { stepsInWords } from '../report/explanation-steps.ts';
import type { Counterexample } from '../shrink/types.ts';
import { operations, type ResourceType } from '../specs/index.ts';
import { expectationOf, neverEnds } from './expectation.ts';
import { detailOf, isOf, type Recorded, recordedCalls } from './recorded.ts';
import {
  type Action,
  answering,
  type Call,
  type Condition,
  callsIn,
  type Expectation,
  type Plan,
  type Request,
} from './types.ts';
import { RUN } from './values.ts';
import { type At, type Walked, walk } from './walk.ts';

/** Where the endpoint's ARNs show no account, one that documentation uses for examples. */
const exampleAccount = '123456789012';

/** In the order of cleaning up: users before what they use. */
const cleaningOrder: readonly ResourceType[] = [
  'service',
  'environment',
  'environmentAccountConnection',
  'serviceTemplate',
  'environmentTemplate',
];

/** The plan of a counterexample; `history`: that of the attempt that showed the violation. */
export const planOf = ({ program, violation, settings }: Counterexample, history: History): Plan => {
  const gaveUp = violation.allowed.includes(neverEnds) ? history.find(({ event }) => event === 'gave-up') : undefined;
  const all = recordedCalls(history, { call: -1, step: -1 });
  const recorded = gaveUp === undefined ? recordedCalls(history, violation) : all;
  const last = recorded.at(-1);
  const lastStep = gaveUp?.event === 'gave-up' ? gaveUp.step : violation.step;
  const account = accountIn(history);
  const words = stepsInWords(program);
  const { givens, nextAnswer, fixture } = walkFixtures(program.steps, account);
  const walked = walk(program.steps.slice(0, lastStep + 1), {
    namespace: RUN,
    account,
    fixture,
    firstAnswer: nextAnswer,
    words,
    happened: (at, operation) => happened(all, history, at, operation),
    atEnd: lastStep >= program.steps.length,
  });
  const checked = answerOf(walked.actions, lastStep, gaveUp === undefined ? last : undefined);
  const expectation =
    last && checked !== undefined && lastStep >= violation.step
      ? withRefusals(
          expectationOf({
            violation,
            recorded,
            actions: walked.actions.flatMap(answering),
            checked,
            namespace: history[0].namespace,
          }),
          checked,
          last,
        )
      : undefined;
  const actions = walked.actions.map((action) =>
    marked(action, checked, gaveUp === undefined ? last : undefined, expectation?.flat() ?? []),
  );
  if (walked.unsaid !== undefined) return { ...nothing, unsaid: walked.unsaid, steps: words.slice(0, lastStep + 1) };
  return {
    steps: words.slice(0, lastStep + 1),
    givens,
    actions: actions.map(sendable),
    expectation,
    checked: checked ?? -1,
    made: made([...givens, ...actions]),
    settleMs: settings.settleMs,
    pausedAfter: comparedByTime(expectation?.flat() ?? []).filter((answer) => answer !== checked),
  };
};

/** Nothing is sent where the whole cannot be. */
const nothing: Omit<Plan, 'steps'> = {
  givens: [],
  actions: [],
  expectation: undefined,
  checked: -1,
  made: [],
  settleMs: 0,
  pausedAfter: [],
};

const retryable = ['ConflictException', 'ThrottlingException', 'InternalServerException'];

/** What is sent at the same time as others may be refused for that. */
const withRefusals = (
  expectation: Expectation | undefined,
  checked: number,
  last: Recorded,
): Expectation | undefined => {
  const { part, copy } = last.invocation;
  const refused = last.outcome?.kind === 'error' && retryable.includes(last.outcome.type);
  if (expectation === undefined || refused || (part === undefined && copy === undefined)) return expectation;
  return [...expectation, [{ is: 'error', answer: checked, types: retryable }]];
};

const comparedByTime = (conditions: readonly Condition[]): number[] => {
  const subjects = conditions.flatMap((one) => {
    if (one.is === 'other') return one.pairs.map(([, before]) => before);
    return one.is === 'one-of' && one.time ? one.values : [];
  });
  return [...new Set(subjects.flatMap((one) => ('answer' in one ? [one.answer] : [])))];
};

const walkFixtures = (steps: Counterexample['program']['steps'], account: string) => {
  const walked = new Map<string, Walked>();
  let nextAnswer = 0;
  const fixture = (name: string, member: string | undefined): Json | undefined =>
    member === undefined ? `${RUN}given-${name}` : walked.get(name)?.made(member);
  const givens: Action[] = [];
  const needed = fixturesNeeded({ steps });
  for (const { name, steps: own } of fixtures.filter((one) => needed.includes(one.name))) {
    const one = walk(own, {
      namespace: `${RUN}given-`,
      account,
      fixture,
      firstAnswer: nextAnswer,
      words: [],
      happened: () => 'shown',
    });
    walked.set(name, one);
    givens.push(...one.actions);
    nextAnswer = one.nextAnswer;
  }
  return { givens: givens.map(sendable), nextAnswer, fixture };
};

const happened = (
  recorded: readonly Recorded[],
  history: History,
  { step, part }: At,
  operation: string | undefined,
): 'shown' | 'unseen' | 'refused' | 'passed over' => {
  const calls = recorded.filter(
    ({ invocation }) => invocation.step === step && invocation.part === part && !invocation.copy,
  );
  if (calls.length === 0)
    return history.some((event) => event.event === 'gave-up' && event.step === step) ? 'shown' : 'passed over';
  const own = calls.filter(({ invocation }) => operation === undefined || invocation.operation === operation);
  if (own.some((call) => detailOf(call) !== undefined)) return 'shown';
  return own.at(-1)?.outcome?.kind === 'error' ? 'refused' : 'unseen';
};

const accountIn = (history: History): string => {
  const { managementAccount } = history[0].settings;
  return (
    managementAccount ??
    /"arn:aws[a-z-]*:proton:[a-z0-9-]*:(\d{12}):/.exec(
      JSON.stringify(history.map((event) => (event.event === 'answer' ? event.body : ''))).replaceAll('\\"', '"'),
    )?.[1] ??
    exampleAccount
  );
};

/** The answer that shows the violation: of several requests of one step, that which is the recorded one's. */
const answerOf = (actions: readonly Action[], step: number, last: Recorded | undefined): number | undefined => {
  const ofStep = actions.flatMap(answering).filter((one) => one.step === step);
  const own = ofStep.findLast((one) => one.do === 'call' && last !== undefined && isOf(one, last.invocation));
  return (own ?? ofStep.at(-1))?.answer;
};

/** Conditions on an answer's own bytes need them; a polled answer is checked at every poll. */
const marked = (
  action: Action,
  checked: number | undefined,
  last: Recorded | undefined,
  conditions: readonly Condition[],
): Action => {
  if (action.do === 'together' || action.do === 'restart')
    return { ...action, calls: action.calls.map((one) => marked(one, checked, last, conditions) as Call) };
  if ((action.do !== 'call' && action.do !== 'settle') || action.answer !== checked || last === undefined)
    return action;
  const raw = conditions.some(({ is }) => ['named', 'documented', 'missing'].includes(is));
  if (action.do === 'call') return raw ? { ...action, raw } : action;
  const checkedAt = last.invocation.operation === action.get.operation ? 'get' : 'again';
  const get = raw ? { ...action.get, raw } : action.get;
  const again = raw && action.again ? { ...action.again, raw } : action.again;
  return { ...action, get, ...(again ? { again } : {}), checked: checkedAt };
};

const sendable = (action: Action): Action => {
  if (action.do === 'call') return { ...action, ...asSendable(action) };
  if (action.do === 'together' || action.do === 'restart')
    return { ...action, calls: action.calls.map((one) => ({ ...one, ...asSendable(one) })) };
  if (action.do !== 'settle') return action;
  return { ...action, get: asSendable(action.get), ...(action.again ? { again: asSendable(action.again) } : {}) };
};

const asSendable = ({ operation, input, raw }: Request): Request => ({
  operation,
  input,
  raw: raw || !sdkCanSend(operation, input) || lacksToken(operation, input),
});

const made = (actions: readonly Action[]): ResourceType[] => {
  const types = new Set(
    actions.flatMap(callsIn).flatMap(({ operation }) => {
      const { role, resource } = operations[operation] ?? {};
      return role === 'create' && resource ? [resource] : [];
    }),
  );
  return cleaningOrder.filter((type) => types.has(type));
};
