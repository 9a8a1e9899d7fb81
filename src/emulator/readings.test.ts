import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emulatorReadings, resolveReadings } from './readings.ts';

const points = JSON.parse(readFileSync(new URL('../../specs/scenarios/points.json', import.meta.url), 'utf8'));

describe('readings', () => {
  test('every silent point is offered with all its readings, spelt as in the specification', () => {
    const offered = Object.entries(emulatorReadings).map(([point, { readings }]) => [point, [...readings].sort()]);
    const specified = Object.entries<string[]>(points.silent).map(([point, readings]) => [point, [...readings].sort()]);
    expect(Object.fromEntries(offered)).toEqual(Object.fromEntries(specified));
  });

  test('a reading that is given is taken, the others are defaults', () => {
    const readings = resolveReadings({ 'delete.body': 'metadata' });
    expect(readings['delete.body']).toBe('metadata');
    expect(readings['token.window']).toBe(emulatorReadings['token.window'].default);
  });

  test.each<[Record<string, string>, string]>([
    [{ 'delete.body': 'nothing' }, 'delete.body can be read as empty | metadata'],
    [{ 'delete.bodies': 'empty' }, 'unknown silent point: delete.bodies'],
  ])('%j is refused', (given, message) => {
    expect(() => resolveReadings(given)).toThrow(message);
  });
});
