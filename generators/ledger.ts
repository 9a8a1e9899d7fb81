// The programs of a ledger: they leave a request with a client token, and go on in a later run, once the time of their
// `advance` steps has passed by itself. They need no fixture, as those are deleted at the end of a run, and leave as little
// as can be: one connection, and few versions.
import { MAX_INDEX } from '../src/program/namespace.ts';
import type { Program } from '../src/program/types.ts';
import { type CreateOperation, changed, compatibleWith, tokenCreates, versionSource } from './requests.ts';
import { type Draft, Script } from './script.ts';
import { asFirst, isVersion, merged, otherRequest, publishOf, templateOf } from './systematic/start.ts';

const hour = 3_600;
/** From here to eight hours a retry shows `token.alive`, later `token.expired`. */
const nearExpiry = 7 * hour;
const afterEightHours = 8 * hour + 120;

const environmentTemplate = '{{name:environmentTemplate}}';

/** What a service template version is compatible with must be the program's own, too. */
function compatible(operation: CreateOperation): Script {
  const script = new Script();
  if (operation !== 'CreateServiceTemplateVersion') return script;
  const version = 'CreateEnvironmentTemplateVersion';
  return script
    .create('environmentTemplate', 'CreateEnvironmentTemplate', { name: environmentTemplate })
    .create('environmentVersion', version, {
      templateName: environmentTemplate,
      clientToken: '{{token:environmentVersion}}',
      source: versionSource('first.tar.gz'),
    })
    .settle('environmentVersion')
    .modify('environmentVersion', publishOf(version), { status: 'PUBLISHED' });
}

function begun(operation: CreateOperation): Script {
  if (!isVersion(operation)) return new Script().create('first', operation, otherRequest(operation));
  const own =
    operation === 'CreateServiceTemplateVersion'
      ? { set: { compatibleEnvironmentTemplates: [compatibleWith(environmentTemplate)] } }
      : {};
  return compatible(operation)
    .create('template', templateOf(operation), { name: '{{name:template}}' })
    .create('first', operation, otherRequest(operation, merged(asFirst(operation), own)))
    .settle('first');
}

const version = (operation: CreateOperation): Draft =>
  begun(operation)
    .advance(nearExpiry)
    .retry('first', { as: 'second' })
    .settle('second')
    .get('first', 'second')
    .list('second')
    .retry('first', { change: changed(operation) })
    .retry('first')
    .advance(afterEightHours)
    .retry('first', { as: 'third' })
    .settle('third')
    .retry('first')
    .get('first', 'third')
    .list('third')
    .aimedAt('token.expired', operation, 'expired', 'left in a ledger, and sent again by later runs');

/** A rejected one stands in the way of no second one for its pair. */
const connection = (operation: CreateOperation): Draft =>
  begun(operation)
    .modify('first', 'RejectEnvironmentAccountConnection')
    .advance(afterEightHours)
    .retry('first', { as: 'second' })
    .retry('first')
    .get('first', 'second')
    .list('second')
    .aimedAt('token.expired', operation, 'expired', 'left in a ledger, and sent again by a later run');

/** One for each operation that takes a client token. Their indexes are the highest, apart from those of every run. */
export const ledgerPrograms: readonly Program[] = tokenCreates.map((operation, nth) => ({
  index: MAX_INDEX - nth,
  ...(isVersion(operation) ? version(operation) : connection(operation)),
}));
