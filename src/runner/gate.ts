// Where requests wait for each other, so that all of them go out in one turn.

export class Gate {
  #missing: number;
  readonly #opened: Promise<void>;
  #open: () => void = () => {};

  constructor(count: number) {
    this.#missing = count;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    if (count === 0) this.#open();
  }

  /** Resolves when all of them have come. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  /** The way of one of them through the gate; one that ends without passing (`leave`) does not hold up the others. */
  pass(): { readonly arrive: () => Promise<void>; readonly leave: () => void } {
    let counted = false;
    const leave = () => {
      if (counted) return;
      counted = true;
      this.#missing--;
      if (this.#missing === 0) this.#open();
    };
    const arrive = () => {
      leave();
      return this.#opened;
    };
    return { arrive, leave };
  }
}
