// A request without an answer takes effect at one time, some time after it was sent: looks that lag behind that time are
// excused in whatever it made, moved or removed, and later ones are not.
import { expect, test } from 'vitest';
import {
  conflict,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  version,
} from '../model/testing/build.ts';
import { broken, watch } from './testing/watch.ts';

const a = { name: 'ns-a' };
const one = template('ns-a');
const after = (afterMs: number, at: Line): Line => ({ ...at, afterMs });
const create = (reply: Reply = shows(one)): Line => line('CreateEnvironmentTemplate', a, reply);
const get = (reply: Reply = shows(one)): Line => line('GetEnvironmentTemplate', a, reply);
const list = (...items: (typeof one)[]): Line => line('ListEnvironmentTemplates', {}, lists(items));
const remove = (reply: Reply): Line => line('DeleteEnvironmentTemplate', a, reply);

const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const is = (status: string, spec = 's'): Reply =>
  shows(environment('ns-e', status, { spec, lastDeploymentAttemptedAt: spec === 's' ? MADE : MADE + 20 }));
const settled = [
  line('CreateEnvironment', e, is('IN_PROGRESS')),
  line('GetEnvironment', { name: 'ns-e' }, is('SUCCEEDED')),
];
const update = line('UpdateEnvironment', { name: 'ns-e', deploymentType: 'CURRENT_VERSION', spec: 'u' }, 'lost');
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);

const token = { templateName: 'ns-a', clientToken: 'ns-t' };
const key = { templateName: 'ns-a', majorVersion: '1', minorVersion: '0' };
const make = (reply: Reply): Line => line('CreateEnvironmentTemplateVersion', token, reply);
const register = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const numbered = (status: string, more = {}): Reply => shows(version('ns-a', '0', { status, ...more }));
const described = { description: 'u' };
const describe0 = line('UpdateEnvironmentTemplateVersion', { ...key, ...described }, 'lost');
const drop = (reply: Reply): Line => line('DeleteEnvironmentTemplateVersion', key, reply);
const anew = numbered('DRAFT', { createdAt: MADE + 23 });

test.each<[string, Line[], string]>([
  [
    'what was made is not there to a look that lags',
    [create('lost'), after(7000, get(notFound)), get(), after(200, get(notFound))],
    '',
  ],
  ['nor in a list that does', [create('lost'), after(7000, get(notFound)), get(), after(200, list())], ''],
  [
    'but to one that no more can',
    [create('lost'), after(7000, get(notFound)), get(), get(notFound)],
    '3 once.lost-response',
  ],
  [
    'what was removed is there to a look that lags, once a retry has succeeded',
    [create(), remove('lost'), after(9000, get(notFound)), after(100, remove(empty)), after(300, get())],
    '',
  ],
  [
    'and where a list has shown that it is gone',
    [create(), remove('lost'), after(9000, list()), after(100, remove(empty)), after(300, get())],
    '',
  ],
  [
    'but to none that no more can',
    [create(), remove('lost'), after(9000, get(notFound)), after(100, remove(empty)), get()],
    '4 delete.first',
  ],
  [
    'work that began late goes on behind a look that lags',
    [
      ...settled,
      update,
      after(10_000, look(is('IN_PROGRESS', 'u'))),
      after(400, look(is('SUCCEEDED'))),
      after(2100, look(is('IN_PROGRESS', 'u'))),
      look(is('SUCCEEDED', 'u')),
    ],
    '',
  ],
  [
    'but not behind one that shows it over',
    [
      ...settled,
      update,
      after(10_000, look(is('IN_PROGRESS', 'u'))),
      look(is('SUCCEEDED', 'u')),
      look(is('IN_PROGRESS', 'u')),
    ],
    '5 once.lost-response',
  ],
  [
    'a version is registered again, late, behind a look that lags',
    [
      create(),
      make(numbered('REGISTRATION_IN_PROGRESS')),
      register(numbered('DRAFT')),
      describe0,
      after(10_000, register(numbered('REGISTRATION_IN_PROGRESS', described))),
      after(400, register(numbered('DRAFT'))),
      after(2100, register(numbered('REGISTRATION_IN_PROGRESS', described))),
    ],
    '',
  ],
  [
    'a conflict lingers for the token of what has gone late',
    [create(), make(numbered('DRAFT')), drop('lost'), after(14_000, make(conflict)), make(anew)],
    '',
  ],
  [
    'but not for longer',
    [create(), make(numbered('DRAFT')), drop('lost'), after(14_000, make(conflict)), make(conflict)],
    '4 token.deleted-original',
  ],
])('%s', (_, lines, expected) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe(expected);
});

