// The filters of the page. They live in the address, so that a filtered view can be sent on; assets/script.js applies them to
// everything that carries `filterOf`.
import { statuses, statusWords } from './status.tsx';

/** `token` of `token.retry`: the part of the contract that an id belongs to. */
export const familyOf = (id: string): string => id.split('.')[0] ?? id;

/** Attributes of what the filters may hide. */
export const filterOf = (id: string, status?: string) => ({
  'data-family': familyOf(id),
  ...(status === undefined ? {} : { 'data-status': status }),
});

export const Filters = ({ families }: { readonly families: readonly string[] }) => (
  <form id="filters" class="filters" aria-label="Filters">
    <label>
      Status{' '}
      <select name="status">
        <option value="">all</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusWords(status)}
          </option>
        ))}
      </select>
    </label>
    <label>
      Family{' '}
      <select name="family">
        <option value="">all</option>
        {families.map((family) => (
          <option key={family} value={family}>
            {family}
          </option>
        ))}
      </select>
    </label>
    <label>
      Text{' '}
      <input type="search" name="text" autocomplete="off" spellcheck={false} placeholder="DeleteService, retry …" />
    </label>
    <button type="reset">Clear</button>
    <output aria-live="polite" />
  </form>
);
