import { describe, expect, test } from 'vitest';
import { connection, type Line, line, lists, type Reply, shows, template, version } from '../model/testing/build.ts';
import type { Input } from '../program/types.ts';
import type { Detail } from '../wire/types.ts';
import { broken, watch } from './testing/watch.ts';

const a = { name: 'ns-a' };
const one = template('ns-a', { description: 'd' });
const create = (reply: Reply = shows(one), more: Input = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd', ...more }, reply);
const list = (reply: Reply, nextToken?: string): Line =>
  line('ListEnvironmentTemplates', nextToken === undefined ? {} : { nextToken }, reply);
const again = [create(), create()];

describe('pages', () => {
  const others = template('other-1');
  const b = template('ns-b');
  const both = [...again, line('CreateEnvironmentTemplate', { name: 'ns-b' }, shows(b))];
  const last = (...items: Detail[]): Line => list(lists(items), 'p2');
  const other = template('ns-c', { arn: 'arn:c' });
  const service = line('CreateServiceTemplate', { name: 'ns-c' }, shows(other));
  const services = (reply: Reply, nextToken?: string): Line =>
    line('ListServiceTemplates', nextToken === undefined ? {} : { nextToken }, reply);
  const lastOfServices = (...items: Detail[]): Line => services(lists(items), 'p2');
  const onBoth = [list(lists([one, b], 'p2')), last(one)];
  const whole = [list(lists([one], 'p2')), last(b)];
  const missing = [list(lists([b], 'p2')), last()];
  test.each<[string, Line[], string]>([
    ['are judged together', [...both, list(lists([one], 'p2')), list(lists([b]), 'p2')], ''],
    ['before the last, nothing is', [...both, list(lists([], 'p2'))], ''],
    ['one item on none of them, once', [...both, ...missing], ''],
    ['nor twice, after which it is there', [...both, ...missing, ...missing, list(lists([one], 'p2')), last(b)], ''],
    ['nor three times in a row', [...both, ...missing, ...missing, ...missing], '8 create.retry'],
    ['one item twice on one of them', [...both, list(lists([one, b, one], 'p2')), last()], '4 create.retry'],
    ['one item on two of them, once', [...both, ...onBoth], ''],
    [
      'one item on two of them twice, then on one, then on two',
      [...both, ...onBoth, ...onBoth, ...whole, ...onBoth],
      '',
    ],
    ['one item on two of them three times in a row', [...both, ...onBoth, ...onBoth, ...onBoth], '8 create.retry'],
    [
      'nor three times, but not in a row',
      [...both, ...missing, ...missing, list(lists([one], 'p2')), last(b), ...missing],
      '',
    ],
    [
      'a list begun anew forgets those of the last',
      [...both, list(lists([one], 'p2')), list(lists([b]))],
      '4 create.retry',
    ],
    [
      'of two lists read by turns stay apart',
      [
        ...both,
        service,
        list(lists([one], 'p2')),
        services(lists([], 'p2')),
        list(lists([b]), 'p2'),
        lastOfServices(other),
      ],
      '',
    ],
    ['after one that nobody saw prove nothing', [...again, last()], ''],
    ['of other programs are ignored', [...again, list(lists([others, one]))], ''],
    ['of this program are not', [...again, list(lists([one, b]))], '2 create.retry'],
  ])('%s', (_, lines, violations) => {
    const seen = watch(lines);
    expect(broken(seen.verdict), seen.story).toBe(violations);
  });

  test('count from when the first was asked for', () => {
    const late = [{ ...list(lists([], 'p2')), afterMs: 1900 }, list(lists([]), 'p2')];
    const seen = watch([...again, ...late]);
    expect([seen.advice, broken(seen.verdict)], seen.story).toEqual(['again', '']);
  });

  test('of tags are never another program’s', () => {
    const arn = one.arn!;
    const tagged = create(shows(one), { tags: [{ key: 'k', value: 'v' }] });
    const tags = (...names: string[]) =>
      line('ListTagsForResource', { resourceArn: arn }, lists(names.map((key) => ({ key, value: 'v' }))));
    const seen = watch([tagged, tags('k'), tagged, tags('k', 'x')]);
    expect(broken(seen.verdict), seen.story).toBe('3 create.retry');
  });

  test('of instances have names of their own', () => {
    const at = 1_700_000_000;
    const service = { name: 'ns-s', arn: 'arn:aws:proton:us-east-1:123456789012:service/ns-s', createdAt: at };
    const made = line('CreateService', { name: 'ns-s' }, shows({ ...service, status: 'ACTIVE' }));
    const get = line('GetService', { name: 'ns-s' }, shows({ ...service, status: 'ACTIVE' }));
    const instance = { name: 'one', arn: `${service.arn}/service-instance/one`, deploymentStatus: 'SUCCEEDED' };
    const bytes = (serviceInstances: Detail[]) => ({ status: 200, body: JSON.stringify({ serviceInstances }) });
    const instances = (...items: Detail[]) => line('ListServiceInstances', { serviceName: 'ns-s' }, bytes(items));
    const seen = watch([made, get, instances(instance), made, instances(instance), instances()]);
    expect(broken(seen.verdict), seen.story).toBe('5 create.retry');
  });

  const id = '7d6b3a2c-1f0e-4d5c-8b9a-0123456789ab';
  const refused = { status: 400, body: '{"__type":"ValidationException"}' };
  test.each<[string, string, Input, string, Input, Detail, Detail]>([
    [
      'versions',
      'CreateEnvironmentTemplateVersion',
      { templateName: 'ns-a' },
      'ListEnvironmentTemplateVersions',
      { templateName: 'ns-a' },
      version('other-t', '0'),
      version('ns-a', '0'),
    ],
    [
      'connections',
      'CreateEnvironmentAccountConnection',
      { environmentName: 'ns-e' },
      'ListEnvironmentAccountConnections',
      { requestedBy: 'ENVIRONMENT_ACCOUNT' },
      connection(id, 'other-e'),
      connection(id, 'ns-e'),
    ],
  ])(
    'of %s hold what belongs to the program by the name of the parent',
    (_, operation, input, listing, of, other, own) => {
      const bad = line(operation, { ...input, clientToken: 'é' }, refused);
      const verdict = (item: Detail) => broken(watch([create(), bad, line(listing, of, lists([item]))]).verdict);
      expect([verdict(other), verdict(own)]).toEqual(['', '2 token.charset']);
    },
  );
});
