// The version of this package, and of what has a say in what goes over the wire.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** package.json lies beside src/, and one folder above dist/src/ beside it. */
const ownVersion = (): string => {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(up, import.meta.url), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return 'unknown';
};

const packageVersion = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;

export const suiteVersion = ownVersion();

/** As they stand in a report. */
export const versions = (): Record<string, string> => ({
  'proton-conformance': suiteVersion,
  node: process.versions.node,
  '@aws-sdk/client-proton': packageVersion('@aws-sdk/client-proton'),
  undici: packageVersion('undici'),
});
