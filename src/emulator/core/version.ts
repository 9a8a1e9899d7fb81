// The number of a template version.

export class Version {
  readonly major: number;
  readonly minor: number;

  constructor(major: number, minor: number) {
    this.major = major;
    this.minor = minor;
  }

  toString(): string {
    return `${this.major}.${this.minor}`;
  }

  /** For sorting: negative if this one comes first. */
  compare(other: Version): number {
    return this.major - other.major || this.minor - other.minor;
  }
}
