// No mutant is equivalent: for each one there is a story in which a right emulator answers otherwise.
import { describe, expect, test } from 'vitest';
import type { Answer } from '../testing/bench.ts';
import { type Life, lifeOf } from '../testing/life.ts';
import { compared, tokens } from '../testing/requests.ts';
import { stories } from '../testing/stories/index.ts';
import { told } from '../testing/told/index.ts';
import { listMutants } from './index.ts';

type Tell = (life: Life) => void | Promise<void>;

/** Mutant, kind of resource, the story. */
const cases: [mutant: string, noun: string, tell: Tell][] = [
  ...told.flatMap(([story, noun, mutants]) => {
    const tell: Tell = (life) => stories[story](life, `Create${noun}`);
    return mutants.map((mutant): [string, string, Tell] => [mutant, noun, tell]);
  }),
  ...compared.map(([mutant, noun, first, second]): [string, string, Tell] => [
    mutant,
    noun,
    ({ make, look, wait }) => {
      look(make(first));
      wait(1000);
      make({ ...first, ...second });
    },
  ]),
  ...tokens.map(([mutant, noun, ...given]): [string, string, Tell] => [
    mutant,
    noun,
    ({ make, look }) => {
      for (const clientToken of given) look(make({ clientToken }));
      look(make({ clientToken: 'of-its-own' }));
    },
  ]),
];

/** What goes wrong now and then goes wrong at the same times again. */
const byChance = listMutants().flatMap(({ name, share }) => (share === undefined ? [] : name));

describe('a mutant answers otherwise than a right emulator', () => {
  test.each(cases)('%s, of %s', async (mutant, noun, tell) => {
    expect(await answersOf(noun, tell, mutant)).not.toEqual(await rightAnswers(noun, tell));
  });

  test.each(cases.filter(([mutant]) => byChance.includes(mutant)))(
    '%s, of %s, the same each time',
    async (mutant, noun, tell) => {
      expect(await answersOf(noun, tell, mutant)).toEqual(await answersOf(noun, tell, mutant));
    },
  );

  test('there is a story of every one', () => {
    expect([...new Set(cases.map(([mutant]) => mutant))].sort()).toEqual(
      listMutants()
        .map(({ name }) => name)
        .sort(),
    );
  });
});

const right = new Map<Tell, Promise<Answer[]>>();

/** Told once for all mutants that the story shows. */
function rightAnswers(noun: string, tell: Tell): Promise<Answer[]> {
  const answers = right.get(tell) ?? answersOf(noun, tell);
  right.set(tell, answers);
  return answers;
}

async function answersOf(noun: string, tell: Tell, mutant?: string): Promise<Answer[]> {
  const life = lifeOf(`Create${noun}`, mutant);
  await tell(life);
  return life.on.answers;
}
