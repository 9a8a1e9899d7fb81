// durable of tokens that differ in little, or in nothing but what they were sent for: what is read back is indexed anew,
// by a file's name or a joined key perhaps, which may fold case, cut, or keep the last of several.
import { type CreateOperation, ownTemplate, tokenCreates, type VersionCreate, versionCreates } from '../requests.ts';
import type { Draft } from '../script.ts';
import { asFirst, isVersion, merged, otherRequest, parents, prepared, templateOf } from './start.ts';
import { apart } from './token-differences.ts';

/** Of connections there may be two more: as long as may be, with what no name of a file has, in both cases. */
const ofConnections = ['{{token:t length=63}}/', '{{token:t length=63 upper}}/'];

const ofVersions = [
  ...['{{token:t}}', '{{token:t upper}}', '{{token:t}}x', 'x{{token:t}}'],
  ...['{{token:t}}/', '{{token:t}}/x', '{{token:t}}%2F', '{{token:t}}:', '{{token:t}}.', '~{{token:t}}'],
  ...['a{{token:t length=62}}z', 'a{{token:t length=62}}y', 'a{{token:t length=62}}Z'],
  ...['{{token:t digits}}', '0{{token:t digits}}'],
];

const differing = (operation: CreateOperation): Draft => {
  const tokens = isVersion(operation) ? ofVersions : ofConnections;
  const script = prepared(operation);
  for (const [n, token] of tokens.entries())
    script.create(token, operation, otherRequest(operation, apart(operation, token, n)));
  script.restart();
  for (const token of tokens) script.retry(token);
  return script.list(tokens[0]!).aimedAt('durable', operation, 'after restart', 'tokens that differ in one place');
};

/** It may count for each by itself, or be refused; it never shows another's resource. */
const elsewhere = (operation: VersionCreate): Draft => {
  const other = versionCreates.find((each) => each !== operation)!;
  const request = (of: VersionCreate, templateName: string) =>
    otherRequest(of, merged(asFirst(of), { set: { templateName } }));
  return parents(operation)
    .create('parent', templateOf(operation), { name: '{{name:parent}}' })
    .create('namesake', templateOf(other), { name: ownTemplate })
    .create('first', operation, request(operation, ownTemplate))
    .create('there', operation, request(operation, '{{name:parent}}'))
    .create('other', other, request(other, ownTemplate))
    .restart()
    .retry('first')
    .retry('there')
    .retry('other')
    .get('first', 'there', 'other')
    .aimedAt('durable', operation, 'after restart', 'one token on three templates, two of one name');
};

export const restartDifferences: readonly Draft[] = [...tokenCreates.map(differing), ...versionCreates.map(elsewhere)];
