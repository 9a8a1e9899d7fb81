// Everything that a program, or a whole run, has made or may have made, to be deleted when it is over.
import { type Target, targetId } from './ours.ts';

export class Belongings {
  readonly #targets = new Map<string, Target>();

  add(target: Target): void {
    this.#targets.set(targetId(target), target);
  }

  forget(target: Target): void {
    this.#targets.delete(targetId(target));
  }

  get targets(): Target[] {
    return [...this.#targets.values()];
  }
}
