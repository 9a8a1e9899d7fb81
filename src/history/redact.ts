// Keeps secrets out of histories: an endpoint may echo the keys or the signature that it was sent, written as it likes
// (`\/`, `\u002B`, `%2F`, `&#x2B;`, one inside another), cut off or broken into lines. So text and secrets are compared
// decoded, and a long enough part of a secret counts as the secret.
interface Secrets {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Real keys are longer; a dummy such as `test` would spoil innocent text. So would a shorter part of a real one. */
const SHORTEST_SECRET_CHARS = 16;
/** Parts of what a person has made up may stand in innocent answers (`environment-template-…`, zeros), not those of keys. */
const RANDOM = /^(?=.*\d).*[A-Z]/s;
const VARIED_CHARS = 8;
const REDACTED = '[redacted]';
const SIGNATURE = /(Signature(?:=|(?:\\+u00|%(?:25)*|&#x)3d;?))[0-9a-f]{16,}/gi;
/** The part of a secret that is looked up, and how far apart: every part of the shortest length holds one. */
const GRAM_CHARS = 8;
const STRIDE_CHARS = SHORTEST_SECRET_CHARS - GRAM_CHARS + 1;

/** Gives a function that takes the keys, and any SigV4 signature, out of a text. */
export function redactor(credentials: readonly Secrets[]): (text: string) => string {
  const all = credentials.flatMap((c) => [c.accessKeyId, c.secretAccessKey, c.sessionToken ?? '']);
  const secrets = [...new Set(all.map((secret) => decoded(secret).text))]
    .filter(({ length }) => length >= SHORTEST_SECRET_CHARS)
    .map((text) => ({ text, least: RANDOM.test(text) ? SHORTEST_SECRET_CHARS : text.length }));
  const places = new Map<string, Place[]>();
  for (const secret of secrets)
    for (let at = 0; at + GRAM_CHARS <= secret.text.length; at++) {
      const gram = secret.text.slice(at, at + GRAM_CHARS);
      places.set(gram, [...(places.get(gram) ?? []), { ...secret, at }]);
    }
  return (text) => (places.size === 0 ? text : withoutParts(text, places)).replace(SIGNATURE, `$1${REDACTED}`);
}

/** Where in a secret a gram stands. */
interface Place {
  readonly text: string;
  /** So many characters on end are as good as the secret. */
  readonly least: number;
  readonly at: number;
}

function withoutParts(written: string, places: ReadonlyMap<string, readonly Place[]>): string {
  const { text, startOf } = decoded(written);
  let clean = '';
  let done = 0;
  for (let at = 0; at + GRAM_CHARS <= text.length; at += STRIDE_CHARS) {
    const found = (places.get(text.slice(at, at + GRAM_CHARS)) ?? [])
      .map((place) => runAround(text, at, done, place))
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .find((run) => isSecret(text.slice(run.start, run.end), run));
    if (found === undefined) continue;
    clean += written.slice(startOf(done), startOf(found.start)) + REDACTED;
    done = found.end;
    at = Math.max(at, done - STRIDE_CHARS);
  }
  return clean + written.slice(startOf(done));
}

interface Run extends Place {
  readonly start: number;
  readonly end: number;
}

const isSecret = (run: string, { text, least }: Place): boolean =>
  run.length === text.length || (run.length >= least && new Set(run).size >= VARIED_CHARS);

/** How far text and secret agree, on both sides of a gram that they have in common, not before `from`. */
function runAround(text: string, at: number, from: number, place: Place): Run {
  const { text: secret, at: inSecret } = place;
  let before = 0;
  while (at - before > from && before < inSecret && text[at - before - 1] === secret[inSecret - before - 1]) before++;
  let after = GRAM_CHARS;
  while (inSecret + after < secret.length && text[at + after] === secret[inSecret + after]) after++;
  return { ...place, start: at - before, end: at + after };
}

const ENCODED =
  /\\+(?:u00([0-9a-f]{2}))?|%(?:25)*([0-9a-f]{2})|&(?:#x0*([0-9a-f]{2})|#0*(\d{2,3})|(amp|quot|lt|gt|apos));/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', apos: "'" };

/** The text without escapes and encodings of ASCII, and where each of its characters begins as it was written. */
function decoded(written: string): { text: string; startOf: (at: number) => number } {
  let text = '';
  const shifts: { readonly from: number; readonly by: number }[] = [];
  let last = 0;
  for (const match of written.matchAll(ENCODED)) {
    const [whole, escaped, percent, hex, decimal, entity] = match;
    const code = escaped ?? percent ?? hex;
    text += written.slice(last, match.index);
    // An escape is a part of the character that it stands before.
    const own =
      code !== undefined
        ? String.fromCharCode(Number.parseInt(code, 16))
        : decimal !== undefined
          ? String.fromCharCode(Number(decimal))
          : (ENTITIES[entity?.toLowerCase() ?? ''] ?? '');
    last = match.index + whole.length;
    text += own;
    shifts.push({ from: text.length + (own === '' ? 1 : 0), by: last - text.length });
  }
  if (shifts.length === 0) return { text: written, startOf: (at) => at };
  text += written.slice(last);
  return {
    text,
    startOf: (at) => {
      let low = 0;
      for (let high = shifts.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (shifts[middle]!.from <= at) low = middle + 1;
        else high = middle;
      }
      return at + (shifts[low - 1]?.by ?? 0);
    },
  };
}
