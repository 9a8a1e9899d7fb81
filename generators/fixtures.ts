// The shared prerequisites of programs, set up once a run by the strict book (contract, "Setting up"): every version is
// settled, then published. Programs only read them; one that would change a template makes its own.
import type { Fixture, Input } from '../src/program/types.ts';
import { compatibleWith, environmentSpec, role, versionSource } from './requests.ts';
import { Script } from './script.ts';

/** `major`: a new major version, or the next minor version of an old one. */
interface Version {
  readonly label: string;
  readonly major?: string;
}

const first: Version = { label: 'first' };
const nextMinor: Version = { label: 'nextMinor', major: '1' };
const nextMajor: Version = { label: 'nextMajor' };

function template(kind: 'Environment' | 'Service', name: string, versions: readonly Version[]): Script {
  const create = `Create${kind}Template`;
  const script = new Script().create(name, create, { name: `{{name:${name}}}` });
  for (const { label, major } of versions) {
    const input: Input = {
      templateName: `{{name:${name}}}`,
      ...(major === undefined ? {} : { majorVersion: major }),
      clientToken: `{{token:${name}-${label}}}`,
      source: versionSource(`${label}.tar.gz`),
      ...(kind === 'Service' ? { compatibleEnvironmentTemplates: [compatibleWith('{{fixture:envTemplate}}')] } : {}),
    };
    script
      .create(label, `${create}Version`, input)
      .settle(label)
      .modify(label, `Update${kind}TemplateVersion`, { status: 'PUBLISHED' });
  }
  return script;
}

const environment = new Script()
  .create('environment', 'CreateEnvironment', {
    name: '{{name:environment}}',
    templateName: '{{fixture:envTemplate}}',
    templateMajorVersion: '1',
    spec: environmentSpec('given'),
    protonServiceRoleArn: role('proton'),
  })
  .settle('environment');

/** In the order in which they can be set up. The names are those that programs use as `{{fixture:…}}`. */
export const fixtures: readonly Fixture[] = [
  {
    name: 'envTemplate',
    needs: [],
    steps: template('Environment', 'envTemplate', [first, nextMinor, nextMajor]).steps,
  },
  { name: 'otherEnvTemplate', needs: [], steps: template('Environment', 'otherEnvTemplate', [first]).steps },
  {
    name: 'serviceTemplate',
    needs: ['envTemplate'],
    steps: template('Service', 'serviceTemplate', [first, nextMinor, nextMajor]).steps,
  },
  {
    name: 'otherServiceTemplate',
    needs: ['envTemplate'],
    steps: template('Service', 'otherServiceTemplate', [first]).steps,
  },
  { name: 'environment', needs: ['envTemplate'], steps: environment.steps },
];
