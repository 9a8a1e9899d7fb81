// Counts what a history has shown. Where several explanations of a part of it are left, only what all of them show has
// been shown.
import type { LogEntry } from './configurations.ts';
import type { Exercised, ReadingTaken } from './types.ts';

type ShownEntry = Extract<LogEntry, { kind: 'shown' }>;
type TakenEntry = Extract<LogEntry, { kind: 'taken' }>;

export function tally(
  parts: readonly (readonly (readonly LogEntry[])[])[],
  shown: readonly ShownEntry[],
  taken: readonly TakenEntry[],
): { exercised: Exercised[]; readings: ReadingTaken[] } {
  const common = parts.flatMap(inAll);
  const exercised = count([...shown, ...common.filter((e) => e.kind === 'shown')], (e) => [
    e.guarantee,
    e.operation,
    e.situation,
  ]);
  const readings = count([...taken, ...common.filter((e) => e.kind === 'taken')], (e) => [
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

/** Each entry as often as the log that has it least often. */
function inAll(logs: readonly (readonly LogEntry[])[]): LogEntry[] {
  const [first, ...others] = logs;
  if (!first || others.length === 0) return [...(first ?? [])];
  const counts = others.map((log) => countOf(log));
  const used = new Map<string, number>();
  return first.filter((e) => {
    const key = JSON.stringify(e);
    const n = (used.get(key) ?? 0) + 1;
    used.set(key, n);
    return counts.every((c) => (c.get(key) ?? 0) >= n);
  });
}

function countOf(log: readonly LogEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const e of log) counts.set(JSON.stringify(e), (counts.get(JSON.stringify(e)) ?? 0) + 1);
  return counts;
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
