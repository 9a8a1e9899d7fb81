// Short stories in which a right emulator and a mutant answer differently.
import { ofBreaks } from './breaks.ts';
import { ofChanges } from './changes.ts';
import { ofDeletions } from './deletions.ts';
import { ofRaces } from './races.ts';
import { ofRelatives } from './relatives.ts';
import { ofRetries } from './retries.ts';
import { ofTime } from './time.ts';

export const stories = {
  ...ofRetries,
  ...ofChanges,
  ...ofDeletions,
  ...ofRelatives,
  ...ofTime,
  ...ofRaces,
  ...ofBreaks,
};
