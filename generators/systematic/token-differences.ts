// token.whole, token.case, token.distinct: tokens that differ in one place only, wherever that is, are different requests.
// Careless endpoints cut tokens, trim or decode them, read them as numbers, or build a key of template and token.
import type { Change } from '../../src/program/types.ts';
import {
  besideIt,
  type CreateOperation,
  ownTemplate,
  tokenCreates,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { asFirst, begunAlone, merged, otherRequest, parents, templateOf } from './start.ts';

interface Differences {
  readonly guarantee: string;
  readonly about: string;
  readonly token: string;
  /** Each is another token than `token`, and than the others. */
  readonly others: readonly string[];
}

const x = (count: number): string => 'x'.repeat(count);

/** All of 64 characters, but for those of which it is the length that differs. */
const long: readonly Differences[] = [
  {
    guarantee: 'token.whole',
    about: 'one of 64 characters, and two exchanged',
    token: 'a{{token:t length=62}}z',
    others: [
      'b{{token:t length=62}}z',
      `a{{token:t length=31}}b${x(30)}z`,
      `a{{token:t length=35}}b${x(26)}z`,
      'a{{token:t length=62}}y',
      'z{{token:t length=62}}a',
      '!{{token:t length=62}}z',
      'a{{token:t length=62}}~',
      'A{{token:t length=62}}z',
      'a{{token:t length=62}}Z',
    ],
  },
  {
    guarantee: 'token.whole',
    about: 'each begins the next, of up to 64 characters',
    token: '{{token:t length=64}}',
    others: [63, 36, 32, 20].map((length) => `{{token:t length=${length}}}`),
  },
];

const short: readonly Differences[] = [
  {
    guarantee: 'token.distinct',
    about: 'short ones with something at an end',
    token: '{{token:t}}',
    others: [
      ...['{{token:t}}x', 'x{{token:t}}', '{{token:t}}xy', '{{token:t}}yx', '{{token:t}}!', '~{{token:t}}'],
      ...['{{token:t}}-', '{{token:t}}.', '{{token:t}}/', '{{token:t}}+', '{{token:t}}%20', '{{token:t}}%2B'],
    ],
  },
  {
    guarantee: 'token.distinct',
    about: 'digits only',
    token: '{{token:t digits}}',
    others: [
      ...['0{{token:t digits}}', '{{token:t digits}}.0', '{{token:t digits length=64 end=1}}'],
      ...['{{token:t digits length=64 end=2}}', '{{token:t digits length=64}}'],
    ],
  },
];

/** Numbers of 64 bits, of which three are neighbours, so that they are one where less is kept of them. */
const numbers: Differences = {
  guarantee: 'token.distinct',
  about: 'numbers of eighteen digits',
  token: '{{token:t number}}',
  others: [
    ...['0{{token:t number}}', '00{{token:t number}}', '+{{token:t number}}', '{{token:t number}}.0'],
    ...['{{token:t number}}e0', '{{token:u number}}', '{{token:s number}}'],
  ],
};

/** The other token with the same parameters; of a connection for another environment, as a second of a pair may be refused. */
export const apart = (operation: CreateOperation, clientToken: string, n: number): Change =>
  merged(besideIt(operation, `b${n}`), { set: { clientToken } });

/** Of connections there may be few, so each is deleted again: what its token stood for must still be its own. */
function draft(operation: CreateOperation, { guarantee, about, token, others }: Differences): Draft {
  const script = begunAlone(operation, { set: { clientToken: token } });
  const few = operation === 'CreateEnvironmentAccountConnection';
  for (const [n, other] of others.entries()) {
    script.retry('first', { change: apart(operation, other, n), as: other });
    if (few) script.delete(other);
  }
  script.retry('first');
  if (!few) script.retry(others[0]!).retry(others.at(-1)!).list('first');
  return script.aimedAt(guarantee, operation, 'first call', about);
}

/** Template and token together read alike, wherever one ends and the other begins. */
function joined(operation: VersionCreate): Draft {
  const request = (templateName: string, clientToken: string) =>
    otherRequest(operation, merged(asFirst(operation), { set: { templateName, clientToken } }));
  const longer = `${ownTemplate}-2`;
  return parents(operation)
    .create('longer', templateOf(operation), { name: longer })
    .create('first', operation, request(ownTemplate, '2-{{token:t}}'))
    .create('second', operation, request(ownTemplate, '-2{{token:t}}'))
    .create('there', operation, request(longer, '{{token:t}}'))
    .retry('first')
    .retry('there')
    .list('there')
    .aimedAt(
      'token.scope',
      operation,
      'interleaved',
      'a template whose name begins with another, and tokens that join them',
    );
}

/** Template and token are longest together: as one key they are cut, though neither is by itself. */
function longKeys(operation: VersionCreate): Draft {
  const templateName = `${ownTemplate}${x(70)}`;
  const request = (clientToken: string) =>
    otherRequest(operation, merged(asFirst(operation), { set: { templateName, clientToken } }));
  return new Script()
    .create('template', templateOf(operation), { name: templateName })
    .create('first', operation, request('a{{token:t length=62}}y'))
    .create('second', operation, request('a{{token:t length=62}}z'))
    .retry('first')
    .retry('second')
    .aimedAt('token.whole', operation, 'first call', 'of 64 characters, in a template of a long name');
}

export const tokenDifferences: readonly Draft[] = [
  ...tokenCreates.flatMap((operation) =>
    [...long, ...short, numbers].map((differences) => draft(operation, differences)),
  ),
  ...versionCreates.map(joined),
  ...versionCreates.map(longKeys),
];
