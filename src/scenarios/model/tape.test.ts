import { expect, test } from 'vitest';
import { explore } from './tape.ts';

test('every combination is walked once, in order, also where later choices depend on earlier ones', () => {
  const walks = explore((choose) => {
    const first = choose(3);
    return first === 1 ? [first] : [first, choose(2)];
  }, 10);
  expect(walks).toEqual([[0, 0], [0, 1], [1], [2, 0], [2, 1]]);
});

test('a choice among nothing ends that walk alone', () => {
  expect(explore((choose) => (choose(2) === 0 ? choose(0) : 'walked'), 10)).toEqual(['walked']);
});

test('more combinations than the limit are an error, not left out', () => {
  expect(() => explore((choose) => choose(11), 10)).toThrow('more than 10 combinations');
});
