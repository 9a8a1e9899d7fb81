// The habit `missingRate`: required members are left out now and then (wire.missing-member), drawn anew for each answer.
import { nextRandom, type RandomState } from '../core/random.ts';
import { detailShapes } from '../rules/wire.ts';
import { shapeOf } from '../wire/api.ts';
import { type Members, omit } from '../wire/json.ts';

/** What tells a resource from others (a version is told by its template, an instance by its service), and its status. */
const identifying = new Set([
  ...['arn', 'id', 'name', 'majorVersion', 'minorVersion', 'serviceName', 'createdAt', 'requestedAt'],
  ...['status', 'deploymentStatus'],
]);

/** A rendered structure without some of the members that its shape requires. */
export function withGaps(shapeName: string, rendered: Members, rate: number, chance: RandomState): Members {
  if (rate === 0 || !detailShapes.has(shapeName.replace(/Summary$/, ''))) return rendered;
  const kept = shapeName.includes('TemplateVersion') ? new Set([...identifying, 'templateName']) : identifying;
  const dispensable = (shapeOf(shapeName).required ?? []).filter((name) => !kept.has(name));
  return omit(
    rendered,
    dispensable.filter(() => nextRandom(chance) < rate),
  );
}
