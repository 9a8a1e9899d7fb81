// A bench for unit tests: an emulator in process on a clock that stands still until it is moved, and the standard
// requests of each create operation.
import { setImmediate as turn } from 'node:timers/promises';
import { createEmulator, type LocalEmulator } from '../emulator.ts';
import type { WireRequest, WireResponse } from '../http/message.ts';
import type { EmulatorOptions } from '../options.ts';
import type { Members } from '../wire/json.ts';

/** An answer, read. */
export interface Answer {
  status: number;
  /** The error's type without its namespace; undefined for a success. */
  type: string | undefined;
  body: Members;
}

export interface Bench {
  emulator: LocalEmulator;
  /** All answers so far. */
  answers: Answer[];
  call(operation: string, input?: Members): Answer;
  /** The type of the error, or `ok`. */
  outcome(operation: string, input?: Members): string;
  /** The detail that a successful answer holds. @throws Error for any other answer */
  detail(operation: string, input?: Members): Members;
  /** These at the same time: none is answered before all have arrived. Their answers, in this order. */
  together(...calls: readonly [operation: string, input?: Members][]): Promise<Answer[]>;
  /** From now on over this connection. */
  over(connection: string): void;
  /** Moves the clock. */
  pass(milliseconds: number): void;
}

export const account = '123456789012';
export const environmentSpec = (size: string) => `proton: EnvironmentSpec\nspec:\n  size: ${size}\n`;
export const serviceSpec = (size: string) =>
  `proton: ServiceSpec\ninstances:\n  - name: one\n    environment: env\n    spec:\n      size: ${size}\n`;
export const source = { s3: { bucket: 'bucket-one', key: 'one.tar.gz' } };
const role = `arn:aws:iam::${account}:role/proton`;
const compatibleEnvironmentTemplates = [{ templateName: 'env-template', majorVersion: '1' }];

/** A standard request of every create operation; `prepare` makes what it needs. */
export const creates: Record<string, Members> = {
  CreateEnvironmentTemplate: { name: 'one', displayName: 'One', description: 'one' },
  CreateServiceTemplate: { name: 'one', displayName: 'One', description: 'one' },
  CreateEnvironmentTemplateVersion: { templateName: 'env-template', majorVersion: '1', clientToken: 'token', source },
  CreateServiceTemplateVersion: {
    templateName: 'service-template',
    majorVersion: '1',
    clientToken: 'token',
    source,
    compatibleEnvironmentTemplates,
  },
  CreateEnvironmentAccountConnection: {
    environmentName: 'one',
    managementAccountId: account,
    clientToken: 'token',
    roleArn: role,
  },
  CreateEnvironment: {
    name: 'one',
    templateName: 'env-template',
    templateMajorVersion: '1',
    spec: environmentSpec('one'),
    protonServiceRoleArn: role,
    description: 'one',
  },
  CreateService: {
    name: 'one',
    templateName: 'service-template',
    templateMajorVersion: '1',
    spec: serviceSpec('one'),
    description: 'one',
  },
};

/** A bench with an emulator of these options. */
export function bench(options: EmulatorOptions = {}): Bench {
  let now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  const emulator = createEmulator({ clock: () => now, sleep: () => turn(), ...options });
  const answers: Answer[] = [];
  const keep = ({ status, headers, body }: WireResponse): Answer => {
    answers.push({ status, type: headers['x-amzn-errortype'], body: bodyOf(body) });
    return answers.at(-1)!;
  };
  let connection = 'first';
  const call = (operation: string, input: Members = {}): Answer =>
    keep(emulator.handler({ ...request(operation, input), connection }));
  return {
    emulator,
    answers,
    call,
    outcome: (operation, input) => call(operation, input).type ?? 'ok',
    detail(operation, input) {
      const { type, body } = call(operation, input);
      if (type) throw new Error(`${operation}: ${type}: ${body.message}`);
      return (Object.values(body)[0] ?? {}) as Members;
    },
    async together(...calls) {
      const given = await Promise.all(calls.map(([operation, input]) => emulator.respond(request(operation, input))));
      return given.map((answer) => keep(answer ?? unanswered));
    },
    over: (other) => {
      connection = other;
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A request as it comes over the wire. */
export function request(operation: string, input: Members = {}): WireRequest {
  const headers = { 'x-amz-target': `AwsProton20200720.${operation}` };
  return { method: 'POST', path: '/', headers, body: JSON.stringify(input) };
}

const unanswered: WireResponse = { status: 0, headers: {}, body: '' };

/** A body that can't be read is shown as text. */
function bodyOf(text: string): Members {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return { text };
  }
}

/** Makes templates with a published version 1.0 each, and a settled environment. */
export function prepare({ detail, pass }: Bench): void {
  for (const [kind, name] of [
    ['Environment', 'env-template'],
    ['Service', 'service-template'],
  ]) {
    detail(`Create${kind}Template`, { name });
    const compatible = kind === 'Service' ? { compatibleEnvironmentTemplates } : {};
    detail(`Create${kind}TemplateVersion`, { templateName: name, source, ...compatible });
    pass(1000);
    const version = { templateName: name, majorVersion: '1', minorVersion: '0' };
    detail(`Update${kind}TemplateVersion`, { ...version, status: 'PUBLISHED' });
  }
  detail('CreateEnvironment', { ...creates.CreateEnvironment, name: 'env' });
  pass(1000);
}

/** The members by which Get, Update and Delete of a kind name what a create answered with. */
export function identity(operation: string, detail: Members): Members {
  if (operation.endsWith('Connection')) return { id: detail.id };
  const { name, templateName, majorVersion, minorVersion } = detail;
  return operation.endsWith('Version') ? { templateName, majorVersion, minorVersion } : { name };
}
