// The silent points of the contract, each with the readings that the emulator offers; the first one of each is the
// default. Spelt as in specs/scenarios/points.json.

const offered = {
  'token.printable': ['refused', 'accepted'],
  'token.empty': ['as none', 'a token', 'refused'],
  'token.absent': ['new', 'refused'],
  'token.window': ['first', 'latest'],
  'token.failed-request': ['free', 'spent'],
  'token.other-operation': ['independent', 'mismatch'],
  'token.other-target': ['independent', 'mismatch'],
  'token.after-delete-different': ['new', 'mismatch'],
  'token.after-expiry-different': ['new', 'mismatch'],
  'token.after-delete-window': ['new', 'inherited'],
  'token.failed-resource': ['returned', 'refused', 'new'],
  'version.minor-reuse': ['no', 'yes'],
  'version.major-reuse': ['no', 'yes'],
  'connection.duplicate': ['second', 'refused'],
  'create.modified-and-different': ['conflict', 'validation'],
  'create.noop-update': ['unmodified', 'modified'],
  'create.modified-back': ['modified', 'unmodified'],
  'create.tagged': ['unmodified', 'modified'],
  'create.version-added': ['unmodified', 'modified'],
  'create.update-unfinished': ['unmodified', 'modified'],
  'create.child-updated': ['unmodified', 'modified'],
  'create.hidden-update': ['unmodified', 'modified'],
  'create.equals-modified': ['conflict', 'success', 'validation'],
  'create.dying': ['conflict', 'success', 'validation'],
  'create.delete-failed': ['conflict', 'success', 'validation'],
  'create.failed': ['success', 'anew', 'conflict', 'validation'],
  'delete.body': ['empty', 'metadata'],
  'delete.never-existed': ['not-found', 'empty'],
  'delete.parent-gone': ['success', 'not-found'],
  'delete.with-children': ['conflict', 'validation', 'cascade'],
  'delete.recommended': ['conflict', 'validation', 'done', 'cascade'],
  'delete.in-use': ['conflict', 'validation', 'done', 'cascade'],
  'async-delete.first-answer': ['in-progress', 'complete'],
  'async-delete.never-existed': ['not-found', 'empty'],
  'async-delete.busy': ['conflict', 'accepted', 'validation'],
  'async-delete.with-children': ['conflict', 'validation', 'accepted'],
  'wire.missing-member': ['present', 'missing'],
  'wire.unknown-enum': ['known', 'unknown'],
  'wire.no-message': ['message', 'no message'],
  'detail.snapshot': ['now', 'first'],
  'detail.tag-order': ['same', 'different'],
  'detail.empty-absent': ['different', 'same'],
  'detail.default-given': ['different', 'same'],
  'detail.spec-format': ['different', 'same'],
  'detail.list-order': ['different', 'same'],
  'detail.unicode-form': ['different', 'same'],
} as const;

/** The name of a silent point. */
export type Point = keyof typeof offered;

/** A reading for every point. */
export type Readings = { readonly [P in Point]: (typeof offered)[P][number] };

/** Every point with the readings that can be asked for, and the one taken when none is. */
export const emulatorReadings: Readonly<Record<Point, { readings: readonly string[]; default: string }>> = mapOffered(
  (readings) => ({ readings, default: readings[0] ?? '' }),
);

function mapOffered<T>(each: (readings: readonly string[]) => T): Record<Point, T> {
  return Object.fromEntries(Object.entries(offered).map(([point, readings]) => [point, each(readings)])) as Record<
    Point,
    T
  >;
}

/**
 * Readings for all points, those given and the defaults.
 * @throws RangeError for a point or a reading that isn't offered
 */
export function resolveReadings(given: Partial<Record<Point, string>> = {}): Readings {
  for (const [point, reading] of Object.entries(given)) {
    const known = emulatorReadings[point as Point];
    if (!known) throw new RangeError(`unknown silent point: ${point}`);
    if (!known.readings.includes(reading)) {
      throw new RangeError(`${point} can be read as ${known.readings.join(' | ')}, not ${reading}`);
    }
  }
  return { ...mapOffered((readings) => readings[0]), ...given } as Readings;
}
