// Several creates without an answer, and a list before any of them is sent again: which item is whose nobody can say, but it
// can't be that of two.
import { describe, expect, test } from 'vitest';
import { connection, type Line, line, lists, type Reply, shows, template, version } from '../model/testing/build.ts';
import type { Detail } from '../wire/types.ts';
import { broken, watch } from './testing/watch.ts';

const made = (minor: string, more: Detail = {}): Detail => version('ns-a', minor, more);
const make = (clientToken: string, reply: Reply, more = {}): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', majorVersion: '1', clientToken, ...more }, reply);
const list = (...items: Detail[]): Line =>
  line('ListEnvironmentTemplateVersions', { templateName: 'ns-a', majorVersion: '1' }, lists(items));
const first = [
  line('CreateEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a'))),
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken: 'ns-0' }, shows(made('0'))),
];
const lost = (...tokens: string[]): Line[] => tokens.map((token) => ({ ...make(token, 'lost'), afterMs: 0 }));
const said = (...lines: Line[]): string => broken(watch([...first, ...lines]).verdict);
const retried = (token: string, minor: string): Line => make(token, shows(made(minor)));
const all = ['0', '1', '2', '3'].map((minor) => made(minor));

describe('of two versions that nobody saw made', () => {
  test.each([
    ['in their order', ['0', '1', '2']],
    ['newest first', ['2', '1', '0']],
  ])('either may be that of either token: %s', (_, order) => {
    const listed = list(...order.map((minor) => made(minor)));
    expect(said(...lost('t', 'u'), listed, retried('t', '1'), retried('u', '2'))).toBe('');
    expect(said(...lost('t', 'u'), listed, retried('t', '2'), retried('u', '1'))).toBe('');
  });

  test('a list that lags may have shown them', () => {
    const soon = { ...list(made('2'), made('1'), made('0')), afterMs: 0 };
    expect(said(...lost('t', 'u'), soon, retried('t', '1'), retried('u', '2'))).toBe('');
  });

  test('neither is that of both', () => {
    const listed = list(...all.slice(0, 3));
    expect(said(...lost('t', 'u'), listed, retried('t', '2'), retried('u', '2'))).toBe('6 token.scope');
  });

  test('neither is another than those listed', () => {
    expect(said(...lost('t', 'u'), list(...all.slice(0, 3)), retried('t', '3'))).toBe('5 once.lost-response');
  });

  test('the one that shows what was asked for is that of its request', () => {
    const asked = (token: string, reply: Reply = 'lost'): Line => make(token, reply, { description: token });
    const listed = list(made('0'), made('1', { description: 'u' }), made('2', { description: 't' }));
    const answered = (minor: string): Line => asked('t', shows(made(minor, { description: 't' })));
    expect(said(asked('t'), asked('u'), listed, answered('2'))).toBe('');
    expect(said(asked('t'), asked('u'), listed, answered('1'))).toBe('5 token.scope');
  });
});

test('three versions are those of three tokens', () => {
  const listed = list(...all);
  const requests = lost('t', 'u', 'w');
  expect(said(...requests, listed, retried('w', '1'), retried('t', '2'), retried('u', '3'))).toBe('');
  expect(said(...requests, listed, retried('w', '1'), retried('t', '2'), retried('u', '1'))).toBe('8 token.scope');
});

test('a third version of two tokens is one too many', () => {
  expect(said(...lost('t', 'u'), list(...all))).toBe('4 once.lost-response');
});

test('of too many to tell apart nothing more is said', () => {
  const tokens = ['t', 'u', 'w', 'x', 'y'];
  const { verdict } = watch([
    ...first,
    ...lost(...tokens),
    list(...['0', '1', '2', '3', '4', '5'].map((n) => made(n))),
  ]);
  expect(verdict).toMatchObject({ violations: [], inconclusive: [expect.stringContaining('too many things')] });
});

test.each([[1], [2]])('of two connections for one environment either may be that of either token: %i', (which) => {
  const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const pair = ids.map((id) => connection(id, 'ns-e'));
  const connect = (clientToken: string, reply: Reply): Line =>
    line(
      'CreateEnvironmentAccountConnection',
      { environmentName: 'ns-e', managementAccountId: '123456789012', clientToken },
      reply,
    );
  const [one, other] = which === 1 ? pair : pair.toReversed();
  const { verdict, story } = watch([
    connect('t', 'lost'),
    connect('u', 'lost'),
    line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists(pair)),
    connect('t', shows(one!)),
    connect('u', shows(other!)),
  ]);
  expect(broken(verdict), story).toBe('');
});
