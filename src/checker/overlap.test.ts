import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import {
  environment,
  events,
  type Line,
  line,
  lists,
  notFound,
  type Reply,
  shows,
  template,
} from '../model/testing/build.ts';
import { checkHistory } from './index.ts';
import { broken } from './testing/watch.ts';

const a = { name: 'ns-a' };
const one = template('ns-a', { description: 'd' });
const create = (reply: Reply = shows(one), more = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd', ...more }, reply);
const remove = (reply: Reply): Line => line('DeleteEnvironmentTemplate', a, reply);
const get = (reply: Reply): Line => line('GetEnvironmentTemplate', a, reply);
const list = (...names: string[]): Line =>
  line('ListEnvironmentTemplates', {}, lists(names.map((name) => template(name))));
const conflict: Reply = { status: 409, body: '{"__type":"ConflictException","message":"busy"}' };
const refusal: Reply = { status: 400, body: '{"__type":"ValidationException","message":"no"}' };
const empty: Reply = { status: 200, body: '{}' };

const at = (event: HistoryEvent): number => ('at' in event ? event.at : 0);

/** The events of all lines in order, but those of the `wide` lines from `first` on are sent before any of them is answered. */
const racing = (lines: readonly Line[], first: number, wide: number): HistoryEvent[] => {
  const [head, ...rest] = events(lines) as [HistoryEvent, ...HistoryEvent[]];
  const of = (kind: 'sent' | 'over') =>
    rest.filter(
      (event) =>
        'call' in event &&
        event.call >= first &&
        event.call < first + wide &&
        (event.event === 'invoke') === (kind === 'sent'),
    );
  const sent = of('sent');
  const started = at(sent[0]!);
  const together = [...sent.map((event) => ({ ...event, at: started })), ...of('over')];
  const before = rest.filter((event) => 'call' in event && event.call < first);
  const after = rest.filter((event) => 'call' in event && event.call >= first + wide);
  return [head, ...before, ...(together as HistoryEvent[]), ...after];
};

describe('requests at the same time', () => {
  test.each<[string, string, Line[], number, number]>([
    ['of which each shows the one resource', '', [create(), create(), create(), get(shows(one)), list('ns-a')], 0, 3],
    [
      'of which one is refused for the sake of the other',
      '',
      [create(), create(conflict), create(), list('ns-a')],
      0,
      2,
    ],
    [
      'one of which answers with another resource',
      '1 once',
      [create(), create(shows({ ...one, createdAt: 1_600_000_000 }))],
      0,
      2,
    ],
    ['after which two resources are listed', '2 once', [create(), create(), list('ns-a', 'ns-a')], 0, 2],
    ['deletions, all of which succeed', '', [create(), create(), remove(empty), remove(empty), get(notFound)], 2, 2],
    [
      'deletions, after which it is there',
      '4 delete.first',
      [create(), create(), remove(empty), remove(empty), get(shows(one))],
      2,
      2,
    ],
    ['a conflict that has none to wait for', '2 create.retry', [create(), create(), create(conflict)], 0, 1],
    [
      'a conflict on another resource',
      '2 create.retry',
      [create(), create(), create(conflict), line('DeleteEnvironmentTemplate', { name: 'ns-b' }, empty)],
      2,
      2,
    ],
  ])('%s: %s', (_, expected, lines, first, wide) => {
    const verdict = checkHistory(racing(lines, first, wide));
    expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
  });

  test('show that there is one, once a list has shown it', () => {
    const shown = (lines: Line[]) =>
      checkHistory(racing(lines, 0, 2))
        .exercised.filter(({ guarantee }) => guarantee === 'once')
        .map(({ operation }) => operation);
    expect(shown([create(), create()])).toEqual([]);
    expect(shown([create(), create(), list('ns-a')])).toEqual(['CreateEnvironmentTemplate']);
  });

  test('one without an answer when the history ends is an unanswered one', () => {
    const [head, ...rest] = racing([create(), create()], 0, 2);
    const cut = rest.filter((event) => !(event.event === 'answer' && event.call === 0));
    const verdict = checkHistory([head!, ...cut, { event: 'end', at: at(rest.at(-1)!), reason: 'done' }]);
    expect(verdict.violations).toEqual([]);
  });
});

test('two contents of one name may hang on a creation that failed between, of what can fail', () => {
  const environments = ['one', 'two'].map((description) =>
    line(
      'CreateEnvironment',
      { ...a, templateName: 't', templateMajorVersion: '1', spec: 's', description },
      shows(environment('ns-a', 'IN_PROGRESS', { description })),
    ),
  );
  const doubts = (lines: readonly Line[]) => checkHistory(racing(lines, 0, 2)).violations.map(({ doubt }) => doubt);
  expect(doubts(environments)).toEqual(['CreateEnvironment']);
  expect(doubts([create(), create(shows(template('ns-a', { description: 'e' })), { description: 'e' })])).toEqual([
    undefined,
  ]);
});

const service = { name: 'ns-s', templateName: 'ns-st', spec: 's' };
const shown = { ...template('ns-s', { arn: 'arn:service' }), status: 'ACTIVE', templateName: 'ns-st' };
const serve = (reply: Reply = shows(shown)): Line => line('CreateService', service, reply);
const lookAtService = line('GetService', { name: 'ns-s' }, shows(shown));
const id = '11111111-1111-4111-8111-111111111111';
const begin = (reply: Reply): Line =>
  line('CreateEnvironment', { ...a, templateName: 't', spec: 's', environmentAccountConnectionId: id }, reply);
const begun = shows(environment('ns-a', 'SUCCEEDED'));
const lookAtIt = line('GetEnvironment', a, begun);

test.each<[string, string, Line[], Line]>([
  [
    'of its pipeline',
    '',
    [serve(), lookAtService, serve(conflict)],
    line('UpdateServicePipeline', { serviceName: 'ns-s', spec: 't' }, refusal),
  ],
  [
    'of one of its instances',
    '',
    [serve(), lookAtService, serve(conflict)],
    line('UpdateServiceInstance', { serviceName: 'ns-s', name: 'i', spec: 't' }, refusal),
  ],
  [
    'of an instance, of its name, of another service',
    '2 create.retry',
    [serve(), lookAtService, serve(conflict)],
    line('UpdateServiceInstance', { serviceName: 'ns-z', name: 'ns-s', spec: 't' }, refusal),
  ],
  [
    'of its connection',
    '',
    [begin(begun), lookAtIt, begin(conflict)],
    line('UpdateEnvironmentAccountConnection', { id, roleArn: 'r' }, refusal),
  ],
  [
    'of another connection',
    '2 create.retry',
    [begin(begun), lookAtIt, begin(conflict)],
    line('UpdateEnvironmentAccountConnection', { id: id.replaceAll('1', '2'), roleArn: 'r' }, refusal),
  ],
])('a conflict for the sake of an update %s: %s', (_, expected, lines, beside) => {
  const verdict = checkHistory(racing([...lines, beside], 2, 2));
  expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
});