test('how long a deletion takes is not told where nobody knows when it began', () => {
  const isGone = look(notFound);
  const deletion = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
  const told = (lines: Line[]) => watch(lines).verdict.durations.filter(({ work }) => work === 'delete');
  expect(told([...settled, deletion(is('DELETE_IN_PROGRESS')), isGone])).toHaveLength(1);
  expect(told([...settled, deletion('lost'), after(20_000, look(is('DELETE_IN_PROGRESS'))), isGone])).toEqual([]);
});

test('a look at one environment does not tell how long the deletion of another takes', () => {
  const named = (operation: string, name: string, status: string): Line =>
    line(operation, operation === 'CreateEnvironment' ? { ...e, name } : { name }, shows(environment(name, status)));
  const { verdict, story } = watch([
    ...['ns-e', 'ns-f'].flatMap((name) => [
      named('CreateEnvironment', name, 'IN_PROGRESS'),
      named('GetEnvironment', name, 'SUCCEEDED'),
    ]),
    named('DeleteEnvironment', 'ns-f', 'DELETE_IN_PROGRESS'),
    after(54_000, named('DeleteEnvironment', 'ns-e', 'DELETE_IN_PROGRESS')),
    named('GetEnvironment', 'ns-e', 'DELETE_IN_PROGRESS'),
    line('GetEnvironment', { name: 'ns-e' }, notFound),
    line('GetEnvironment', { name: 'ns-f' }, notFound),
  ]);
  const deletions = verdict.durations.filter(({ work }) => work === 'delete');
  expect(
    deletions.map(({ inProgressMs }) => inProgressMs),
    story,
  ).toEqual([3100, 0]);
});

test('what a request made late stays the latest when another resource is found to have to do with it', () => {
  const of = (major: string, at: number) =>
    version('ns-a', '0', { majorVersion: major, arn: `arn:ns-a:${major}.0`, createdAt: MADE + at });
  const numberedBy = (majorVersion: string) => ({ templateName: 'ns-a', majorVersion, minorVersion: '0' });
  const dropped = (major: string): Line => line('DeleteEnvironmentTemplateVersion', numberedBy(major), empty);
  const before = [
    create(),
    make(shows(of('1', 3))),
    dropped('1'),
    make('lost'),
    make(shows(of('2', 12))),
    dropped('2'),
    after(7000, line('GetEnvironmentTemplateVersion', numberedBy('3'), shows(of('3', 24)))),
    line('CreateServiceTemplate', { name: 'ns-s' }, shows(template('ns-s', { arn: 'arn:ns-s' }))),
    line(
      'CreateServiceTemplateVersion',
      {
        templateName: 'ns-s',
        clientToken: 'ns-u',
        compatibleEnvironmentTemplates: [{ templateName: 'ns-a', majorVersion: '3' }],
      },
      shows(version('ns-s', '0', { arn: 'arn:ns-s:1.0' })),
    ),
  ];
  expect(broken(watch([...before, make(shows(of('3', 24)))]).verdict)).toBe('');
  expect(broken(watch([...before, make(shows(of('2', 12)))]).verdict)).toBe('9 once.lost-response');
});
