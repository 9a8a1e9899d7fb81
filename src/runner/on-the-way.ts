// What is on the way though a program does not wait for it: copies that are kept back, requests that it gave up while the
// endpoint is at work on them. Nothing of it may arrive when the program has ended.

/** Sends a copy, once; resolves when it was answered, or never will be. `step`: the step that lets it arrive. */
export type KeptCopy = (step: number) => Promise<void>;

export class OnTheWay {
  #kept: KeptCopy[] = [];
  readonly #underWay = new Set<Promise<void>>();

  keep(copy: KeptCopy): void {
    this.#kept.push(copy);
  }

  /** Something goes on without anybody waiting for it; it ends by its own limits. */
  follow(work: Promise<void>): void {
    const followed: Promise<void> = work.finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }

  /** The copies arrive, one after another, in the order in which they were sent. */
  async deliver(step: number): Promise<void> {
    for (const copy of this.#kept.splice(0)) await copy(step);
  }

  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when nothing is under way any longer. */
  async quiet(): Promise<void> {
    while (this.isBusy) await Promise.all(this.#underWay);
  }
}
