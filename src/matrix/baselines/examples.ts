// The fixed examples that a careful engineer would write from the documentation: one for each promise and each kind of
// resource, with plain assertions on the answers. No model, nothing random, each program once.
import type { Input } from '../../program/types.ts';
import { type Answer, type Client, detailIn, Failed } from './client.ts';
import { type Kind, kinds, make, said } from './world.ts';

export interface Example {
  readonly name: string;
  readonly guarantee: string;
  readonly operation: string;
  run(client: Client): Promise<void>;
}

type Body = (client: Client, kind: Kind, name: string) => Promise<void>;

const example = (guarantee: string, which: (kind: Kind) => boolean, body: Body, about = ''): Example[] =>
  kinds.filter(which).map((kind) => {
    const name = `${guarantee}${about} ${kind.create}`;
    return {
      name,
      guarantee,
      operation: kind.create,
      run: (client) => body(client, kind, `x-${guarantee}${about}`.replace(/[^a-z-]/g, '-')),
    };
  });

const byToken = ({ token }: Kind): boolean => token;
const byName = ({ token }: Kind): boolean => !token;
const atOnce = ({ slow }: Kind): boolean => !slow;
const slowly = ({ slow }: Kind): boolean => slow;
const every = (): boolean => true;

const expectSame = (guarantee: string, kind: Kind, answer: Answer, original: Input): void => {
  const detail = detailIn(answer);
  const same = detail !== undefined && kind.identity.every((member) => detail[member] === original[member]);
  if (!same) throw new Failed(guarantee, kind.create, said(answer));
};

const expectOther = (guarantee: string, kind: Kind, answer: Answer, original: Input): void => {
  const detail = detailIn(answer);
  const other = detail !== undefined && kind.identity.some((member) => detail[member] !== original[member]);
  if (!other) throw new Failed(guarantee, kind.create, said(answer));
};

const expectError = (guarantee: string, kind: Kind, answer: Answer, type: string): void => {
  if (answer.error !== type) throw new Failed(guarantee, kind.create, said(answer));
};

const expectGone = async (guarantee: string, client: Client, kind: Kind, original: Input): Promise<void> => {
  const detail = await client.settled(kind.get, kind.keys(original));
  if (detail !== undefined) throw new Failed(guarantee, kind.delete, `Get shows ${JSON.stringify(detail)}`);
};

const expectUnchanged = async (guarantee: string, client: Client, kind: Kind, original: Input): Promise<void> => {
  const now = detailIn(await client.call(kind.get, kind.keys(original)));
  if (JSON.stringify(now) !== JSON.stringify(original))
    throw new Failed(guarantee, kind.create, `Get shows ${JSON.stringify(now)}`);
};

const remove = async (client: Client, kind: Kind, original: Input): Promise<Answer> => {
  const answer = await client.call(kind.delete, kind.keys(original));
  if (!answer.ok) throw new Failed('delete.first', kind.delete, said(answer));
  if (kind.slow) await client.settled(kind.get, kind.keys(original));
  return answer;
};

const retries: Example[] = [
  ...example('token.retry', byToken, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    expectSame('token.retry', kind, await client.call(kind.create, kind.request(name)), original);
    await expectUnchanged('token.retry', client, kind, original);
  }),
  ...example('create.retry', byName, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    expectSame('create.retry', kind, await client.call(kind.create, kind.request(name)), original);
    await expectUnchanged('create.retry', client, kind, original);
  }),
  ...example(
    'token.retry',
    byToken,
    async (client, kind, name) => {
      const original = await make(client, kind, kind.request(name));
      await client.call(kind.update, { ...kind.keys(original), ...kind.changed });
      expectSame('token.retry', kind, await client.call(kind.create, kind.request(name)), original);
    },
    ' after an update',
  ),
  ...example('create.modified', byName, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await client.call(kind.update, { ...kind.keys(original), ...kind.changed });
    await client.settled(kind.get, kind.keys(original));
    expectError('create.modified', kind, await client.call(kind.create, kind.request(name)), 'ConflictException');
  }),
];

const mismatches: Example[] = [
  ...[byToken, byName].flatMap((which) => {
    const family = which === byToken ? 'token' : 'create';
    return example(`${family}.mismatch`, which, async (client, kind, name) => {
      const original = await make(client, kind, kind.request(name));
      for (const [member, value] of Object.entries(kind.others)) {
        const answer = await client.call(kind.create, { ...kind.request(name), [member]: value });
        expectError(`${family}.mismatch`, kind, answer, 'ValidationException');
        if (!/parameter\s*mismatch/i.test(answer.message))
          throw new Failed(`${family}.mismatch-named`, kind.create, said(answer));
      }
      const harmless = family === 'token' ? 'token.mismatch-harmless' : 'create.rejected-harmless';
      await expectUnchanged(harmless, client, kind, original);
      expectSame(harmless, kind, await client.call(kind.create, kind.request(name)), original);
    });
  }),
];

