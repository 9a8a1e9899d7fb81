// async-delete.effect of services that have several instances, made with them, or given and deprived of them by an update;
// delete.only of those whose instances are named much alike.
import { type Deployed, serviceInstance, serviceSpec } from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { begun, deletionOf, otherRequest } from './start.ts';

const operation = 'CreateService' satisfies Deployed;

const one = serviceSpec();
const several = serviceSpec('one', serviceInstance('second', 'one') + serviceInstance('third', 'one'));

const deleted = (script: Script, label: string): Script =>
  script.delete(label).delete(label).settle(label).get(label).delete(label);

const exchanged = (script: Script, label: string, spec: string): Script =>
  script.settle(label).modify(label, 'UpdateService', { spec }).settle(label).instances(label);

const lives: Draft = begun(operation, { set: { spec: several } })
  .settle('first')
  .instances('first')
  .retry('first')
  .also((script) => deleted(script, 'first'))
  .retry('first', { change: { set: { spec: one } }, as: 'second' })
  .also((script) => exchanged(script, 'second', several))
  .also((script) => deleted(script, 'second'))
  .retry('first', { as: 'third' })
  .also((script) => exchanged(script, 'third', one))
  .also((script) => deleted(script, 'third'))
  .list('third')
  .aimedAt('async-delete.effect', deletionOf(operation), 'deleted', 'several instances, some by an update');

/** Joined to their services by what joins the parts of a name, two instances read alike. */
const joined: Draft = begun(operation, { set: { spec: one.replace('{{name:one}}', '{{name:b}}-{{name:x}}') } })
  .create(
    'beside',
    operation,
    otherRequest(operation, { set: { name: '{{name:a}}-{{name:b}}', spec: serviceSpec('one', '', 'x') } }),
  )
  .settle('first', 'beside')
  .instances('first', 'beside')
  .delete('first')
  .settle('first')
  .instances('beside')
  .get('beside')
  .retry('beside')
  .aimedAt('delete.only', deletionOf(operation), 'deleted', 'instances that read alike, joined to their services');

export const deleteInstances: readonly Draft[] = [lives, joined];
