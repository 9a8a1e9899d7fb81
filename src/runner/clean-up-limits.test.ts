// Whatever the endpoint lists, refuses or leaves unanswered, the run ends in time, and tells what is left.
import { describe, expect, test } from 'vitest';
import type { Step } from '../program/types.ts';
import { answer, failure, lost } from './testing/fake-endpoint.ts';
import { environment, outline, setting, template } from './testing/setting.ts';

const get: Step = { do: 'get', of: 0 };
const many = (count: number): Step[] => Array.from({ length: count }, (_, nth) => template(`a${nth}`));
const MINUTE = 60_000;

const shownVersion = (templateName: unknown, major: number): object => ({
  arn: 'arn:x',
  templateName,
  majorVersion: String(major),
  minorVersion: '0',
  status: 'DRAFT',
  createdAt: 1,
  lastModifiedAt: 1,
});

describe('an endpoint', () => {
  test('whose list shows other versions each time is not followed for ever', async () => {
    const { run, endpoint, time } = setting();
    const begun = time.now();
    let major = 1;
    endpoint.mood = ({ operation, input }) => {
      if (operation === 'DeleteEnvironmentTemplate') return failure('ConflictException');
      if (operation === 'DeleteEnvironmentTemplateVersion') return answer({});
      if (operation !== 'ListEnvironmentTemplateVersions') return undefined;
      return answer({ templateVersions: [shownVersion(input.templateName, ++major)] });
    };
    const result = await run([[template()]]);
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [{ resource: 'environmentTemplate' }] });
    expect(endpoint.calls.length).toBeLessThan(10_000);
    expect(time.now() - begun).toBeLessThan(15 * MINUTE);
  });

  test('with as many versions as a template may have is cleaned up', async () => {
    const { run, endpoint } = setting();
    endpoint.mood = ({ operation, input }, usual) => {
      if (operation !== 'CreateEnvironmentTemplate') return undefined;
      const made = usual();
      for (let minor = 0; minor < 500; minor++)
        endpoint.stored.set(`environmentTemplateVersion ${String(input.name)} 1 ${minor}`, {
          resource: 'environmentTemplateVersion',
          detail: { ...shownVersion(input.name, 1), minorVersion: String(minor) } as never,
          readyAt: 0,
          goneAt: Number.POSITIVE_INFINITY,
        });
      return made;
    };
    expect((await run([[template()]])).leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test.each([
    ['is broken', answer({}, 500), 1],
    ['never answers', lost('timeout'), 30_000],
  ])('whose delete %s is not asked for each of many things time and again', async (_, reply, latencyMs) => {
    const { run, endpoint, time } = setting();
    const isDelete = (operation: string): boolean => operation.startsWith('Delete');
    endpoint.mood = ({ operation }) => (isDelete(operation) ? reply : undefined);
    endpoint.latencyOf = ({ operation }) => (isDelete(operation) ? latencyMs : 1);
    let cleaningSince = 0;
    const result = await run([many(400)], {
      onProgress: ({ phase }) => {
        if (phase === 'clean-up') cleaningSince = time.now();
      },
    });
    expect(result.leftBehind).toHaveLength(400);
    expect(time.now() - cleaningSince).toBeLessThan(10 * MINUTE);
  });

  test('whose delete fails for a while is cleaned up when it works again', async () => {
    const { run, endpoint } = setting();
    let refused = 0;
    endpoint.mood = ({ operation }) => (operation.startsWith('Delete') && refused++ < 30 ? answer({}, 500) : undefined);
    expect((await run([many(20)])).leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test('whose deletions take minutes is waited for', async () => {
    const { run, endpoint } = setting();
    endpoint.workMs = 4 * MINUTE;
    expect((await run([[environment(), { do: 'settle', of: 0 }]], { asyncTimeoutMs: 10 * MINUTE })).leftBehind).toEqual(
      [],
    );
    expect(endpoint.names).toEqual([]);
  });
});

describe('after an interrupt', () => {
  const interrupted = async (prepare: (setting_: ReturnType<typeof setting>, isHung: () => boolean) => void) => {
    const one = setting();
    const { run, endpoint, time } = one;
    const stop = new AbortController();
    let at = Number.POSITIVE_INFINITY;
    prepare(one, () => endpoint.calls.length > 60);
    void time.sleep(40_000).then(() => {
      at = time.now();
      stop.abort();
    });
    const programs = Array.from({ length: 40 }, (): Step[] => [template(), ...Array.from({ length: 40 }, () => get)]);
    const result = await run([...programs, [template('b'), { do: 'wait', ms: 60_000 }, get]], { signal: stop.signal });
    return { ...one, result, tookMs: time.now() - at };
  };

  test('an endpoint that answers nothing any more is left alone within half a minute', async () => {
    const { result, tookMs, histories } = await interrupted(({ endpoint }, isHung) => {
      endpoint.latencyOf = () => (isHung() ? 30_000 : 5);
      endpoint.mood = () => (isHung() ? lost('timeout') : undefined);
    });
    expect(result.stopped).toBe('interrupted');
    expect(result.leftBehind.length).toBeGreaterThan(0);
    expect(tookMs).toBeLessThan(30_000);
    expect(new Set(histories.map((history) => outline(history).at(-1)))).toEqual(new Set(['end: interrupted']));
  });

  test('one that is slow is cleaned up all the same', async () => {
    const { result, endpoint } = await interrupted(({ endpoint: slow }, isHung) => {
      slow.latencyOf = () => (isHung() ? 4_000 : 5);
    });
    expect(result).toMatchObject({ stopped: 'interrupted', leftBehind: [] });
    expect(endpoint.names).toEqual([]);
  });
});
