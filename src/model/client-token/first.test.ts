// A token that stands for nothing yet, breaks the rules for tokens, or is none.
import { expect, test } from 'vitest';
import { line, empty as noBody, notFound, shows, template, validation, version } from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';
import {
  again,
  answers,
  changed,
  create,
  first,
  made,
  parent,
  remove,
  removeTemplate,
  withToken,
} from '../testing/versions.ts';

const long = 'x'.repeat(63);
const template2 = line('CreateEnvironmentTemplate', { name: 'ns-u' }, shows(template('ns-u')));
const serviceTemplate = line('CreateServiceTemplate', { name: 'ns-t' }, shows({ ...template('ns-t'), arn: 'arn:s' }));
const refusedFirst = [parent, create('b', made('0'), { description: 'b' }), create('a', validation)];

const ofAnotherOperation = [
  parent,
  create('b', made('0'), changed),
  serviceTemplate,
  line(
    'CreateServiceTemplateVersion',
    { templateName: 'ns-t', clientToken: 'a' },
    shows({ ...version('ns-t', '5'), arn: 'arn:sv' }),
  ),
];

const situations: Record<string, Situation> = {
  'the first of all': [[parent], again()],
  'the first, with nothing known of its template': [[], again()],
  'another token': [first, withToken('b')],
  'another token, other parameters': [first, withToken('b', changed)],
  'in another case': [first, withToken('A')],
  'with another last character': [[parent, create(`${long}a`, made('0'))], withToken(`${long}b`)],
  'of 64, first of all': [[parent], withToken(`${long}a`)],
  'of 64, after another was accepted': [first, withToken(`${long}a`, changed)],
  'another token, the other version deleted': [[...first, create('c', made('2'), changed), remove], withToken('b')],
  'another token, its template gone': [[...first, remove, removeTemplate], withToken('b')],
  'another token, after a lost one': [[...first, create('b', 'lost', changed)], withToken('c', { description: 'y' })],
  'the lost one again': [[...first, create('b', 'lost', changed)], withToken('b', changed)],
  'refused before': [refusedFirst, again()],
  'refused before, changed': [refusedFirst, again(changed)],
  'of another template': [
    [
      parent,
      template2,
      create('b', made('0'), changed),
      line(
        'CreateEnvironmentTemplateVersion',
        { templateName: 'ns-u', clientToken: 'a' },
        shows({ ...version('ns-u', '5'), arn: 'arn:u' }),
      ),
    ],
    again(),
  ],
  'of another operation': [ofAnotherOperation, again()],
  'of another operation, deleted since': [
    [
      ...ofAnotherOperation,
      line('DeleteServiceTemplateVersion', { templateName: 'ns-t', majorVersion: '1', minorVersion: '5' }, noBody),
    ],
    again(),
  ],
  'of another template, in one that nothing is known of': [first, withToken('a', { templateName: 'ns-u' })],
  'refused in another template': [
    [create('a', notFound, { templateName: 'ns-u' }), parent, create('b', made('0'), changed)],
    again(),
  ],
  'refused for another operation': [
    [
      line('CreateServiceTemplateVersion', { templateName: 'ns-u', clientToken: 'a' }, notFound),
      parent,
      create('b', made('0'), changed),
    ],
    again(),
  ],
  'too long, its major version gone': [[...first, remove], withToken('x'.repeat(65))],
  'another, just after a version was deleted': [
    [...first, create('b', made('2'), changed), remove],
    (reply) => ({ ...create('c', reply), afterMs: 200 }),
  ],
  'too long': [first, withToken('x'.repeat(65))],
  'too long, its template not known': [[], withToken('x'.repeat(65))],
  'outside ASCII': [first, withToken('é')],
  'with a space': [first, withToken('a b')],
  'with a space, again': [[parent, create('a b', made('0'))], withToken('a b')],
  empty: [first, withToken('')],
  'empty, again': [[parent, create('', made('0'))], withToken('')],
  'empty, again, and the first has failed': [
    [parent, create('', shows(version('ns-t', '0', { status: 'REGISTRATION_FAILED' })))],
    withToken(''),
  ],
  none: [first, withToken(undefined)],
  'lost beside one that is there, the same': [[...first, create('b', 'lost')], withToken('b')],
};