const tokens: Example[] = [
  ...example('token.alive', byToken, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await client.advance(7.9);
    expectSame('token.alive', kind, await client.call(kind.create, kind.request(name)), original);
  }),
  ...example('token.expired', byToken, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await client.advance(8.1);
    const again = await client.call(kind.create, kind.request(name));
    expectOther('token.expired', kind, again, original);
    expectSame('token.expired', kind, await client.call(kind.create, kind.request(name)), detailIn(again)!);
  }),
  ...example('token.deleted-original', byToken, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await remove(client, kind, original);
    const again = await client.call(kind.create, kind.request(name));
    expectOther('token.deleted-original', kind, again, original);
    expectSame('token.deleted-original', kind, await client.call(kind.create, kind.request(name)), detailIn(again)!);
  }),
  ...[
    { guarantee: 'token.case', first: (t: string) => t, second: (t: string) => t.toUpperCase() },
    {
      guarantee: 'token.whole',
      first: (t: string) => `${t.padEnd(63, 'x')}a`,
      second: (t: string) => `${t.padEnd(63, 'x')}b`,
    },
    { guarantee: 'token.distinct', first: (t: string) => `${t}1`, second: (t: string) => `${t}2` },
  ].flatMap(({ guarantee, first, second }) =>
    example(guarantee, byToken, async (client, kind, name) => {
      const original = await make(client, kind, { ...kind.request(name), clientToken: first(name) });
      const other = { ...kind.request(`${name}-other`), clientToken: second(name) };
      expectOther(guarantee, kind, await client.call(kind.create, other), original);
    }),
  ),
  ...[
    { guarantee: 'token.length', token: (t: string) => t.padEnd(65, 'x') },
    { guarantee: 'token.charset', token: (t: string) => `${t}ä` },
  ].flatMap(({ guarantee, token }) =>
    example(guarantee, byToken, async (client, kind, name) => {
      const answer = await client.call(kind.create, { ...kind.request(name), clientToken: token(name) });
      expectError(guarantee, kind, answer, 'ValidationException');
    }),
  ),
];

const deletions: Example[] = [
  ...example('delete.first', every, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await remove(client, kind, original);
    await expectGone('delete.first', client, kind, original);
    const { majorVersion } = original;
    const version = kind.identity.includes('majorVersion');
    const list = await client.call(kind.list, {
      ...(version ? { templateName: original.templateName!, majorVersion: majorVersion! } : {}),
      ...(kind.identity.includes('id') ? { requestedBy: 'ENVIRONMENT_ACCOUNT' } : {}),
    });
    const items = Object.values(list.body).find(Array.isArray) ?? [];
    const listed = items.some((item) => kind.identity.every((member) => (item as Input)[member] === original[member]));
    if (listed) throw new Failed('delete.first', kind.delete, 'List shows it');
  }),
  ...example('delete.retry', atOnce, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await remove(client, kind, original);
    const again = await client.call(kind.delete, kind.keys(original));
    if (!again.ok) throw new Failed('delete.retry', kind.delete, said(again));
  }),
  ...example('delete.only', every, async (client, kind, name) => {
    const [one, other] = [
      await make(client, kind, kind.request(name)),
      await make(client, kind, kind.request(`${name}-b`)),
    ];
    await remove(client, kind, one);
    await expectUnchanged('delete.only', client, kind, other);
  }),
  ...example('create.after-delete', byName, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await remove(client, kind, original);
    await client.sleep(1100);
    const again = await client.call(kind.create, { ...kind.request(name), ...kind.others, tags: [] });
    expectOther('create.after-delete', kind, again, original);
  }),
  ...example('async-delete.in-progress', slowly, async (client, kind, name) => {
    const original = await make(client, kind, kind.request(name));
    await client.call(kind.delete, kind.keys(original));
    const again = await client.call(kind.delete, kind.keys(original));
    if (!again.ok) throw new Failed('async-delete.in-progress', kind.delete, said(again));
    await expectGone('async-delete.effect', client, kind, original);
    const last = await client.call(kind.delete, kind.keys(original));
    if (!last.ok || detailIn(last) !== undefined) throw new Failed('async-delete.complete', kind.delete, said(last));
  }),
];

/** All examples, those that move the clock last. */
export const examples: readonly Example[] = [
  ...retries,
  ...mismatches,
  ...deletions,
  ...tokens.filter(({ guarantee }) => !isTimed(guarantee)),
  ...tokens.filter(({ guarantee }) => isTimed(guarantee)),
];

function isTimed(guarantee: string): boolean {
  return guarantee === 'token.alive' || guarantee === 'token.expired';
}
