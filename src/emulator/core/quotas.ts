// The documented quotas, enforced only with the habit `quotas`.
import { quotaExceeded } from '../wire/errors.ts';
import type { World } from './world.ts';

export const quotas = {
  connections: 5,
  templates: 100,
  versionsOfTemplate: 500,
  environments: 100,
};

/** @throws ProtonError `ServiceQuotaExceededException` where one more would be too many */
export function checkQuota(world: World, quota: keyof typeof quotas, count: () => number): void {
  if (world.settings.habits.quotas && count() >= quotas[quota]) {
    throw quotaExceeded(`No more than ${quotas[quota]} are allowed`);
  }
}
