// A made-up endpoint, only as clever as a scenario needs: it says what an answer would look like, not which answer is
// right. That a scenario decides; what happened on the way is recorded here, so that later answers agree with it.
import type { Input, Json } from '../../program/types.ts';
import { api, operations, type ResourceType, resources } from '../../specs/index.ts';

export type Detail = { [member: string]: Json };

/** A resource that the scenario took to have been made. */
export interface Made {
  readonly resource: ResourceType;
  detail: Detail;
  state: 'live' | 'deleting' | 'gone';
  /** The call that made it. */
  call: number;
  /** Made by a fixture: not counted by `lists`. */
  readonly fixture: boolean;
}

/** Members that this endpoint takes but never shows, so that an update of them alone is hidden (`create.hidden-update`). */
const HIDDEN = ['componentRoleArn'];
const REGION = 'us-east-1';

export class World {
  readonly made: Made[] = [];
  readonly account: string;
  private readonly serial: number;
  private ids = 0;

  /**
   * @param account the account that owns everything
   * @param serial told apart by it, two worlds give out different ids
   */
  constructor(account: string, serial: number) {
    this.account = account;
    this.serial = serial;
  }

  /**
   * A resource that such a create would make at that time (epoch seconds); `make` keeps it.
   * @param numbers the version numbers that it gets, where they aren't the next ones
   */
  imagine(operation: string, input: Input, at: number, numbers: Detail = {}): Detail {
    const resource = operations[operation]?.resource;
    if (!resource) throw new Error(`${operation} makes nothing`);
    const status = resources[resource].status;
    const known: Detail = {
      ...this.identify(resource, input, numbers),
      createdAt: at,
      lastModifiedAt: at,
      requestedAt: at,
      lastDeploymentAttemptedAt: at,
      lastDeploymentSucceededAt: at,
      environmentAccountId: this.account,
      managementAccountId: this.account,
      roleArn: `arn:aws:iam::${this.account}:role/none`,
      templateMinorVersion: '0',
      ...(status && { [status.member]: status.passing[0] ?? status.settled[0] ?? 'PENDING' }),
      ...input,
    };
    const members = Object.keys(shapeOf(resource)).filter((member) => !HIDDEN.includes(member) && member in known);
    return Object.fromEntries(members.map((member) => [member, known[member] ?? null]));
  }

  make(operation: string, detail: Detail, call: number, fixture: boolean): Made {
    const resource = operations[operation]?.resource;
    if (!resource) throw new Error(`${operation} makes nothing`);
    const made: Made = { resource, detail, state: 'live', call, fixture };
    this.made.push(made);
    return made;
  }

  /** What a Get, Update or Delete is aimed at: the latest with this key. */
  target(operation: string, input: Input): Made | undefined {
    const { resource, keys = {} } = operations[operation] ?? {};
    const isIt = (made: Made) =>
      (resource === undefined || made.resource === resource) &&
      Object.entries(keys).every(([member, shown]) => made.detail[shown] === input[member]);
    return this.made.findLast((made) => isIt(made));
  }

  /** An update took effect. */
  update(made: Made, operation: string, input: Input, at: number): void {
    const status = resources[made.resource].status;
    const shape = shapeOf(made.resource);
    const given = Object.entries(input).filter(([key]) => key in shape && !HIDDEN.includes(key));
    made.detail = { ...made.detail, ...Object.fromEntries(given) };
    if (operation.startsWith('Accept')) made.detail.status = 'CONNECTED';
    if (operation.startsWith('Reject')) made.detail.status = 'REJECTED';
    if ('lastModifiedAt' in shape) made.detail.lastModifiedAt = at;
    if (made.resource === 'environment' && 'spec' in input) made.detail.deploymentStatus = 'IN_PROGRESS';
    if (made.resource === 'service' && 'spec' in input) made.detail.status = 'UPDATE_IN_PROGRESS';
    const deleting = status?.deleting[0];
    if (status && deleting && made.state === 'deleting') made.detail[status.member] = deleting;
  }

  /** A delete succeeded; `over`: it has ended, too. */
  remove(made: Made, over: boolean): void {
    const status = resources[made.resource].status;
    const deleting = status?.deleting[0];
    if (status && deleting) made.detail = { ...made.detail, [status.member]: deleting };
    made.state = over || !deleting ? 'gone' : 'deleting';
  }

  /** All work on it has ended well. */
  settle(made: Made): void {
    const status = resources[made.resource].status;
    if (made.state === 'deleting') made.state = 'gone';
    const settled = status?.settled[0];
    if (!status || settled === undefined || made.state !== 'live') return;
    if (status.passing.includes(String(made.detail[status.member])))
      made.detail = { ...made.detail, [status.member]: settled };
  }

  /** The live resources that a List with this input shows. */
  listed(operation: string, input: Input): Made[] {
    const { resource, keys = {} } = operations[operation] ?? {};
    const matches = (made: Made) =>
      Object.entries(keys).every(
        ([member, shown]) => input[member] === undefined || made.detail[shown] === input[member],
      );
    return this.made.filter((made) => made.resource === resource && made.state === 'live' && matches(made));
  }

  private identify(resource: ResourceType, input: Input, numbers: Detail): Detail {
    if (resource === 'environmentAccountConnection') {
      this.ids += 1;
      const id = `00000000-0000-4000-${8000 + this.serial}-${String(this.ids).padStart(12, '0')}`;
      return { id, arn: this.arn('environment-account-connection', id) };
    }
    const kind = resource.replace('Version', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (!resource.endsWith('Version')) return { name: input.name ?? '', arn: this.arn(kind, String(input.name)) };
    const { templateName = '', majorVersion } = input;
    const next = this.nextVersion(resource, String(templateName), numbers.majorVersion ?? majorVersion);
    const [major, minor] = [next[0], String(numbers.minorVersion ?? next[1])];
    return { majorVersion: major, minorVersion: minor, arn: this.arn(kind, `${templateName}:${major}.${minor}`) };
  }

  /** Versions count up, and no number is used twice, unless the template was made again. */
  private nextVersion(resource: ResourceType, templateName: string, given: Json | undefined): [string, string] {
    const since = this.made.findLastIndex(
      (made) => made.detail.name === templateName && resource.startsWith(made.resource),
    );
    const siblings = this.made.filter(
      (made, n) => n > since && made.resource === resource && made.detail.templateName === templateName,
    );
    const next = (member: string, of: Made[], first: number) =>
      String(Math.max(first - 1, ...of.map((made) => Number(made.detail[member]))) + 1);
    const major = given === undefined ? next('majorVersion', siblings, 1) : String(given);
    return [
      major,
      next(
        'minorVersion',
        siblings.filter((made) => made.detail.majorVersion === major),
        0,
      ),
    ];
  }

  private arn(kind: string, name: string): string {
    return `arn:aws:proton:${REGION}:${this.account}:${kind}/${name}`;
  }
}

/** The members that a resource's detail has in the API model. */
export function shapeOf(resource: ResourceType): Readonly<Record<string, { readonly shape: string }>> {
  const { get, detail } = resources[resource];
  const output = api.shapes[api.operations[get]?.output ?? '']?.members?.[detail];
  return api.shapes[output?.shape ?? '']?.members ?? {};
}
