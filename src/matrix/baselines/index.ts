// What others would do in this suite's place, as ways to search that can be measured by the same mutants.
import { seededRandom } from '../../runner/pace.ts';
import type { Kill, Phase, Search } from '../types.ts';
import { Client, Failed, Spent } from './client.ts';
import { runCommands } from './commands.ts';
import { examples } from './examples.ts';
import { setUp } from './world.ts';

/** Each example once, in their order. */
export const fixedExamples: Search = async (on, { maxCalls, signal }) => {
  const client = new Client(on, maxCalls, signal);
  let name = 'set-up';
  return caught(
    on.calls,
    'examples',
    () => name,
    async () => {
      await setUp(client);
      for (const example of examples) {
        name = example.name;
        await example.run(client);
      }
    },
  );
};

/** fast-check's commands with a model of what should be there, until the budget is spent. */
export const modelCommands: Search = async (on, { seed, maxCalls = defaultMaxCalls, signal }) => {
  const client = new Client(on, maxCalls, signal);
  return caught(
    on.calls,
    'commands',
    () => 'commands',
    async () => {
      await setUp(client);
      const random = seededRandom(seed);
      for (let turn = 0; ; turn++) await runCommands(client, Math.floor(random() * 2 ** 31), turn);
    },
  );
};

const defaultMaxCalls = 20_000;

const caught = async (
  calls: { readonly judged: number; readonly other: number },
  phase: Phase,
  program: () => string,
  search: () => Promise<void>,
): ReturnType<Search> => {
  try {
    await search();
    return undefined;
  } catch (error) {
    if (error instanceof Spent) return undefined;
    if (!(error instanceof Failed)) throw error;
    const { guarantee, operation } = error;
    const kill: Kill = { guarantee, also: [], operation, phase, program: program() };
    return { kill, calls: { ...calls } };
  }
};
