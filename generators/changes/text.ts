// Ways to change one text so that an endpoint that compares carelessly (a prefix, a hash of the first bytes, without
// case, trimmed) takes it for the same. All texts are ASCII: Unicode forms are a silent point.

export interface TextChange {
  readonly label: string;
  readonly value: string;
}

/** Deep positions at which careless comparisons stop. */
const depths = [110, 210, 257, 490, 1030, 2050] as const;

/** A text of `length` characters in which no part repeats, so that every cut of it differs. */
export function longText(length: number, word = 'w'): string {
  let text = '';
  for (let n = 100; text.length < length; n++) text += `${word}${n} `;
  return `${text.slice(0, length - 1)}.`;
}

/** `text` with the character at `position` changed to another letter or digit. */
export function changedAt(text: string, position: number): string {
  const other = text[position] === 'q' ? 'z' : 'q';
  return text.slice(0, position) + other + text.slice(position + 1);
}

/** Changes of a text at its ends and in its middle, in case, and in length; each label says where. */
export function textChanges(text: string): TextChange[] {
  const last = text.length - 1;
  return [
    { label: 'first character', value: changedAt(text, 0) },
    { label: 'middle character', value: changedAt(text, last >> 1) },
    { label: 'last character', value: changedAt(text, last) },
    { label: 'case', value: otherCase(text) },
    { label: 'one character more', value: `${text}q` },
  ];
}

/** White space at the ends, where it is part of the value. */
export const spacedChanges = (text: string): TextChange[] => [
  { label: 'a space at the end', value: `${text} ` },
  { label: 'a space in front', value: ` ${text}` },
];

/** Inside a text of several words. */
export const innerChanges = (text: string): TextChange[] => [
  { label: 'a space doubled', value: text.replace(' ', '  ') },
  { label: 'a plus for a space', value: text.replace(' ', '+') },
  { label: 'case of the last word', value: text.replace(/[^ ]*$/, otherCase) },
];

/** A text in which every one of `formChanges` makes a difference. */
export const formed = 'one <two>\nthree "four" five';

/** What reads alike once it is displayed, decoded, or written by another system. */
export const formChanges: readonly TextChange[] = [
  ...innerChanges(formed),
  { label: 'a tab for a space', value: formed.replace(' ', '\t') },
  { label: 'a space as %20', value: formed.replace(' ', '%20') },
  { label: 'a line end at the end', value: `${formed}\n` },
  { label: 'line ends as CR LF', value: formed.replaceAll('\n', '\r\n') },
  { label: 'a space for the line end', value: formed.replaceAll('\n', ' ') },
  { label: 'a space before the line end', value: formed.replaceAll('\n', ' \n') },
  { label: 'the line end as \\n', value: formed.replaceAll('\n', '\\n') },
  { label: 'quotes escaped', value: formed.replaceAll('"', '\\"') },
  { label: 'HTML entities', value: formed.replaceAll('<', '&lt;').replaceAll('>', '&gt;') },
  { label: 'without what < and > enclose', value: formed.replace(/<.*?>/, '') },
];

/** Changes deep inside a long text, and its end cut off. */
export function deepChanges(text: string): TextChange[] {
  const last = text.length - 1;
  const deep = depths
    .filter((depth) => depth < last)
    .map((depth) => ({ label: `character ${depth}`, value: changedAt(text, depth) }));
  return [
    ...deep,
    { label: `last character of ${text.length}`, value: changedAt(text, last) },
    { label: 'last character cut off', value: text.slice(0, last) },
  ];
}

function otherCase(text: string): string {
  return text.replace(/[a-zA-Z]/, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
