import { describe, expect, test } from 'vitest';
import { Script } from './script.ts';

const template = 'CreateEnvironmentTemplate';

describe('a script', () => {
  test('turns labels into references that count create and retry steps backwards', () => {
    const { steps } = new Script()
      .create('a', template, { name: 'a' })
      .create('b', template, { name: 'b' })
      .retry('a', { as: 'again' })
      .get('a', 'b', 'again')
      .delete('b');
    expect(steps.slice(2)).toEqual([
      { do: 'retry', of: 1 },
      { do: 'get', of: 2 },
      { do: 'get', of: 1 },
      { do: 'get', of: 0 },
      { do: 'delete', of: 1 },
    ]);
  });

  test('means the latest of two requests with one label', () => {
    const { steps } = new Script().create('a', template, {}).create('a', template, {}).get('a');
    expect(steps.at(-1)).toEqual({ do: 'get', of: 0 });
  });

  test('waits only for what has asynchronous work', () => {
    const { steps } = new Script().create('a', template, {}).create('b', 'CreateEnvironment', {}).settle('a', 'b');
    expect(steps.slice(2)).toEqual([{ do: 'settle', of: 0 }]);
  });

  test('refuses a label that no earlier request has', () => {
    expect(() => new Script().create('a', template, {}).get('b')).toThrow('"b"');
  });

  test('names what a request made as the next request sees it', () => {
    const script = new Script().create('a', template, {}).create('b', template, {});
    expect(script.made('a', 'id')).toBe('{{made:1.id}}');
  });

  test('has requests at the same time, on which references count as if they came one after another', () => {
    const { steps } = new Script()
      .create('a', template, {})
      .together((at) => at.retry('a', { as: 'again' }).delete('a').retry('again', { fault: 'answer-lost' }))
      .get('again');
    expect(steps.slice(1)).toEqual([
      {
        do: 'together',
        steps: [
          { do: 'retry', of: 0 },
          { do: 'delete', of: 1 },
          { do: 'retry', of: 0, fault: 'answer-lost' },
        ],
      },
      { do: 'get', of: 1 },
    ]);
  });

  test('restarts with and without requests under way', () => {
    const { steps } = new Script()
      .create('a', template, {})
      .restart()
      .restart((during) => during.delete('a'));
    expect(steps.slice(1)).toEqual([{ do: 'restart' }, { do: 'restart', during: [{ do: 'delete', of: 0 }] }]);
  });

  test('refuses to send what is no request at the same time as others', () => {
    expect(() => new Script().create('a', template, {}).together((at) => at.wait(1))).toThrow('wait');
  });
});