const table = `
of another template, in one that nothing is known of | elsewhere: shows token.scope, takes token.other-target=independent | empty: breaks token.distinct | mismatch: takes token.other-target=mismatch | validation: takes token.other-target=mismatch | conflict: right | notFound: right | as: first call | others: breaks token.scope
refused in another template | original: breaks token.distinct | anew: shows token.scope | elsewhere: breaks token.scope | empty: breaks token.distinct | as: first call | others: right
refused for another operation | original: breaks token.distinct | anew: shows token.scope | elsewhere: breaks token.scope | empty: breaks token.distinct | as: first call | others: right
too long, its major version gone | mismatch: shows token.length | validation: shows token.length | notFound: right | as: token of 65 characters or more | others: breaks token.length
another, just after a version was deleted | original: shows token.distinct token.scope | anew: shows token.distinct token.scope | elsewhere: breaks token.scope | conflict: excused | as: another token | others: breaks token.distinct
the first of all | elsewhere: breaks token.scope | empty: breaks token.distinct | mismatch: breaks token.distinct | as: first call | others: right
the first, with nothing known of its template | elsewhere: breaks token.scope | empty: breaks token.distinct | mismatch: breaks token.distinct | as: first call | others: right
another token | anew: shows token.distinct token.scope | elsewhere: breaks token.scope | as: another token | others: breaks token.distinct
another token, other parameters | anew: shows token.scope | elsewhere: breaks token.scope | validation: right | conflict: right | notFound: right | as: first call | others: breaks token.distinct
in another case | anew: shows token.case token.scope | elsewhere: breaks token.scope | as: another token | others: breaks token.case
with another last character | anew: shows token.scope token.whole | elsewhere: breaks token.scope | validation: breaks token.length | conflict: breaks token.length | notFound: breaks token.length | as: another token | others: breaks token.whole
of 64, first of all | elsewhere: breaks token.scope | empty: breaks token.distinct | mismatch: breaks token.distinct | as: first call | others: right
of 64, after another was accepted | anew: shows token.scope | elsewhere: breaks token.scope | validation: breaks token.length | conflict: breaks token.length | notFound: breaks token.length | as: first call | others: breaks token.distinct
another token, the other version deleted | original: shows token.distinct token.scope | anew: shows token.distinct token.scope | elsewhere: breaks token.scope | as: another token | others: breaks token.distinct
another token, its template gone | original: shows token.scope, takes version.minor-reuse=yes | anew: shows token.scope, takes version.minor-reuse=no | elsewhere: breaks token.scope | empty: breaks token.distinct | mismatch: breaks token.distinct | as: another token | others: right
another token, after a lost one | anew: shows token.scope | elsewhere: breaks token.scope | as: first call | others: breaks once.lost-response
the lost one again | anew: shows token.retry token.scope | elsewhere: breaks token.scope | as: first call, same parameters | others: breaks once.lost-response
refused before | original: breaks token.distinct | anew: shows token.scope | elsewhere: breaks token.scope | empty: breaks token.distinct | as: first call | others: right
refused before, changed | original: breaks token.distinct | anew: shows token.scope, takes token.failed-request=free | elsewhere: breaks token.scope | empty: breaks token.distinct | conflict: right | notFound: right | as: first call | others: takes token.failed-request=spent
of another template | anew: shows token.scope, takes token.other-target=independent | original: breaks token.scope | elsewhere: breaks token.scope | mismatch: takes token.other-target=mismatch | validation: takes token.other-target=mismatch | as: first call | others: breaks token.distinct
of another operation | anew: shows token.scope, takes token.other-operation=independent | original: breaks token.scope | elsewhere: breaks token.scope | mismatch: takes token.other-operation=mismatch | validation: takes token.other-operation=mismatch | as: first call | others: breaks token.distinct
of another operation, deleted since | anew: shows token.scope | original: breaks token.scope | elsewhere: breaks token.scope | mismatch: right | validation: right | as: first call | others: breaks token.distinct
too long | mismatch: shows token.length | validation: shows token.length | as: token of 65 characters or more | others: breaks token.length
too long, its template not known | mismatch: shows token.length | validation: shows token.length | notFound: right | as: token of 65 characters or more | others: breaks token.length
outside ASCII | mismatch: shows token.charset | validation: shows token.charset | as: token outside ASCII | others: breaks token.charset
with a space | anew: takes token.printable=accepted | mismatch: right | validation: takes token.printable=refused | conflict: breaks token.distinct | as: token.printable | others: breaks token.retry
with a space, again | original: right | anew: takes token.printable=accepted | mismatch: right | validation: takes token.printable=refused | conflict: breaks token.distinct | as: token.printable | others: breaks token.retry
empty | anew: right | mismatch: right | validation: takes token.empty=refused | conflict: breaks token.distinct | as: token.empty | others: breaks token.retry
empty, again, and the first has failed | original: takes token.empty=a token | anew: takes token.empty=as none | mismatch: right | validation: takes token.empty=refused | conflict: right | as: token.empty | others: breaks token.retry
empty, again | original: takes token.empty=a token | anew: takes token.empty=as none | mismatch: right | validation: takes token.empty=refused | conflict: breaks token.distinct | as: token.empty | others: breaks token.retry
none | anew: takes token.absent=new | mismatch: takes token.absent=refused | validation: takes token.absent=refused | conflict: breaks token.distinct | as: token.absent | others: breaks token.retry
lost beside one that is there, the same | anew: shows token.distinct token.retry token.scope | elsewhere: breaks token.scope | as: another token, same parameters | others: breaks token.distinct
`;

test.each(decisionTable(situations, answers, table))('a token: %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
