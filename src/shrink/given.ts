// Programs that stand on the given fixtures, or on a role, in place of what they make for themselves: a template with a
// published version takes four steps. Fixtures are read only: nothing that would change one may come to name it.
import type { Input, Json, Step } from '../program/types.ts';
import { assembled, type Part, partsOf } from './parts.ts';
import { leaveOut, mapTexts } from './references.ts';

/** What is given in place of what a create makes. */
const FIXTURES: Readonly<Record<string, string>> = {
  CreateEnvironmentTemplate: '{{fixture:envTemplate}}',
  CreateServiceTemplate: '{{fixture:serviceTemplate}}',
  CreateEnvironment: '{{fixture:environment}}',
};
const ROLE = 'arn:aws:iam::{{account}}:role/a';

/** Members that name something that is only read, by operation. */
const READ: Readonly<Record<string, readonly string[]>> = {
  CreateEnvironment: ['templateName'],
  CreateService: ['templateName', 'spec'],
  CreateServiceTemplateVersion: ['compatibleEnvironmentTemplates'],
  UpdateService: ['spec'],
  UpdateServicePipeline: ['spec'],
  UpdateServiceInstance: ['spec'],
};

/** Each create that others stand on left out, with everything about it, and what is given in its place. */
export function withGiven(steps: readonly Step[]): Step[][] {
  const parts = partsOf(steps);
  return parts.flatMap(({ step }, at) => {
    if (step.do !== 'create') return [];
    const name = step.input.name;
    const fixture = FIXTURES[step.operation];
    if (step.operation === 'CreateEnvironmentAccountConnection') return leftOut(parts.map(onRole), new Set([at]));
    return fixture === undefined || typeof name !== 'string' ? [] : onFixture(parts, at, name, fixture);
  });
}

/** Versions of a template go with it; undefined where something else than a reader names it. */
function onFixture(parts: readonly Part[], at: number, name: string, fixture: string): Step[][] {
  const gone = new Set([at]);
  for (const [other, { step }] of parts.entries())
    if (step.do === 'create' && /TemplateVersion$/.test(step.operation) && step.input.templateName === name)
      gone.add(other);
  const changed = parts.map((part, other) => (gone.has(other) ? part : { ...part, step: reading(part.step) }));
  const named = changed.some(({ step }, other) => !gone.has(other) && JSON.stringify(step).includes(name));
  return named ? [] : leftOut(changed, gone);

  function reading(step: Step): Step {
    if (step.do !== 'create' && step.do !== 'modify') return step;
    const members = Object.entries(step.input).map(([member, value]): [string, Json] => [
      member,
      READ[step.operation]?.includes(member) ? mapTexts(value, (text) => text.replaceAll(name, fixture)) : value,
    ]);
    return { ...step, input: Object.fromEntries(members) };
  }
}

/** An environment that is provisioned with a role in place of a connection. */
function onRole(part: Part): Part {
  const { step } = part;
  if (step.do !== 'create' || !('environmentAccountConnectionId' in step.input)) return part;
  const { environmentAccountConnectionId: _, ...others } = step.input;
  const input: Input = { ...others, protonServiceRoleArn: ROLE };
  return { ...part, step: { ...step, input } };
}

const leftOut = (parts: readonly Part[], gone: ReadonlySet<number>): Step[][] => {
  const left = leaveOut(assembled(parts), gone, 'carry');
  return left === undefined ? [] : [left];
};
