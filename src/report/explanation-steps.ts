// A program's steps in words, for a person who reads neither JSON nor symbols: what is sent, what changed since the request
// that it repeats, what goes wrong on the way, what is waited for. From the program alone, so that it can be told before
// and after a run.
import { isDeepStrictEqual } from 'node:util';
import { changedIfPossible } from '../program/change.ts';
import { memberAt, position, type SingleStep, sendingsOf } from '../program/facts.ts';
import type { Change, Fault, Input, Program, Sending, Step } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import { duration, told } from './explanation-values.ts';

const stepChars = 300;
/** Of a step that holds several. */
const heldChars = 1_200;

/** A create or retry step, as later steps refer to it. */
interface Sent {
  readonly at: Place;
  readonly operation: string;
  readonly input: Input;
}

/** Which step, from 0, and which of those that are sent at the same time, where there are several. */
interface Place {
  readonly step: number;
  readonly part?: number;
}

/** What the steps so far leave for later ones to refer to. */
interface Told {
  readonly sent: Sent[];
  /** Copies that are on the way. */
  copies: Place[];
  /** Whether a later step lets them arrive. */
  readonly deliveredAfter: (step: number) => boolean;
}

/** One sentence for each step, in order; each is printable and cut to 300 characters, those that hold several to 1200. */
export const stepsInWords = ({ steps }: Pick<Program, 'steps'>): string[] => {
  const last = steps.findLastIndex((step) => step.do === 'deliver');
  const so: Told = { sent: [], copies: [], deliveredAfter: (step) => last > step };
  return steps.map((step, index) => inWords(step, index, so));
};

const inWords = (step: Step, index: number, so: Told): string => {
  switch (step.do) {
    case 'together':
      return printable(`at the same time: ${held(step.steps, index, so)}`, heldChars);
    case 'restart': {
      const during = sendingsOf(step);
      const killed = 'the endpoint is killed and started again';
      if (during.length === 0) return killed;
      const these = during.length > 1 ? 'these are' : 'this is';
      const when = step.answered ? `as soon as ${these} answered` : `while ${these} under way`;
      return printable(`${killed} ${when}: ${held(during, index, so)}`, heldChars);
    }
    case 'deliver':
      return delivered(so);
    default:
      return alone(step, { step: index }, so);
  }
};

const held = (steps: readonly Sending[], index: number, so: Told): string => {
  if (steps.length === 1) return alone(steps[0]!, { step: index }, so);
  return steps.map((step, part) => `${part + 1}) ${alone(step, { step: index, part }, so)}`).join('; ');
};

const delivered = (so: Told): string => {
  const copies = so.copies.map(placed);
  so.copies = [];
  if (copies.length === 0) return 'copies that are on the way arrive (there is none)';
  return copies.length === 1
    ? `the copy of ${copies[0]} arrives late`
    : `the copies of ${copies.join(', ')} arrive late`;
};

const placed = ({ step, part }: Place): string =>
  part === undefined ? `step ${step + 1}` : `${part + 1}) in step ${step + 1}`;

const alone = (step: SingleStep, at: Place, so: Told): string =>
  printable(
    `${single(step, at, so.sent)}${'fault' in step && step.fault ? faulty(step.fault, at, so) : ''}`,
    stepChars,
  );

/** What goes wrong with a request on its way. */
const faulty = (fault: Fault, at: Place, so: Told): string => {
  if (fault !== 'copied') return faults[fault];
  so.copies.push(at);
  return `, of which a copy ${so.deliveredAfter(at.step) ? 'stays on the way' : 'arrives after everything else'}`;
};

const faults: Readonly<Record<Exclude<Fault, 'copied'>, string>> = {
  'request-lost': ', which never reaches the endpoint',
  'request-cut': ', the connection broken in the middle of the request',
  'answer-lost': ', its answer lost on the way',
  'head-cut': ', the connection broken in the middle of the answer’s head',
  'body-cut': ', the connection broken in the middle of the answer’s body',
  'timed-out': ', given up as soon as it is sent',
  'hung-up': ', the connection closed by the client as soon as it is sent',
  'hung-up-later': ', the connection closed by the client a moment after it is sent',
  twice: ', of which a second copy arrives at the same time',
};

