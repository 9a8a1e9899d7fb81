// Environment account connections: the environment account creates, changes and deletes them, the management account
// accepts or rejects. Which account calls is only known where credentials are configured.
import { showDetail } from '../core/detail.ts';
import { arn, make, tagsOf } from '../core/make.ts';
import { checkQuota } from '../core/quotas.ts';
import { nextUuid } from '../core/random.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, changeOf } from '../core/update.ts';
import { reading, type World } from '../core/world.ts';
import { createWithToken } from '../families/create-with-token.ts';
import { deleteAtOnce } from '../families/delete.ts';
import { conflict, denied } from '../wire/errors.ts';
import { type Members, omit, pick, requiredText } from '../wire/json.ts';
import { answerOf, found, type Operate } from './answers.ts';

const kind = 'environment-account-connection';

export const createConnection: Operate = (world, input) =>
  answerOf(
    world,
    createWithToken(world, input, (parameters) => makeConnection(world, parameters)),
  );

export const updateConnection: Operate = (world, input) => {
  const connection = ofAccount(world, input, 'environmentAccountId');
  const change = changeOf(world, connection, pick(input, ['roleArn', 'codebuildRoleArn', 'componentRoleArn']));
  return { environmentAccountConnection: showDetail(world, applyAtOnce(world, connection, change)) };
};

export const acceptConnection: Operate = (world, input) => answerRequest(world, input, 'CONNECTED');

export const rejectConnection: Operate = (world, input) => answerRequest(world, input, 'REJECTED');

export const deleteConnection: Operate = (world, input) => {
  const id = requiredText(input, 'id');
  if (world.store.get(kind, id)) ofAccount(world, input, 'environmentAccountId');
  return deleteAtOnce(world, { kind, key: id });
};

function makeConnection(world: World, input: Members): Resource {
  const others = world.store.all(kind).filter(({ members }) => members.environmentAccountId === world.account);
  checkQuota(world, 'connections', () => others.length);
  const pair = others.find(
    ({ members }) =>
      members.environmentName === input.environmentName &&
      members.managementAccountId === input.managementAccountId &&
      members.status !== 'REJECTED',
  );
  if (pair && reading(world, 'connection.duplicate') === 'refused') {
    throw conflict(`Connection ${pair.key} is for the same environment and management account`);
  }
  const id = nextUuid(world.store.state);
  // The model requires a role in every answer, though not in the request.
  const roleArn = `arn:aws:iam::${world.account}:role/proton-environment`;
  return make(world, {
    kind,
    key: id,
    members: {
      roleArn,
      ...omit(input, ['tags']),
      id,
      arn: arn(world, `environment-account-connection/${id}`),
      environmentAccountId: world.account,
      status: 'PENDING',
      requestedAt: world.now,
      lastModifiedAt: world.now,
    },
    parameters: input,
    defaults: { roleArn },
    tags: tagsOf(input),
  });
}

/** Accepts or rejects; doing so again changes nothing, the other answer afterwards is a conflict. */
function answerRequest(world: World, input: Members, status: string): Members {
  const connection = ofAccount(world, input, 'managementAccountId');
  const { status: present } = connection.members;
  if (present !== 'PENDING' && present !== status) throw conflict(`Connection ${connection.key} is ${present} already`);
  const change = changeOf(world, connection, { status }, {});
  return { environmentAccountConnection: showDetail(world, applyAtOnce(world, connection, change)) };
}

/** The connection, if the caller is the account that this call belongs to. */
function ofAccount(world: World, input: Members, side: 'environmentAccountId' | 'managementAccountId'): Resource {
  const connection = found(world, world.store, kind, requiredText(input, 'id'));
  if (world.settings.credentials && connection.members[side] !== world.account) {
    throw denied(`Connection ${connection.key} is answered for by account ${connection.members[side]}`);
  }
  return connection;
}
