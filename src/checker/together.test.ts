// The search against a reference that tries every order one by one: slow and plain, with nothing merged and nothing cut.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, initial, type Judged, type State, step, unanswered, unseen } from '../model/index.ts';
import {
  callOf,
  conflict,
  empty,
  mismatch,
  moment,
  NAMESPACE,
  notFound,
  settings,
  shows,
  template,
  validation,
} from '../model/testing/build.ts';
import type { Configuration, Search } from './configurations.ts';
import { answerTogether, type Completed } from './together.ts';

const start: readonly Configuration[] = [{ state: initial, pending: [], log: [] }];
const explains = (calls: readonly Completed[], search: Search = 'all'): boolean =>
  answerTogether(start, calls, search).configurations.length > 0;

const name = (n: number): string => `${NAMESPACE}${n}`;
interface Span {
  readonly sent: number;
  readonly answered: number;
}
const completed = (
  operation: string,
  input: Call['input'],
  { sent, answered }: Span,
  outcome: Completed['outcome'],
): Completed => {
  const at = outcome === 'lost' ? Number.POSITIVE_INFINITY : moment(answered).at;
  return {
    call: callOf({ operation, input }, sent, {
      call: nextCall++,
      answered: { at, clock: at / 1000 },
      settings: { ...settings, settleMs: 0 },
    }),
    outcome,
  };
};
let nextCall = 0;
const create = (span: Span, outcome: Completed['outcome'], description = 'one'): Completed =>
  completed('CreateEnvironmentTemplate', { name: name(1), description }, span, outcome);
const remove = (span: Span, outcome: Completed['outcome']): Completed =>
  completed('DeleteEnvironmentTemplate', { name: name(1) }, span, outcome);
const update = (span: Span, outcome: Completed['outcome']): Completed =>
  completed('UpdateEnvironmentTemplate', { name: name(1), description: 'new' }, span, outcome);
const get = (span: Span, outcome: Completed['outcome']): Completed =>
  completed('GetEnvironmentTemplate', { name: name(1) }, span, outcome);
const made = (description = 'one', more = {}): Judged => shows(template(name(1), { description, ...more }));
const span = (sent: number, answered: number): Span => ({ sent, answered });

/** A retry has shown that it is there. */
const twice = [create(span(0, 5), made()), create(span(6, 9), made())];

const said = (calls: readonly Completed[]): string => {
  const { configurations, ends } = answerTogether(start, calls);
  if (configurations.length === 0) return 'broken';
  return ends === undefined ? 'right' : 'nothing more to judge';
};

describe('calls that overlap', () => {
  test.each<[string, string, readonly Completed[]]>([
    ['two creates, both with the one resource', 'right', [create(span(0, 10), made()), create(span(5, 12), made())]],
    [
      'two creates that differ, one refused',
      'right',
      [create(span(0, 10), mismatch, 'two'), create(span(5, 12), made())],
    ],
    [
      'two creates that differ, both refused',
      'nothing more to judge',
      [create(span(0, 10), validation, 'two'), create(span(5, 12), validation)],
    ],
    [
      'two creates that differ, both successful',
      'broken',
      [create(span(0, 10), made()), create(span(5, 12), made('two'), 'two')],
    ],
    [
      'a create that found what a deletion under way removed',
      'right',
      [
        create(span(0, 9), made()),
        remove(span(10, 30), empty),
        create(span(11, 20), made()),
        get(span(40, 50), notFound),
      ],
    ],
    [
      'a resource that is gone though it was made after the deletion',
      'broken',
      [
        create(span(0, 9), made()),
        remove(span(10, 20), empty),
        create(span(21, 30), made()),
        get(span(40, 50), notFound),
      ],
    ],
    [
      'a resource gone, an unanswered deletion under way',
      'right',
      [...twice, get(span(10, 20), notFound), remove(span(15, 40), 'lost')],
    ],
    [
      'a resource gone, an unanswered deletion sent only after',
      'broken',
      [...twice, get(span(10, 20), notFound), remove(span(21, 40), 'lost')],
    ],
  ])('%s: %s', (_, expected, calls) => {
    expect(said(calls)).toBe(expected);
  });

  test('who refuses for the sake of another call has done nothing, or it all the same', () => {
    const refused = (retryable: boolean) => ({ ...remove(span(10, 12), conflict), retryable });
    expect(said([...twice, refused(true), get(span(20, 30), made())])).toBe('right');
    expect(said([...twice, refused(true), get(span(20, 30), notFound)])).toBe('right');
    expect(said([...twice, refused(false), get(span(20, 30), notFound)])).toBe('broken');
  });

  test('what nothing explains is told by the call that comes first of those that do not fit', () => {
    const { refusal } = answerTogether(start, [create(span(0, 10), made()), create(span(5, 12), made('two'), 'two')]);
    expect(refusal).toMatchObject({ guarantee: 'create.mismatch', operation: 'CreateEnvironmentTemplate' });
  });
});

