// How many requests were really under way at a time: a race is what lies between two moments at which none was, and its
// width is the number of requests sent before the first of them was over.
import type { Overlap } from './types.ts';

export class Overlaps {
  readonly #underWay = new Set<number>();
  readonly #widths = new Map<number, number>();
  #ended = false;

  sent(call: number): void {
    if (this.#underWay.size === 0) this.#ended = false;
    this.#underWay.add(call);
  }

  over(call: number): void {
    const width = this.#underWay.size;
    if (!this.#underWay.delete(call) || this.#ended) return;
    this.#ended = true;
    if (width > 1) this.#widths.set(width, (this.#widths.get(width) ?? 0) + 1);
  }

  get seen(): readonly Overlap[] {
    return [...this.#widths].sort(([a], [b]) => a - b).map(([width, count]) => ({ width, count }));
  }
}
