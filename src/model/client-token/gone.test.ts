// A token whose original was deleted, may have gone with its template, or failed.
import { expect, test } from 'vitest';
import {
  empty,
  type Line,
  line,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
  walk,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';
import {
  after,
  again,
  answers,
  changed,
  create,
  first,
  HOUR,
  key,
  made,
  parent,
  remove,
  removeTemplate,
  second,
} from '../testing/versions.ts';

const failed = line('GetEnvironmentTemplateVersion', key, made('0', { status: 'REGISTRATION_FAILED' }));

const environmentVersion = create('e', made('0'));
const serviceTemplate = line('CreateServiceTemplate', { name: 'ns-s' }, shows({ ...template('ns-s'), arn: 'arn:s' }));
const serviceVersion = version('ns-s', '0', { arn: 'arn:sv' });
const ofService = (clientToken: string, reply: Reply): Line =>
  line(
    'CreateServiceTemplateVersion',
    {
      templateName: 'ns-s',
      clientToken,
      compatibleEnvironmentTemplates: [{ templateName: 'ns-t', majorVersion: '1' }],
    },
    reply,
  );
const removeBoth = [line('DeleteServiceTemplateVersion', { ...key, templateName: 'ns-s' }, empty), remove];

const situations: Record<string, Situation> = {
  'deleted, the only one of its major version': [[...first, remove], again()],
  'deleted beside another': [[...first, create('b', made('2'), changed), remove], again()],
  'deleted beside another, changed': [[...first, create('b', made('2'), changed), remove], again({ description: 'y' })],
  'deleted beside another, changed, nine hours old': [
    [...first, create('b', made('2'), changed), remove],
    again({ description: 'y' }, after(9 * HOUR)),
  ],
  'deleted beside another, changed to what is not there': [
    [...first, create('b', made('2'), changed), remove],
    again({ majorVersion: '7' }),
  ],
  'deleted beside another, open': [[...first, create('b', made('2'), changed), remove], again({ tags: [] })],
  'deleted with its template': [[...first, remove, removeTemplate], again()],
  'deleted with its template, changed': [[...first, remove, removeTemplate], again(changed)],
  'deleted, what it is compatible with too': [
    [parent, environmentVersion, serviceTemplate, ofService('a', shows(serviceVersion)), ...removeBoth],
    (reply) => ofService('a', reply),
  ],
  'deleted, and another token, with what it is compatible with': [
    [parent, environmentVersion, serviceTemplate, ofService('a', shows(serviceVersion)), ...removeBoth],
    (reply) => ofService('b', reply),
  ],
  'deleted, but not what it is compatible with': [
    [parent, environmentVersion, serviceTemplate, ofService('a', shows(serviceVersion)), removeBoth[0]!],
    (reply) => ofService('a', reply),
  ],
  'deleted just now': [
    [...first, create('b', made('2'), changed), remove],
    (reply) => ({ ...create('a', reply), afterMs: 200 }),
  ],
  'deleted, and its token used in another template before': [
    [
      line('CreateEnvironmentTemplate', { name: 'ns-u' }, shows(template('ns-u'))),
      create('a', shows({ ...version('ns-u', '0', { description: 'd' }), arn: 'arn:u0' }), { templateName: 'ns-u' }),
      ...first,
      create('b', made('2'), changed),
      remove,
    ],
    again(),
  ],
  'deleted, its template made again': [
    [
      ...first,
      remove,
      removeTemplate,
      { ...parent, reply: shows(template('ns-t', { createdAt: MADE + 5 })) },
      create('b', made('2'), changed),
    ],
    again(),
  ],
  'perhaps gone with its template': [[...first, removeTemplate], again()],
  'perhaps gone with its template, changed': [[...first, removeTemplate], again(changed)],
  'deleted, and its token taken over in another template': [
    [
      ...first,
      create('b', made('2'), changed),
      remove,
      line('CreateEnvironmentTemplate', { name: 'ns-u' }, shows(template('ns-u'))),
      create('a', shows({ ...version('ns-u', '0', { description: 'd' }), arn: 'arn:u0' }), { templateName: 'ns-u' }),
    ],
    again(),
  ],
  'made again after a deletion': [
    [...first, create('b', made('2'), changed), remove, create('a', made('3', { createdAt: MADE + 9 }))],
    again(),
  ],
  'made again four hours old, at eight': [
    [...first, create('b', made('2'), changed), { ...remove, advanceSeconds: 4 * HOUR }, create('a', second)],
    again({}, after(5 * HOUR)),
  ],
  'made again four hours old, four hours later': [
    [...first, create('b', made('2'), changed), { ...remove, advanceSeconds: 4 * HOUR }, create('a', second)],
    again({}, after(3 * HOUR)),
  ],
  failed: [[...first, failed], again()],
  'failed, changed': [[...first, failed], again(changed)],
  'failed, open': [[...first, failed], again({ tags: [] })],
};

const table = `
deleted, what it is compatible with too | mismatch: right | validation: right | notFound: right | as: deleted | others: breaks token.deleted-original
deleted, and another token, with what it is compatible with | empty: breaks token.distinct | mismatch: breaks token.distinct | validation: right | conflict: right | notFound: right | as: another token | others: breaks token.scope
deleted, but not what it is compatible with | as: deleted | others: breaks token.deleted-original
deleted just now | original: shows token.deleted-original | anew: shows token.deleted-original | conflict: excused | as: deleted | others: breaks token.deleted-original
deleted, and its token used in another template before | original: shows token.deleted-original | anew: shows token.deleted-original | mismatch: right | validation: right | as: deleted | others: breaks token.deleted-original
deleted, the only one of its major version | original: shows token.deleted-original, takes version.minor-reuse=yes | anew: shows token.deleted-original, takes version.minor-reuse=no | mismatch: right | validation: right | notFound: right | as: deleted | others: breaks token.deleted-original
deleted beside another | original: shows token.deleted-original | anew: shows token.deleted-original | as: deleted | others: breaks token.deleted-original
deleted beside another, changed | original: takes token.after-delete-different=new | anew: takes token.after-delete-different=new | mismatch: takes token.after-delete-different=mismatch | validation: takes token.after-delete-different=mismatch | as: deleted | others: breaks token.deleted-original
deleted beside another, changed, nine hours old | original: right | anew: right | mismatch: right | validation: right | as: deleted | others: breaks token.deleted-original
deleted beside another, changed to what is not there | mismatch: takes token.after-delete-different=mismatch | validation: takes token.after-delete-different=mismatch | conflict: right | notFound: right | as: deleted | others: breaks token.deleted-original
deleted beside another, open | elsewhere: breaks token.deleted-original | empty: breaks token.deleted-original | conflict: breaks token.deleted-original | notFound: breaks token.deleted-original | as: deleted | others: right
deleted with its template | notFound: shows token.deleted-original | as: template gone | others: breaks token.deleted-original
deleted with its template, changed | mismatch: right | validation: right | notFound: right | as: template gone | others: breaks token.deleted-original
deleted, its template made again | original: shows token.deleted-original | anew: shows token.deleted-original | as: deleted | others: breaks token.deleted-original
deleted, and its token taken over in another template | original: shows token.deleted-original | anew: shows token.deleted-original | mismatch: takes token.other-target=mismatch | validation: takes token.other-target=mismatch | as: deleted | others: breaks token.deleted-original
perhaps gone with its template | original: shows token.retry token.scope | elsewhere: breaks token.scope | notFound: shows token.deleted-original | as: may be gone | others: breaks delete.only
perhaps gone with its template, changed | mismatch: shows token.mismatch | validation: shows token.mismatch | conflict: right | notFound: right | as: may be gone | others: breaks token.mismatch
made again after a deletion | elsewhere: breaks token.scope | as: same parameters | others: breaks token.deleted-original
made again four hours old, at eight | original: takes token.after-delete-window=inherited | anew: takes token.after-delete-window=new? | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
made again four hours old, four hours later | anew: shows token.alive token.deleted-original token.retry token.scope | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
failed | original: takes token.failed-resource=returned | anew: takes token.failed-resource=new | mismatch: takes token.failed-resource=refused | validation: takes token.failed-resource=refused | conflict: takes token.failed-resource=refused | as: registration failed | others: breaks token.retry
failed, changed | anew: right | mismatch: right | validation: right | conflict: right | as: registration failed | others: breaks token.retry
failed, open | elsewhere: breaks token.retry | empty: breaks token.retry | notFound: breaks token.retry | as: registration failed | others: right
`;

test.each(decisionTable(situations, answers, table))('a retry of what was %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

const compatibleOnes = [...first, serviceTemplate, ofService('s', shows(serviceVersion))];
const [removeCompatible] = removeBoth as [Line];

test.each<[string, Line[], Reply, string]>([
  ['gone, and what it names too', [...compatibleOnes, removeCompatible, removeTemplate], validation, 'right'],
  ['perhaps gone with what it names', [...compatibleOnes, removeTemplate], validation, 'right'],
  ['perhaps gone with what it names: not found', [...compatibleOnes, removeTemplate], notFound, 'right'],
  ['gone, and what it names there', [...compatibleOnes, removeCompatible], validation, 'token.deleted-original'],
])('a retry of a version that is %s', (_, before, reply, verdict) => {
  const seen = walk([...before, ofService('s', reply)]);
  expect(seen.verdict, seen.story).toBe(verdict);
});
