// create.retry and token.retry of what names another resource, and of that other one: neither is modified by the other's
// being in use, and what is done to the one is done to it alone.
import { compatibleWith, update } from '../requests.ts';
import type { Draft } from '../script.ts';
import { furtherUpdates, modifyBy, tagging } from '../updates.ts';
import { begunOnConnection } from './full-originals.ts';
import { asFirst, merged, otherRequest, parents, publishOf, secondsLaterMs } from './start.ts';

const environmentAndConnection: Draft = begunOnConnection()
  .settle('first')
  .get('first', 'connection')
  .retry('connection')
  .also((script) => {
    for (const one of [update('CreateEnvironmentAccountConnection'), tagging])
      modifyBy(script, 'connection', [one]).retry('first').retry('connection');
  })
  .get('first', 'connection')
  .aimedAt('create.retry', 'CreateEnvironment', 'in use', 'its account connection retried, updated, tagged');

const environmentVersion = 'CreateEnvironmentTemplateVersion';
const serviceVersion = 'CreateServiceTemplateVersion';
const environments = '{{name:environments}}';

const compatible = merged(asFirst(environmentVersion), {
  set: { templateName: environments, clientToken: '{{token:compatible}}' },
});

/** A service template version with the environment template that it goes with. */
const versionAndCompatible: Draft = parents(serviceVersion)
  .create('environments', 'CreateEnvironmentTemplate', { name: environments })
  .create('compatible', environmentVersion, otherRequest(environmentVersion, compatible))
  .settle('compatible')
  .modify('compatible', publishOf(environmentVersion), { status: 'PUBLISHED' })
  .create(
    'first',
    serviceVersion,
    otherRequest(
      serviceVersion,
      merged(asFirst(serviceVersion), { set: { compatibleEnvironmentTemplates: [compatibleWith(environments)] } }),
    ),
  )
  .settle('first')
  .get('first')
  .retry('compatible')
  .retry('environments')
  .also((script) => {
    modifyBy(script, 'compatible', [update(environmentVersion), tagging])
      .retry('first')
      .retry('compatible');
    const template = 'CreateEnvironmentTemplate';
    modifyBy(script, 'environments', [update(template), ...furtherUpdates(template)]).retry('first');
  })
  .retry('compatible', { change: { set: { majorVersion: '1', clientToken: '{{token:next}}' } }, as: 'next' })
  .settle('next')
  .retry('first')
  .get('first', 'compatible')
  .delete('next')
  .delete('compatible')
  .wait(secondsLaterMs)
  .get('first')
  .retry('first')
  .delete('environments')
  .retry('first')
  .get('first')
  .aimedAt(
    'token.retry',
    serviceVersion,
    'in use',
    'the environment template that it goes with updated, given a version, deleted',
  );

export const createInUse: readonly Draft[] = [environmentAndConnection, versionAndCompatible];
