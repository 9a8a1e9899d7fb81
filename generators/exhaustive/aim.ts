// What the program of a word shows first of all: the guarantee that its last letter is about, in the situation that the
// letters before it make. For the coverage table and `--only`, never for judging.
import { operations, resources } from '../../src/specs/index.ts';
import type { CreateOperation } from '../requests.ts';
import type { Draft } from '../script.ts';
import type { Situation } from '../situations.ts';
import type { Letter } from './letters.ts';
import type { Word } from './words.ts';

type Kind = Letter['kind'];
interface Shown {
  readonly guarantee: string;
  readonly situation: Situation;
}

/** The letters that send a create once more. */
const requests: readonly Kind[] = ['retry', 'mismatch'];

export function aimOf(operation: CreateOperation, { letters, hasty }: Word): Draft['aim'] {
  const kinds = letters.map(({ kind }) => kind);
  const last = kinds.at(-1) ?? 'retry';
  const before = kinds.slice(0, -1);
  const about = [...(hasty ? ['without waiting'] : []), 'create', ...letters.map(({ letter }) => letter)].join(', ');
  if (last !== 'delete') return { ...requestAim(operation, last, before), operation, about };
  const { resource } = operations[operation]!;
  const deletion = resources[resource!].delete;
  return { ...deletionAim(operations[deletion]!.family === 'async-delete', before), operation: deletion, about };
}

function requestAim(operation: CreateOperation, last: Kind, before: readonly Kind[]): Shown {
  const byToken = operations[operation]!.family === 'token';
  if (isDeleted(before))
    return { guarantee: byToken ? 'token.deleted-original' : 'create.after-delete', situation: 'recreated' };
  if (byToken && before.includes('past')) return { guarantee: 'token.expired', situation: 'expired' };
  if (byToken && before.includes('within') && last === 'retry')
    return { guarantee: 'token.alive', situation: 'near expiry' };
  if (!byToken && before.includes('modify')) return { guarantee: 'create.modified', situation: 'modified' };
  const family = byToken ? 'token' : 'create';
  if (last === 'mismatch') return { guarantee: `${family}.mismatch`, situation: 'one parameter changed' };
  return { guarantee: `${family}.retry`, situation: before.includes('modify') ? 'modified' : 'same parameters' };
}

function deletionAim(asynchronous: boolean, before: readonly Kind[]): Shown {
  const again = isDeleted(before);
  if (asynchronous) return { guarantee: again ? 'async-delete.complete' : 'async-delete.effect', situation: 'deleted' };
  return { guarantee: again ? 'delete.retry' : 'delete.first', situation: 'deleted' };
}

/** Whether the latest of these requests is a deletion. */
const isDeleted = (before: readonly Kind[]): boolean =>
  before.findLast((kind) => kind === 'delete' || requests.includes(kind)) === 'delete';
