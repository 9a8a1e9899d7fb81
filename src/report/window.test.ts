import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import { history, program } from './testing/sample.ts';
import type { JudgedHistory } from './types.ts';
import { inWords, windowLines, windowReports } from './window.ts';

const operation = 'CreateEnvironmentTemplateVersion';
const hour = 3_600;
const judged: JudgedHistory = history(0, {
  program: { ...program(0), phase: 'systematic', steps: [{ do: 'advance', seconds: 60 }] },
});

/** Events one second apart, each request answered half a second later. */
class Told {
  readonly events: HistoryEvent[] = [];
  #at = 0;
  #calls = 0;

  sent(token: string, minorVersion: string | undefined, more = {}): this {
    return this.#call(operation, { templateName: 'a', clientToken: token, ...more }, minorVersion);
  }

  deleted(): this {
    return this.#call('DeleteEnvironmentTemplateVersion', { templateName: 'a' }, '0');
  }

  moved(advanceSeconds: number): this {
    this.events.push({ event: 'clock', at: this.#at, advanceSeconds });
    return this;
  }

  get windows() {
    return windowReports([judged], () => this.events, { readings: new Map() });
  }

  #call(name: string, input: Record<string, string>, minorVersion: string | undefined): this {
    const call = this.#calls++;
    this.#at += 1_000;
    this.events.push({ event: 'invoke', call, step: 0, at: this.#at, operation: name, input, lane: 'raw', attempt: 1 });
    const arn = `arn:aws:proton:us-east-1:123456789012:environment-template/a:1.${minorVersion}`;
    const detail = { templateName: 'a', majorVersion: '1', minorVersion, status: 'DRAFT', createdAt: 1.7e9, arn };
    const body = JSON.stringify(
      minorVersion === undefined
        ? { __type: 'ValidationException', message: 'no' }
        : { environmentTemplateVersion: { ...detail, lastModifiedAt: 1.7e9 } },
    );
    const status = minorVersion === undefined ? 400 : 200;
    this.events.push({ event: 'answer', call, at: this.#at + 500, status, headers: {}, body });
    return this;
  }
}

test('the window lies between the oldest token that stood and the youngest that did not', () => {
  const told = new Told().sent('a', '0').moved(60).sent('b', '1').moved(60).sent('c', '2');
  const [window, ...more] = told
    .moved(8 * hour - 90)
    .sent('a', '3')
    .sent('b', '4')
    .sent('c', '2').windows;
  expect(more).toEqual([]);
  expect(window).toEqual({
    operation,
    aliveSeconds: 8 * hour - 90 + 2.5,
    overSeconds: 8 * hour - 30 + 3.5,
    from: 'first',
    says: '7 h 59 min ± 34 s from the first request',
  });
});

test('a token that stands for something new counts from that on', () => {
  const [window] = new Told()
    .sent('a', '0')
    .moved(9 * hour)
    .sent('a', '1')
    .moved(7 * hour)
    .sent('a', '1').windows;
  expect(window).toMatchObject({ aliveSeconds: 7 * hour + 0.5, overSeconds: 9 * hour + 1.5 });
});

describe.each<[string, (told: Told) => Told]>([
  ['was sent with other parameters meanwhile', (told) => told.sent('a', undefined, { description: 'x' })],
  ['was sent again meanwhile', (told) => told.sent('a', '0').moved(60)],
  ['stood for something that was deleted', (told) => told.deleted()],
])('a token that %s', (name, meanwhile) => {
  test('tells nothing of what comes after', () => {
    const { windows } = meanwhile(new Told().sent('a', '0'))
      .moved(9 * hour)
      .sent('a', '1');
    expect(windows.map(({ overSeconds }) => overSeconds)).toEqual(name.includes('again') ? [undefined] : []);
  });
});

test('programs that move no clock, and the many short ones, are not looked at', () => {
  for (const one of [history(0), { ...judged, program: { ...judged.program, phase: 'exhaustive' } as never }])
    expect(windowReports([one], () => expect.fail(), { readings: new Map() })).toEqual([]);
});

test('where the endpoint was seen to count from the latest request, the window says so', () => {
  const readings = new Map([['token.window', new Map([[operation, new Map([['latest', 1]])]])]]);
  const { events } = new Told()
    .sent('a', '0')
    .moved(9 * hour)
    .sent('a', '1');
  expect(windowReports([judged], () => events, { readings })).toMatchObject([
    { from: 'latest', says: 'at most 9 h 0 min 2 s from the latest request' },
  ]);
});

test.each([
  [8 * hour - 30, 8 * hour + 30.2, '8 h 0 min ± 31 s'],
  [8 * hour - 60, 8 * hour + 60, '8 h 0 min ± 60 s'],
  [8 * hour + 2, 8 * hour + 32, '8 h 0 min 17 s ± 15 s'],
  [7 * hour + 5, 9 * hour + 5, 'between 7 h 0 min and 9 h 1 min'],
  [7.9 * hour, undefined, 'at least 7 h 54 min'],
  [undefined, 60.5, 'at most 0 h 1 min 1 s'],
])('%s to %s seconds', (aliveSeconds, overSeconds, says) => {
  const known = { ...(aliveSeconds ? { aliveSeconds } : {}), ...(overSeconds ? { overSeconds } : {}) };
  expect(inWords({ operation, from: 'first', ...known })).toBe(`${says} from the first request`);
});

test('an endpoint that keeps no fixed time is told so', () => {
  expect(inWords({ operation, from: 'first', aliveSeconds: 9 * hour, overSeconds: hour })).toBe(
    'no fixed time from the first request: over after 1 h 0 min, not over after 9 h 0 min',
  );
});

test('operations that agree share a line', () => {
  const of = (name: string, says: string) => ({ operation: name, from: 'first', says }) as const;
  expect(windowLines([of('A', 'x'), of('B', 'x')])).toEqual(['x']);
  expect(windowLines([of('A', 'x'), of('B', 'y')])).toEqual(['x (A)', 'y (B)']);
});
