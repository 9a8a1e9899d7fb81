// What explanations of a history have shown and taken. Where several are left, only what all of them say has happened for
// sure: also where they come to one and the same state in the end, and only one of them is followed from there.

export type LogEntry =
  | { readonly kind: 'shown'; readonly guarantee: string; readonly operation: string; readonly situation: string }
  | {
      readonly kind: 'taken';
      readonly point: string;
      readonly operation: string;
      readonly reading: string;
      readonly unsure?: true;
    };

export type Log = readonly LogEntry[];

/** Each entry as often as the log that has it least often. */
export const common = (logs: readonly Log[]): Log => logs.reduce(inBoth, logs[0] ?? []);

function inBoth(one: Log, other: Log): Log {
  if (one === other) return one;
  // Logs grow from shared beginnings.
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  if (same === one.length) return one;
  const counts = new Map<string, number>();
  for (const entry of other.slice(same)) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  const rest = one.slice(same).filter((entry) => {
    const left = counts.get(keyOf(entry)) ?? 0;
    counts.set(keyOf(entry), left - 1);
    return left > 0;
  });
  return rest.length === one.length - same ? one : [...one.slice(0, same), ...rest];
}

/** How many entries all of them begin with. */
export function agreed(logs: readonly Log[]): number {
  const [first = [], ...others] = logs;
  const differs = first.findIndex((entry, n) => !others.every((log) => log[n] && keyOf(log[n]) === keyOf(entry)));
  return differs < 0 ? first.length : differs;
}

const keyOf = (entry: LogEntry): string =>
  entry.kind === 'shown'
    ? `${entry.guarantee} ${entry.operation} ${entry.situation}`
    : `${entry.point} ${entry.operation} ${entry.reading} ${entry.unsure ?? false}`;
