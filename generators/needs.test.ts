import { describe, expect, test } from 'vitest';
import { matches } from '../src/specs/patterns.ts';
import { fixturesNeeded, selectPrograms } from './needs.ts';
import { Script } from './script.ts';
import { systematicPrograms } from './systematic/index.ts';

describe('a pattern', () => {
  test.each([
    ['token.retry', 'token.retry', true],
    ['token.*', 'token.mismatch-named', true],
    ['*', 'CreateService', true],
    ['*Service', 'CreateService', true],
    ['Create*Version', 'CreateServiceTemplateVersion', true],
    ['token.retry', 'tokenXretry', false],
    ['token', 'token.retry', false],
    ['Service', 'CreateService', false],
    ['', 'CreateService', false],
  ])('%s of %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

describe('a selection', () => {
  const programs = systematicPrograms();
  test('those that are aimed at one of the operations given', () => {
    const operations = new Set(['CreateService']);
    const left = selectPrograms(programs, { operations }).map(({ aim }) => aim.operation);
    expect(new Set(left)).toEqual(operations);
  });

  const chosen = (...only: string[]) => selectPrograms(programs, { only });

  test('is everything where nothing is asked for', () => {
    expect(chosen()).toEqual(programs);
  });

  test('takes programs aimed at a guarantee', () => {
    const aimed = programs.filter(({ aim }) => aim.guarantee === 'token.length');
    expect(chosen('token.length')).toEqual(aimed);
    expect(aimed.length).toBeGreaterThan(0);
  });

  test('takes programs that call an operation, whatever they aim at', () => {
    const aims = new Set(chosen('UpdateServiceInstance').map(({ aim }) => aim.operation));
    expect(aims).toEqual(new Set(['CreateService', 'DeleteService', 'DeleteEnvironment']));
  });

  test('is nothing where nothing matches', () => {
    expect(chosen('nothing.*')).toEqual([]);
  });
});

test('fixtures bring what they need, in the order of setting up', () => {
  const service = new Script().create('a', 'CreateService', {
    name: '{{fixture:environment}} {{fixture:serviceTemplate}}',
  });
  expect(fixturesNeeded(service)).toEqual(['envTemplate', 'serviceTemplate', 'environment']);
  expect(fixturesNeeded(new Script())).toEqual([]);
});
