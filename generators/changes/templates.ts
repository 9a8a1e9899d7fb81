// Ways to change a request for a template. Its name is its key, so another name is another request.

import { kmsKey } from '../full.ts';
import { ofAny, segmentChanges } from './arns.ts';
import { cutElsewhere, descriptionChanges, given, leftOut, one, taken, to } from './make.ts';
import { tagChanges } from './tags.ts';
import { changedAt, formChanges, formed, longText, spacedChanges, textChanges } from './text.ts';
import type { Mutation } from './types.ts';

const longName = `Cafe ${longText(95, 'N')}`;

const displayNameChanges: readonly Mutation[] = [
  ...to('displayName', [...textChanges('One'), ...spacedChanges('One')]),
  one('displayName', 'an accent', longName.replace('Cafe', 'Caf\u00e9'), longName),
  ...to('displayName', formChanges, formed),
  leftOut('displayName'),
  given('displayName', 'One'),
  one('displayName', 'last character of 100', changedAt(longName, 99), longName),
  {
    label: 'displayName and description exchanged',
    base: {},
    change: { set: { displayName: 'one', description: 'One' } },
    safe: true,
  },
  cutElsewhere(['displayName', 'One'], ['description', 'one']),
  cutElsewhere(['description', 'one'], ['displayName', 'One']),
];

const key = kmsKey('11111111-1111-4111-8111-111111111111');

/** `provisioning` is the member that says so: it is spelt differently in the two kinds of template. */
export const templateChanges = (provisioning: string): Mutation[] => [
  ...descriptionChanges,
  ...displayNameChanges,
  ...tagChanges,
  ...taken('encryptionKey', key, kmsKey('11111111-1111-4111-8111-111111111112')),
  ...segmentChanges('encryptionKey', key, { ...ofAny, type: 'alias' }, key),
  ...taken(provisioning, 'CUSTOMER_MANAGED'),
];
