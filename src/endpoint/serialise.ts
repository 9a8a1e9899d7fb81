// The raw lane's own serialisation, JSON 1.0: what an SDK refuses to send goes out as it stands.
import type { Input, Json } from '../program/types.ts';

const TARGET_PREFIX = 'AwsProton20200720.';

export const rawHeaders = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': TARGET_PREFIX + operation,
});

/** The body of a request; `reordered`: members in reverse order at every depth, with white space. */
export function rawBody(input: Input, reordered: boolean): string {
  return reordered ? JSON.stringify(reversed(input), null, 3) : JSON.stringify(input);
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([member, inner]) => [member, reversed(inner)]),
  );
}
