// Ways to change a request for an account connection. For the same pair of environment name and account an endpoint may
// call a changed request a duplicate (connection.duplicate); the environment name is judged strictly.
import { role } from '../requests.ts';
import { ofRole, otherAccount, segmentChanges, takenRole } from './arns.ts';
import { exchanged, leftOut, one, to } from './make.ts';
import { tagChanges } from './tags.ts';
import { longText } from './text.ts';
import type { Mutation } from './types.ts';

const longName = `{{name:a}}${'x'.repeat(80)}`;

/** So long that the name of the role comes past the 150th character. */
const path = longText(120, 'p').replaceAll(' ', '/').replace('.', 'z');

export const connectionChanges: readonly Mutation[] = [
  one('environmentName', 'another', '{{name:b}}'),
  one('environmentName', 'one that begins with it', '{{name:a}}-2'),
  one('environmentName', 'the end of a long one', `${longName}z`, `${longName}y`),
  ...to('roleArn', [
    { label: 'last character', value: role('onf') },
    { label: 'first character of the name', value: role('pne') },
    { label: 'case', value: role('One') },
    { label: 'a path', value: role('path/one') },
    { label: 'one character more', value: role('ones') },
  ]),
  ...segmentChanges('roleArn', role('one'), ofRole),
  one('roleArn', 'character 150', role(`${path}/onf`), role(`${path}/one`)),
  leftOut('roleArn'),
  { ...one('roleArn', 'given', role('one')), base: { drop: ['roleArn'] } },
  {
    label: 'managementAccountId: the known one',
    base: { set: { managementAccountId: otherAccount } },
    change: { set: { managementAccountId: '{{account}}' } },
    safe: false,
  },
  { ...one('managementAccountId', 'another', otherAccount), safe: false },
  ...takenRole('codebuildRoleArn', 'build', 'builder'),
  ...takenRole('componentRoleArn', 'component', 'components'),
  exchanged(['codebuildRoleArn', role('build')], ['componentRoleArn', role('component')]),
  exchanged(['roleArn', role('one')], ['componentRoleArn', role('component')]),
  ...tagChanges,
];
