// How a status looks: a sign, a word and a colour, so that none of them is needed.
import type { Status } from '../types.ts';

const signs: Readonly<Record<Status, string>> = {
  violated: '✕',
  unknown: '?',
  known: '◆',
  'not-exercised': '–',
  held: '✓',
  'not-implemented': '∅',
};

/** Failures first. */
export const statuses = Object.keys(signs) as Status[];

export const statusWords = (status: Status): string => status.replace('-', ' ');

export const StatusBadge = ({ status }: { readonly status: Status }) => (
  <span class={`status ${status}`}>
    <span aria-hidden="true">{signs[status]}</span> {statusWords(status)}
  </span>
);
