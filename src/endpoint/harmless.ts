// Requests that need nothing to be there and change nothing, for finding out whether there is a Proton at all. Lists come
// first; an endpoint without any says of a name that nobody uses that it is not there.
import type { Input } from '../program/types.ts';

export const harmless: readonly (readonly [operation: string, input: Input])[] = [
  ['ListEnvironmentTemplates', {}],
  ['ListServiceTemplates', {}],
  ['ListEnvironments', {}],
  ['ListServices', {}],
  ['ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }],
  ['GetEnvironmentTemplate', { name: 'proton-conformance-probe' }],
  ['GetServiceTemplate', { name: 'proton-conformance-probe' }],
  ['GetEnvironment', { name: 'proton-conformance-probe' }],
  ['GetService', { name: 'proton-conformance-probe' }],
  ['GetEnvironmentAccountConnection', { id: '00000000-0000-4000-8000-000000000000' }],
];
