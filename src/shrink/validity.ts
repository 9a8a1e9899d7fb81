// Whether a smaller value is still one that the API model allows where it stands: a request must not become invalid by
// being made smaller, as nothing is promised about invalid ones.
import { api } from '../specs/index.ts';

/** What symbols may stand for, as far as length and characters go. */
const STAND_INS: Readonly<Record<string, string>> = {
  name: 'pcabcdef1010',
  token: 'pcabcdef1010-',
  account: '123456789012',
};
const SYMBOL = /\{\{(\w+)(?::([^{} ]*)([^{}]*))?\}\}/g;

/** The shape of a member, or of the elements of a list; undefined where the model does not say. */
export function shapeWithin(shape: string | undefined, key: string): string | undefined {
  const facts = api.shapes[shape ?? ''];
  return facts?.type === 'list' ? facts.member?.shape : facts?.members?.[key]?.shape;
}

/** The shape of what stands at `path` in the requests of `operation`. */
export const shapeAt = (operation: string, path: string): string | undefined =>
  path === ''
    ? api.operations[operation]?.input
    : path.split('.').reduce(shapeWithin, api.operations[operation]?.input);

/** Members of which exactly one is there (contract, "Setting up"): the API model does not call them required. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  CreateEnvironmentInput: ['protonServiceRoleArn', 'environmentAccountConnectionId', 'provisioningRepository'],
};
/** Members that are all there, or none of them. */
const ALL_OR_NONE: Readonly<Record<string, readonly string[]>> = {
  CreateServiceInput: ['repositoryConnectionArn', 'repositoryId', 'branchName'],
};

/** Whether the API model, or the way in which environments are provisioned, demands the member. */
export const isRequired = (shape: string | undefined, member: string): boolean => {
  const facts = api.shapes[shape ?? ''];
  return (
    (ONE_OF[shape ?? '']?.includes(member) ?? false) ||
    facts?.union === true ||
    (facts?.required?.includes(member) ?? false)
  );
};

/** What goes together with a member that is left out, itself among it. */
export const boundTo = (shape: string | undefined, member: string): readonly string[] => {
  const all = ALL_OR_NONE[shape ?? ''] ?? [];
  return all.includes(member) ? all : [member];
};

/** Whether a list may be so short. */
export const mayHold = (shape: string | undefined, count: number): boolean =>
  count >= (api.shapes[shape ?? '']?.min ?? 0);

/** Whether a text may stand there; one that another text could not be worse than is not asked about. */
export function isAllowed(shape: string | undefined, text: string): boolean {
  const facts = api.shapes[shape ?? ''];
  if (facts === undefined || /\{\{(fixture|made)/.test(text)) return true;
  const value = text.replace(SYMBOL, (_, kind: string, name = '', options = '') => standIn(kind, name, options));
  const length = [...value].length;
  if (length < (facts.min ?? 0) || length > (facts.max ?? Number.POSITIVE_INFINITY)) return false;
  if (facts.enum !== undefined) return facts.enum.includes(value);
  return facts.pattern === undefined || (patternOf(facts.pattern)?.test(value) ?? true);
}

function standIn(kind: string, name: string, options: string): string {
  const short = `${STAND_INS[kind] ?? ''}${name}`;
  const length = Number(/length=(\d+)/.exec(options)?.[1] ?? 0);
  return kind === 'token' ? short.padEnd(length, 'x') : short;
}

const patterns = new Map<string, RegExp | undefined>();

/** The API model's patterns are Java's; one that does not compile here says nothing. */
function patternOf(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) {
    try {
      patterns.set(pattern, new RegExp(`^(?:${pattern})$`, 'u'));
    } catch {
      patterns.set(pattern, undefined);
    }
  }
  return patterns.get(pattern);
}
