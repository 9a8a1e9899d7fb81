// A program's early end, thrown from wherever it is noticed.
import type { End } from '../history/types.ts';

export class Ended extends Error {
  override readonly name = 'Ended';
  readonly reason: End['reason'];
  readonly detail: string | undefined;

  constructor(reason: End['reason'], detail?: string) {
    super(detail ?? reason);
    this.reason = reason;
    this.detail = detail;
  }
}
