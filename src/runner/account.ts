// The management account's id: the one given, else the one in the ARNs that the endpoint itself gives.
import type { Detail } from '../wire/types.ts';
import { ask } from './quiet.ts';
import type { RunState } from './state.ts';

const ARN_ACCOUNT = /^arn:aws[a-z-]*:proton:[a-z0-9-]*:(\d{12}):/;
/** Where ARNs show no account, one that documentation uses for examples. */
const EXAMPLE_ACCOUNT = '123456789012';

/** Finds the account out, at the price of a template made and deleted again if the account is empty. */
export async function learnAccount(run: RunState): Promise<void> {
  run.account ??= (await accountOf(run, 'management')) ?? EXAMPLE_ACCOUNT;
}

/** The account whose keys sign, by default those of the environment account; undefined where ARNs show none. */
export async function accountOf(run: RunState, signer?: 'management'): Promise<string | undefined> {
  const listed = await ask(run, 'ListEnvironmentTemplates', {}, { account: signer });
  const shown =
    listed.kind === 'success' ? listed.items?.map(accountIn).find((account) => account !== undefined) : undefined;
  return shown ?? fromNewTemplate(run, signer);
}

async function fromNewTemplate(run: RunState, signer?: 'management'): Promise<string | undefined> {
  const name = `${run.prefix}account`;
  const made = await ask(run, 'CreateEnvironmentTemplate', { name }, { account: signer });
  if (made.kind === 'success' || made.kind === 'again')
    await ask(run, 'DeleteEnvironmentTemplate', { name }, { account: signer });
  return made.kind === 'success' && made.detail ? accountIn(made.detail) : undefined;
}

const accountIn = ({ arn }: Detail): string | undefined =>
  typeof arn === 'string' ? ARN_ACCOUNT.exec(arn)?.[1] : undefined;