/** Tries every order; an unanswered call takes effect at any time after it was sent, or never. */
function reference(state: State, left: readonly Completed[], pending: readonly Call[]): boolean {
  const next = left.filter((one) =>
    left.every(({ call, outcome }) => outcome === 'lost' || call.answered.at >= one.call.sent.at),
  );
  const lost = next.find(({ outcome }) => outcome === 'lost');
  if (lost) return reference(unanswered(state, lost.call), without(left, lost), [...pending, lost.call]);
  if (left.length === 0) return true;
  // What took effect by now did so before any of these was answered, whichever comes first.
  const latest = Math.min(...left.map(({ call }) => call.answered.at));
  return next.some((one) =>
    afterEffects(state, pending, latest).some(([before, still]) =>
      step(before, one.call, one.outcome as Judged).branches.some((branch) =>
        reference(branch.state, without(left, one), still),
      ),
    ),
  );
}

const without = <T>(all: readonly T[], one: T): readonly T[] => all.filter((other) => other !== one);

/** Every selection of pending calls in every order. */
const afterEffects = (
  state: State,
  pending: readonly Call[],
  at: number,
): readonly (readonly [State, readonly Call[]])[] => [
  [state, pending],
  ...pending.flatMap((call) =>
    // An effect may be as late as the answer that shows it, and a look may lag behind it.
    unseen(state, call, { at, clock: at / 1000 }).flatMap((after) => afterEffects(after, without(pending, call), at)),
  ),
];

const settlingIn =
  (settleMs: number) =>
  ({ call, ...one }: Completed): Completed => ({ ...one, call: { ...call, settings: { ...settings, settleMs } } });

const MOST_CALLS = 5;

interface Planned {
  readonly kind: 'create' | 'other' | 'delete' | 'get' | 'update';
  readonly sent: number;
  readonly lasts: number;
  readonly effect: number;
  readonly lost: boolean;
}

const planned: fc.Arbitrary<Planned> = fc.record({
  kind: fc.constantFrom('create', 'create', 'other', 'delete', 'get', 'update'),
  sent: fc.nat({ max: 60 }),
  lasts: fc.integer({ min: 5, max: 40 }),
  effect: fc.nat({ max: 100 }),
  lost: fc.nat({ max: 4 }).map((n) => n === 0),
});

/** What a right endpoint answers if the calls take effect at their times; `wrong`: one answer is another's. */
function played(
  plan: readonly Planned[],
  wrong: { readonly at: number; readonly outcome: Judged } | undefined,
): Completed[] {
  let there: { readonly given: string; readonly now: string } | undefined;
  const order = plan.map((one, index) => ({ ...one, index, at: one.sent + (one.lasts * one.effect) / 100 }));
  const outcomes: Judged[] = [];
  for (const { kind, index } of order.sort((a, b) => a.at - b.at)) {
    const wanted = kind === 'other' ? 'two' : 'one';
    if (kind === 'get') outcomes[index] = there === undefined ? notFound : made(there.now);
    else if (kind === 'update') {
      there = there && { ...there, now: 'new' };
      outcomes[index] = there === undefined ? notFound : made('new');
    } else if (kind === 'delete') {
      outcomes[index] = empty;
      there = undefined;
    } else {
      there ??= { given: wanted, now: wanted };
      const refusal = there.now === 'new' ? conflict : validation;
      outcomes[index] = there.given === wanted && there.now === wanted ? made(wanted) : refusal;
    }
  }
  return plan.map(({ kind, sent, lasts, lost }, index) => {
    const outcome = lost ? 'lost' : wrong?.at === index ? wrong.outcome : outcomes[index]!;
    const during = span(sent, sent + lasts);
    if (kind === 'get') return get(during, outcome);
    if (kind === 'delete') return remove(during, outcome);
    if (kind === 'update') return update(during, outcome);
    return create(during, outcome, kind === 'other' ? 'two' : 'one');
  });
}

test('the search finds what a reference finds that tries every order', () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(0, 0, 20),
      fc.array(planned, { minLength: 2, maxLength: MOST_CALLS }),
      fc.option(
        fc.record({
          at: fc.nat({ max: MOST_CALLS - 1 }),
          outcome: fc.constantFrom(made('one'), made('two'), made('new'), notFound, validation, empty),
        }),
        { nil: undefined, freq: 5 },
      ),
      (settleMs, plan, wrong) => {
        const calls = played(plan, wrong).map(settlingIn(settleMs));
        const expected = reference(initial, calls, []);
        seen[`${expected}`] += 1;
        expect(explains(calls)).toBe(expected);
        // What some explanations explain, all do.
        if (!expected) expect(explains(calls, 'some')).toBe(false);
      },
    ),
    { numRuns: 10_000, seed: 1 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(1_000);
});