const single = (step: SingleStep, at: Place, sent: Sent[]): string => {
  switch (step.do) {
    case 'create':
      sent.push({ at, operation: step.operation, input: step.input });
      return `${step.operation} with ${members(step.operation, step.input)}`;
    case 'advance':
      return `move the endpoint’s clock on by ${duration(step.seconds)}`;
    case 'wait':
      return `let ${step.ms / 1000} s pass`;
    default: {
      const base = sent[position(step.of, sent.length)];
      return base === undefined ? `${step.do} (of nothing)` : about(step, base, at, sent);
    }
  }
};

type Referring = Exclude<SingleStep, { do: 'create' | 'advance' | 'wait' }>;

const about = (step: Referring, base: Sent, at: Place, sent: Sent[]): string => {
  const resource = operations[base.operation]?.resource;
  const facts = resource && resources[resource];
  const it = `what ${placed(base.at)} made`;
  switch (step.do) {
    case 'retry':
      return retried(step, base, at, sent);
    case 'modify': {
      const values = pairs(step.input);
      return `${step.operation} of ${it}${values === '' ? '' : `: ${values}`}`;
    }
    case 'delete':
      return `${facts?.delete ?? 'delete'} of ${it}${step.change ? `, but with ${changes({}, step.change)}` : ''}`;
    case 'get':
      return `${facts?.get ?? 'get'} of ${it}`;
    case 'list':
      return `${facts?.list ?? 'list'}, all pages, with ${it} in view${narrowed(step.filter)}`;
    case 'listTags':
      return `ListTagsForResource of ${it}`;
    case 'listInstances':
      return `ListServiceInstances of ${it}`;
    case 'settle': {
      const again = step.resend === undefined ? undefined : step.resend === 'create' ? facts?.create : facts?.delete;
      return `wait until nothing is in progress on ${it}${again ? `, sending ${again} again at every poll` : ''}`;
    }
  }
};

const retried = (step: Extract<Step, { do: 'retry' }>, base: Sent, at: Place, sent: Sent[]): string => {
  const input = step.change === undefined ? base.input : (changedIfPossible(base.input, step.change) ?? base.input);
  sent.push({ at, operation: base.operation, input });
  const which = requestAgain(base.at, at);
  const changed = step.change === undefined ? '' : `, ${changes(base.input, step.change)}`;
  return `${which}${changed}${step.reordered ? ', with its JSON members in another order' : ''}`;
};

/** Which request it is, as short as can be. */
const requestAgain = (base: Place, at: Place): string => {
  if (base.part !== undefined && base.step === at.step) return `the same request as ${base.part + 1})`;
  const justBefore = base.part === undefined && at.part === undefined && base.step === at.step - 1;
  return justBefore ? 'the same request again' : `the request of ${placed(base)} again`;
};

const narrowed = (filter: Input | undefined): string => (filter === undefined ? '' : `, with ${pairs(filter)}`);

const pairs = (input: Input): string =>
  Object.entries(input)
    .map(([member, value]) => `${member} ${told(value)}`)
    .join(', ');

const changes = (before: Input, { set = {}, drop = [] }: Change): string =>
  [
    ...drop.map((path) => `${path} left out`),
    ...Object.entries(set).map(([path, now]) => {
      const was = memberAt(before, path);
      if (was === undefined || isDeepStrictEqual(was, now)) return `${path} ${told(now)}`;
      return `${path} changed from ${told(was)} to ${told(now)}`;
    }),
  ].join(', ');

/** The members that say which one it is first, then all others. */
const members = (operation: string, input: Input): string => {
  const token = operations[operation]?.token;
  const first = ['name', 'templateName', 'majorVersion', 'environmentName'].filter((member) => member in input);
  const others = Object.keys(input).filter((member) => !first.includes(member) && member !== token);
  const given = (member: string): string => `${member} ${told(input[member] ?? null)}`;
  const byToken =
    token === undefined ? [] : [token in input ? `client token ${told(input[token] ?? null)}` : 'no client token'];
  return [...first.map(given), ...byToken, ...others.map(given)].join(', ');
};
