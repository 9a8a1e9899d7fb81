import { describe, expect, test } from 'vitest';
import type { Advice } from '../checker/types.ts';
import type { HistoryEvent, Invocation } from '../history/types.ts';
import type { Program, Step } from '../program/types.ts';
import { answer, failure } from './testing/fake-endpoint.ts';
import { connection, endOf, type History, invocations, program, setting, template } from './testing/setting.ts';

const look: Step = { do: 'list', of: 0, shared: true };
const LIST = 'ListEnvironmentTemplates';
const settleMs = 2_000;

const lists = (history: History): Invocation[] =>
  invocations(history).filter(({ operation }) => operation.startsWith('List'));
/** What a shared list shows in a history: the names in each answer. */
const shown = (history: History): string[][] => {
  const calls = new Set(lists(history).map(({ call }) => call));
  return history.flatMap((event) => (event.event === 'answer' && calls.has(event.call) ? [namesIn(event.body)] : []));
};
const namesIn = (body: string): string[] =>
  (JSON.parse(body) as { templates?: { name: string }[] }).templates?.map(({ name }) => name) ?? [body];

/** Programs 0 to `count` − 1, each of which makes a template and looks. */
function looking(count: number, steps: readonly Step[] = [template(), look]) {
  const one = setting();
  const programs: Program[] = Array.from({ length: count }, (_, index) => program(steps, index));
  return { ...one, go: (options: Parameters<typeof one.run>[1] = {}) => one.run([], { programs, ...options }) };
}

describe('a shared list', () => {
  test('is read once for many, and each history has its own items', async () => {
    const { go, histories, endpoint } = looking(20);
    await go();
    expect(histories.map(endOf)).toEqual(Array(20).fill(expect.objectContaining({ reason: 'done' })));
    for (const history of histories) {
      expect(shown(history)).toEqual([[`${history[0].namespace}a`]]);
      expect(lists(history)).toMatchObject([{ shared: true, attempt: 1, step: 1 }]);
    }
    const judged = endpoint.calls.filter(({ operation, input }) => operation === LIST && input.maxResults === 100);
    expect(judged.length).toBeLessThan(10);
  });

  test('begins after everybody who shares it has asked, and what was done has settled', async () => {
    const { go, histories } = looking(200);
    await go({ concurrency: 2 });
    expect(new Set(histories.map((history) => lists(history)[0]?.at)).size).toBeGreaterThan(1);
    for (const history of histories) {
      const made = history.find((event) => event.event === 'answer')!;
      expect(lists(history)[0]!.at).toBeGreaterThanOrEqual((made as { at: number }).at + settleMs);
    }
  });

  test('costs each page once', async () => {
    const { go, histories, endpoint } = looking(6);
    endpoint.pageSize = 1;
    const { judgedCalls } = await go();
    const sent = new Set(histories.flatMap(lists).map(({ at }) => at)).size;
    expect(judgedCalls).toBe(6 + sent);
    for (const history of histories) expect(shown(history).flat()).toEqual([`${history[0].namespace}a`]);
  });

  test('that does not follow the API model goes to all as it is', async () => {
    const { go, histories, endpoint } = looking(3);
    const body = { templates: [{ name: 'somebody' }, 7] };
    endpoint.mood = ({ operation }) => (operation === LIST ? answer(body) : undefined);
    await go();
    for (const history of histories)
      expect(history.filter((event) => event.event === 'answer').map((event) => event.body)).toContain(
        JSON.stringify(body),
      );
  });

  test('with more members than the API has, however deep, is that of its known ones', async () => {
    const { go, histories, endpoint } = looking(3);
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    endpoint.mood = ({ operation }, usual) => {
      const reply = usual();
      return operation === LIST && reply.kind === 'answer'
        ? { ...reply, body: reply.body.replace('{', `{"more":${deep},`) }
        : reply;
    };
    await go();
    for (const history of histories) expect(shown(history)).toEqual([[`${history[0].namespace}a`]]);
  });

  test('that never ends is given up', async () => {
    const { go, histories, endpoint } = looking(3);
    let page = 0;
    endpoint.mood = ({ operation }) =>
      operation === LIST ? answer({ templates: [], nextToken: `page${++page}` }) : undefined;
    await go({ settings: { settleMs: 0, clockToleranceSeconds: 60, managementAccount: '111122223333' } });
    for (const history of histories) {
      expect(endOf(history)).toMatchObject({ reason: 'done' });
      expect(lists(history).length).toBe(200);
    }
  });

  test('is passed over where there is none', async () => {
    const { go, histories, endpoint } = looking(3);
    endpoint.mood = ({ operation }) => (operation === LIST ? failure('UnknownOperationException') : undefined);
    await go();
    expect(histories.map(endOf)).toEqual(Array(3).fill(expect.objectContaining({ reason: 'done' })));
  });

  test('shows every history each try', async () => {
    const { go, histories, endpoint } = looking(3);
    let refusals = 2;
    // The room under the quotas was counted before.
    endpoint.mood = ({ operation }) =>
      operation === LIST && endpoint.names.length > 0 && refusals-- > 0 ? failure('ThrottlingException') : undefined;
    await go();
    for (const history of histories) expect(lists(history).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test('still refused ends all who share it', async () => {
    const { go, histories, endpoint } = looking(3);
    endpoint.mood = ({ operation }) => (operation === LIST ? failure('ThrottlingException') : undefined);
    await go();
    expect(histories.map((history) => endOf(history)?.reason)).toEqual(['refused', 'refused', 'refused']);
  });

  test('is cut off by the end of the budget', async () => {
    const { go, histories } = looking(3);
    await go({ maxCalls: 3 });
    expect(histories.map((history) => endOf(history)?.reason)).toEqual(['budget', 'budget', 'budget']);
  });

  test('is read again for whom the checker takes it for stale', async () => {
    const { go, of } = looking(2);
    const watcher = (index: number) => {
      let doubts = index === 0 ? 2 : 0;
      let listing = false;
      return (event: HistoryEvent): Advice => {
        if (event.event === 'invoke') listing = event.operation === LIST;
        return event.event === 'answer' && listing && doubts-- > 0 ? 'again' : 'go-on';
      };
    };
    await go({ observe: ({ program: of }) => ({ push: watcher('index' in of ? of.index : 0) }) });
    expect(lists(of(0)).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(lists(of(1)).length).toBe(1);
  });

  test('of what there may be few of is not waited for', async () => {
    const { go, histories } = looking(2, [connection(), look]);
    await go({ settings: { settleMs: 0, clockToleranceSeconds: 60, managementAccount: '111122223333' } });
    for (const history of histories) {
      const made = history.find((event) => event.event === 'answer') as { at: number };
      expect(lists(history)[0]!.at - made.at).toBeLessThan(20);
    }
  });
});
