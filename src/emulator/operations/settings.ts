// Account settings: one set of them, changed member by member; an empty role takes one away.

import type { World } from '../core/world.ts';
import { isMembers, type Members, omit, pick } from '../wire/json.ts';
import type { Operate } from './answers.ts';
import { repositoryBranch } from './repositories.ts';

export const getAccountSettings: Operate = (world) => ({ accountSettings: world.store.state.settings });

export const updateAccountSettings: Operate = (world, input) => {
  const { state } = world.store;
  const kept = input.deletePipelineProvisioningRepository === true ? ['pipelineProvisioningRepository'] : [];
  state.settings = { ...omit(state.settings, kept), ...settingsOf(world, input) };
  return { accountSettings: state.settings };
};

function settingsOf(world: World, input: Members): Members {
  const roles = pick(input, ['pipelineServiceRoleArn', 'pipelineCodebuildRoleArn']);
  const { pipelineProvisioningRepository: branch } = input;
  return isMembers(branch) ? { ...roles, pipelineProvisioningRepository: repositoryBranch(world, branch) } : roles;
}
