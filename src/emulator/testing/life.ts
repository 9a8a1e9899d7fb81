// The life of what one create operation makes, for tests that tell right and wrong emulators apart: short verbs for the
// calls about it, whatever its kind.
import { setImmediate as turn } from 'node:timers/promises';
import { isMembers, type Members } from '../wire/json.ts';
import {
  account,
  type Bench,
  bench,
  creates,
  environmentSpec,
  identity,
  prepare,
  request as requestOf,
  serviceSpec,
  source,
} from './bench.ts';

/** What became of a create: how Get, Update and Delete name it, or nothing where it was refused. */
export type Made = Members | undefined;

export interface Life {
  on: Bench;
  /** The create, with some members changed; a member that is undefined is left out. */
  make(change?: Members): Made;
  /** Update, with another value each time. */
  update(made: Made, members?: Members): void;
  remove(made: Made): void;
  /** Get, List, the tags, and the instances of services. */
  look(made: Made): void;
  wait(milliseconds: number): void;
  /** Several at the same time. */
  together(...requests: readonly Together[]): Promise<void>;
  /** One whose connection breaks in the middle of the answer. */
  brokenOff(request: Together): Promise<void>;
  /** One whose client closes the connection while the emulator is at work on it, at its first or its second pause. */
  hungUp(request: Together, pause: 1 | 2): Promise<void>;
  /** One whose connection breaks in the middle of the request, so that half of it comes. */
  cutOff(request: Together): void;
  /** From now on over this connection. */
  over(connection: string): void;
  /** The endpoint ends and starts again. */
  restart(): void;
}

/** A create with some members changed, an update or a deletion, to be sent beside others. */
export type Together = { make: Members } | { update: Made; members?: Members } | { remove: Made };

const role = `arn:aws:iam::${account}:role/proton`;
const tags = [
  { key: 'a', value: '1' },
  { key: 'b', value: '2' },
];

/** What an update sends beside the identity, different for each number. */
const updates: Record<string, (n: number) => Members> = {
  EnvironmentTemplate: (n) => ({ description: `description ${n}` }),
  ServiceTemplate: (n) => ({ description: `description ${n}` }),
  EnvironmentTemplateVersion: (n) => ({ description: `description ${n}` }),
  ServiceTemplateVersion: (n) => ({ description: `description ${n}` }),
  EnvironmentAccountConnection: (n) => ({ roleArn: `${role}-${n}` }),
  Environment: (n) => ({ deploymentType: 'CURRENT_VERSION', spec: environmentSpec(`size-${n}`) }),
  Service: (n) => ({ spec: serviceSpec(`size-${n}`) }),
};

/** The life on an emulator with this mutant, with its fixtures made. Work takes 100 ms. */
export function lifeOf(operation: string, mutant: string | undefined): Life {
  const on = bench({ asyncMs: 100, ...(mutant !== undefined && { mutant }) });
  prepare(on);
  on.detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', source });
  on.pass(1000);
  const noun = operation.slice('Create'.length);
  const request = { tags, ...creates[operation] };
  let updated = 0;
  const callOf = (one: Together): [operation: string, input: Members] => {
    if ('make' in one) return [operation, { ...request, ...one.make }];
    if ('remove' in one) return [`Delete${noun}`, { ...one.remove }];
    return [`Update${noun}`, { ...one.update, ...(one.members ?? updates[noun]?.(++updated)) }];
  };
  return {
    on,
    make(change = {}) {
      const { status, body } = on.call(operation, { ...request, ...change });
      const detail = Object.values(body)[0];
      return status === 200 && isMembers(detail) ? identity(operation, detail) : undefined;
    },
    update(made, members = updates[noun]?.(++updated) ?? {}) {
      on.call(`Update${noun}`, { ...made, ...members });
    },
    remove: (made) => {
      on.call(`Delete${noun}`, made);
    },
    look(made) {
      const { body } = on.call(`Get${noun}`, made);
      on.call(`List${noun}s`, listInput(noun));
      if (noun === 'Service') on.call('ListServiceInstances');
      const { arn: resourceArn } = Object.values(body).find(isMembers) ?? {};
      if (resourceArn !== undefined) on.call('ListTagsForResource', { resourceArn });
    },
    wait: on.pass,
    async together(...requests) {
      await on.together(...requests.map(callOf));
    },
    async brokenOff(one) {
      const answer = await on.emulator.respond(requestOf(...callOf(one)));
      answer?.delivered?.(false);
    },
    async hungUp(one, pauses) {
      const client = new AbortController();
      const served = on.emulator.respond({ ...requestOf(...callOf(one)), gone: client.signal });
      for (let n = 0; n < pauses; n++) await turn();
      client.abort();
      await served;
    },
    cutOff(one) {
      const whole = requestOf(...callOf(one));
      on.emulator.cut({ ...whole, body: whole.body.slice(0, whole.body.length / 2) });
    },
    over: on.over,
    restart: on.emulator.restart,
  };
}

function listInput(noun: string): Members {
  if (noun === 'EnvironmentAccountConnection') return { requestedBy: 'ENVIRONMENT_ACCOUNT' };
  if (noun === 'EnvironmentTemplateVersion') return { templateName: 'env-template', majorVersion: '1' };
  return noun === 'ServiceTemplateVersion' ? { templateName: 'service-template', majorVersion: '1' } : {};
}
