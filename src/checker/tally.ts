// Counts what a history has shown. Where several explanations of a part of it are left, only what all of them show has
// been shown.
import { common, type Log, type LogEntry } from './logs.ts';
import type { Exercised, ReadingTaken } from './types.ts';

type ShownEntry = Extract<LogEntry, { kind: 'shown' }>;
type TakenEntry = Extract<LogEntry, { kind: 'taken' }>;

export function tally(
  parts: readonly (readonly Log[])[],
  shown: readonly ShownEntry[],
  taken: readonly TakenEntry[],
): { exercised: Exercised[]; readings: ReadingTaken[] } {
  const sure = parts.flatMap(common);
  const exercised = count([...shown, ...sure.filter((e) => e.kind === 'shown')], (e) => [
    e.guarantee,
    e.operation,
    e.situation,
  ]);
  const readings = count([...taken, ...sure.filter((e) => e.kind === 'taken')], (e) => [
    e.point,
    e.operation,
    e.reading,
    ...(e.unsure ? ['unsure'] : []),
  ]);
  return {
    exercised: exercised.map(([[guarantee, operation, situation], n]) => ({
      guarantee: guarantee!,
      operation: operation!,
      situation: situation!,
      count: n,
    })),
    readings: readings.map(([[point, operation, reading, unsure], n]) => ({
      point: point!,
      operation: operation!,
      reading: reading!,
      count: n,
      ...(unsure ? { unsure: true as const } : {}),
    })),
  };
}

function count<E>(entries: readonly E[], keyOf: (e: E) => string[]): [string[], number][] {
  const counts = new Map<string, [string[], number]>();
  for (const e of entries) {
    const key = keyOf(e);
    const id = JSON.stringify(key);
    counts.set(id, [key, (counts.get(id)?.[1] ?? 0) + 1]);
  }
  return [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, v]) => v);
}
