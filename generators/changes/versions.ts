// Ways to change a request for a template version. Another template is no change of a parameter (token.other-target).
import type { Json } from '../../src/program/types.ts';
import { compatibleWith, versionSource } from '../requests.ts';
import { cutElsewhere, descriptionChanges, one, to } from './make.ts';
import { tagChanges } from './tags.ts';
import { deepChanges, innerChanges, longText, spacedChanges, textChanges } from './text.ts';
import type { Mutation } from './types.ts';

const longKey = `cafe/${longText(1000, 'k').replaceAll(' ', '/').slice(0, -1)}z`;

/** In a URL the spaces of a key are written otherwise. */
const spacedKey = 'one two.tar.gz';

export const versionChanges: readonly Mutation[] = [
  ...descriptionChanges,
  ...to('source.s3.key', textChanges('one.tar.gz')),
  one('source.s3.key', 'an accent', longKey.replace('cafe', 'caf\u00e9'), longKey),
  one('source.s3.key', 'a slash in front', '/one.tar.gz'),
  one('source.s3.key', 'a slash doubled', longKey.replace('/', '//'), longKey),
  ...to('source.s3.key', [...spacedChanges(spacedKey), ...innerChanges(spacedKey)], spacedKey),
  one('source.s3.key', 'a space as %20', 'one%20two.tar.gz', spacedKey),
  cutElsewhere(['source.s3.key', 'one.tar.gz'], ['description', 'one']),
  cutElsewhere(['description', 'one'], ['source.s3.key', 'one.tar.gz']),
  ...deepChanges(longKey).map(({ label, value }) => ({
    label: `source.s3.key: ${label}`,
    base: { set: { 'source.s3.key': longKey } },
    change: { set: { 'source.s3.key': value } },
    safe: true,
  })),
  one('source.s3.bucket', 'another', 'bucket-two'),
  one('source.s3.bucket', 'first character', 'cucket-one'),
  one('source.s3.bucket', 'last character', 'bucket-onf'),
  one('source.s3.bucket', 'one character more', 'bucket-ones'),
  one(
    'source',
    'bucket and key cut elsewhere',
    { s3: { bucket: 'bucket', key: '-oneone.tar.gz' } },
    versionSource('one.tar.gz'),
  ),
  {
    label: 'source: bucket and key exchanged',
    base: { set: { source: { s3: { bucket: 'one.tar.gz', key: 'bucket-two' } } } },
    change: { set: { source: { s3: { bucket: 'bucket-two', key: 'one.tar.gz' } } } },
    safe: false,
  },
  { label: 'majorVersion: left out', base: {}, change: { drop: ['majorVersion'] }, safe: true },
  {
    label: 'majorVersion: given',
    base: { drop: ['majorVersion'] },
    change: { set: { majorVersion: '1' } },
    safe: true,
  },
  ...tagChanges,
];

const first = compatibleWith();
const second = compatibleWith('{{fixture:envTemplate}}', '2');
const third = compatibleWith('{{fixture:otherEnvTemplate}}', '1');
const compatible = 'compatibleEnvironmentTemplates';

/** An endpoint may refuse a list with an element twice: the original has it. */
const onceOnly = (path: string, element: Json): Mutation => ({
  ...one(path, 'once what was there twice', [element], [element, element]),
  safe: false,
});

/** Those that only a service template version has. */
export const compatibilityChanges: readonly Mutation[] = [
  one(`${compatible}.0.majorVersion`, 'another', '2'),
  one(`${compatible}.0.templateName`, 'another', '{{fixture:otherEnvTemplate}}'),
  one(compatible, 'one added', [first, third]),
  one(compatible, 'first removed', [third], [first, third]),
  one(compatible, 'last removed', [first], [first, third]),
  one(compatible, 'major version of the second', [third, second], [third, first]),
  onceOnly(compatible, first),
  one('supportedComponentSources', 'given', ['DIRECTLY_DEFINED']),
  onceOnly('supportedComponentSources', 'DIRECTLY_DEFINED'),
  {
    label: 'supportedComponentSources: left out',
    base: { set: { supportedComponentSources: ['DIRECTLY_DEFINED'] } },
    change: { drop: ['supportedComponentSources'] },
    safe: true,
  },
];
