// A map that remembers which of its keys were set or deleted, so that only what has changed is written down.

export class RecordingMap<K, V> extends Map<K, V> {
  #changed = new Set<K>();

  /** A map with these entries, none of which counts as changed. */
  static from<K, V>(entries: Iterable<[K, V]>): RecordingMap<K, V> {
    const map = new RecordingMap<K, V>();
    for (const [key, value] of entries) map.set(key, value);
    map.takeChanged();
    return map;
  }

  override set(key: K, value: V): this {
    this.#changed.add(key);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#changed.add(key);
    return super.delete(key);
  }

  /** The keys that were set or deleted since they were asked for last. */
  takeChanged(): ReadonlySet<K> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }
}
