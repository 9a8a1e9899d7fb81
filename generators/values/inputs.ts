// The whole input of any operation by the wire model: each member that it may have, present or not, each value within
// its constraints. Members that exclude one another may meet here; requests.ts of the random programs keep them apart.
import fc from 'fast-check';
import type { Input, Json } from '../../src/program/types.ts';
import { api, type Shape } from '../../src/specs/index.ts';
import { connectionId, encryptionKey, repositoryConnection, resourceArn, roleArn } from './arns.ts';
import { resourceName } from './names.ts';
import { branch, provisioningRepository, repositoryName } from './repositories.ts';
import { templateSource } from './sources.ts';
import { specOfEnvironment, specOfService } from './specs.ts';
import { tagKey, tagKeys, tags, tagValue } from './tags.ts';
import { description, displayName } from './text.ts';
import { clientToken } from './tokens.ts';
import { compatibleTemplates, componentSources, versionPart } from './versions.ts';

const of = (arbitrary: fc.Arbitrary<Json>): fc.Arbitrary<Json> => arbitrary;

/** By the name of the shape in the wire model. */
const byShape: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  Description: of(description),
  DisplayName: of(displayName),
  ResourceName: of(resourceName),
  ClientToken: of(clientToken),
  TagList: tags,
  TagKeyList: tagKeys,
  TagKey: of(tagKey),
  TagValue: of(tagValue),
  RoleArn: of(roleArn),
  EnvironmentAccountConnectionId: of(connectionId),
  AwsAccountId: of(fc.constantFrom('{{account}}', '000000000002')),
  TemplateVersionPart: of(versionPart),
  TemplateVersionSourceInput: templateSource,
  CompatibleEnvironmentTemplateInputList: compatibleTemplates,
  ServiceTemplateSupportedComponentSourceInputList: componentSources,
  RepositoryBranchInput: provisioningRepository,
  RepositoryId: of(repositoryName),
  GitBranchName: of(branch),
  MaxPageResults: of(fc.oneof(fc.constantFrom(1, 2, 100), fc.integer({ min: 1, max: 100 }))),
  NextToken: of(fc.string({ unit: fc.constantFrom(...'ABCabc019+/='), minLength: 1, maxLength: 40 })),
};

/** By the name of the member, where a shape is shared by things that differ. */
const byMember: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  encryptionKey: of(encryptionKey),
  protonServiceRoleArn: of(roleArn),
  repositoryConnectionArn: of(repositoryConnection),
  resourceArn: of(resourceArn),
};

function arbitraryOf(shapeName: string, member: string, operation: string): fc.Arbitrary<Json> {
  if (shapeName === 'SpecContents') return operation.includes('Environment') ? specOfEnvironment : specOfService;
  const known = byMember[member] ?? byShape[shapeName];
  if (known !== undefined) return known;
  const shape = api.shapes[shapeName]!;
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.type === 'list') return fc.array(arbitraryOf(shape.member!.shape, member, operation), { maxLength: 3 });
  if (shape.type === 'structure') return structure(shape, operation);
  return fc.string({
    unit: fc.constantFrom(...'abcXYZ019'),
    minLength: Math.max(1, shape.min ?? 0),
    maxLength: shape.max ?? 20,
  });
}

function structure(shape: Shape, operation: string): fc.Arbitrary<Input> {
  const members = Object.entries(shape.members ?? {}).map(
    ([name, { shape: inner }]) => [name, arbitraryOf(inner, name, operation)] as const,
  );
  const model: Record<string, fc.Arbitrary<Json>> = Object.fromEntries(members);
  const requiredKeys = [...(shape.required ?? [])];
  return fc.record(model, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<Input>;
}

const made = new Map<string, fc.Arbitrary<Input>>();

/** The input of `operation`, in symbols. Values shrink towards few members and short texts. */
export function inputOf(operation: string): fc.Arbitrary<Input> {
  const facts = api.operations[operation];
  if (facts === undefined) throw new Error(`the wire model has no operation ${operation}`);
  let arbitrary = made.get(operation);
  if (arbitrary === undefined) {
    arbitrary = structure(api.shapes[facts.input]!, operation);
    made.set(operation, arbitrary);
  }
  return arbitrary;
}

/** One member of the input of `operation`. */
export function memberOf(operation: string, member: string): fc.Arbitrary<Json> {
  const shape = api.shapes[api.operations[operation]!.input]!.members?.[member];
  if (shape === undefined) throw new Error(`${operation} has no member ${member}`);
  return arbitraryOf(shape.shape, member, operation);
}
