// specs/schemas/config.schema.json, for editors: which options a configuration file may have, and what each is.
import { configFile } from './config.ts';
import type { Options } from './definition.ts';

export const configSchema = (options: Options): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'config.schema.json',
  title: `${configFile} of proton-conformance`,
  description: 'Options of `proton-conformance run`. Those on the command line win over those here.',
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'Where an editor finds this schema.' },
    ...Object.fromEntries(
      Object.entries(options).map(([name, { flags, about, kind, byDefault }]) => [
        name,
        {
          ...kind.schema,
          description: `${flags}: ${about}`,
          ...(typeof byDefault === 'number' ? { default: byDefault } : {}),
        },
      ]),
    ),
  },
  additionalProperties: false,
});
