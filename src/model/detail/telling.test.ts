// What answers to retries and deletes may show of what no request has given, and what tells that it is another's.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { empty, type Line, line, MADE, shows, template, version, walk } from '../testing/build.ts';

const a = (more: Detail = {}, input: Detail = {}): Line =>
  line('CreateEnvironmentTemplate', { name: 'ns-a', ...input }, shows(template('ns-a', more)));
const b = (more: Detail): Line =>
  line('CreateEnvironmentTemplate', { name: 'ns-b', ...more }, shows(template('ns-b', more)));
const drop = (more: Detail): Line => line('DeleteEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a', more)));
const dropped: Line = { ...drop({}), reply: empty };
const update = line(
  'UpdateEnvironmentTemplate',
  { name: 'ns-a', description: 'of b' },
  shows(template('ns-a', { description: 'of b' })),
);
const of = (words: string): Detail => ({ description: words });

const v = (clientToken: string, minorVersion: string, shown: Detail = {}, input: Detail = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', clientToken, ...(minorVersion === '0' ? {} : { majorVersion: '1' }), ...input },
    shows(version('ns-a', minorVersion, { createdAt: MADE + Number(minorVersion), ...shown })),
  );
const w = v('u', '1', of('of w'), of('of w'));

test.each<[string, Line[], string]>([
  ['a retry shows the words of another', [b(of('of b')), a(), a(of('of b'))], 'create.retry'],
  ['a deletion shows them', [b(of('of b')), a(), drop(of('of b'))], 'delete.first'],
  ['a deletion sent again shows them', [b(of('of b')), a(), dropped, drop(of('of b'))], 'delete.retry'],
  [
    'a retry of a version shows those of another token’s',
    [a(), v('t', '0'), w, v('t', '0', of('of w'))],
    'token.retry',
  ],
  ['a retry shows words of nobody', [b(of('of b')), a(), a(of('chosen'))], 'right'],
  ['a retry shows what it was given, too', [b(of('x')), a({}, of('x')), a(of('x'), of('x'))], 'right'],
  ['a first answer shows whatever it shows', [b(of('of b')), a(of('of b'))], 'right'],
  ['a retry shows what the first answer has shown', [b(of('of b')), a(of('of b')), a(of('of b'))], 'right'],
  ['a deletion shows what an update gave it', [b(of('of b')), a(), update, drop(of('of b'))], 'right'],
  ['a display name by default', [b({ displayName: 'ns-a' }), a(), a({ displayName: 'ns-a' })], 'right'],
  [
    'what an enumeration has',
    [b({ provisioning: 'CUSTOMER_MANAGED' }), a(), a({ provisioning: 'CUSTOMER_MANAGED' })],
    'right',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
