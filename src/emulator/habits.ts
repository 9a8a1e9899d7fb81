// Behaviour that the contract permits and that must never raise an alarm: slowness, refusals, broken connections, stale
// reads, unusual but right forms, times that move, work that begins late or is undone, strictness. All are off by default;
// what is random is seeded.

export interface Habits {
  /** Each answer takes up to so many milliseconds, part of it before the effect and part after it. */
  latencyMs: number;
  /** Share (0 to 1) of requests refused before their effect: by ThrottlingException (HTTP 400) or an untyped 429. */
  throttleRate: number;
  /** Share of requests answered by a 5xx, half of them before the effect and half after it. */
  errorRate: number;
  /**
   * Share of requests answered by a 5xx that are done but fail. Of half of them the work that they begin fails; the others
   * make nothing where they come with a token, which is spent as the readings have it, and are done where not.
   */
  halfDoneRate: number;
  /** Share of requests whose connection breaks, half of them before the effect and half after it. */
  breakRate: number;
  /** Share of the mutations refused by ConflictException, of those that overlap another one of the same resource. */
  contendRate: number;
  /** A mutation that overlaps another one of the same resource is answered so many milliseconds later. */
  contendMs: number;
  /** Get and List may show what was up to so many milliseconds ago. */
  staleMs: number;
  /** Error types stand in the header alone; the body has the message. */
  headerOnlyErrors: boolean;
  /** Answers have members that the model doesn't know. */
  extraMembers: boolean;
  /** Optional members without a value are null instead of missing. */
  nullMembers: boolean;
  /** Optional texts without a value, the token of a last page among them, are empty instead of missing, as are lists. */
  emptyMembers: boolean;
  /** Share of the required members, identity, creation time and status apart, that an answer leaves out. */
  missingRate: number;
  /** Times are whole seconds. */
  wholeSeconds: boolean;
  /** A time of what has not happened yet, as a deployment's success, is 0. */
  zeroTimes: boolean;
  /** After a restart, times from before it are shown rounded to whole seconds, a half upwards. */
  roundsLater: boolean;
  /** The first delete answers with nothing instead of the metadata. */
  emptyDelete: boolean;
  /** Empty answers have no bytes at all, instead of `{}`. */
  noBytes: boolean;
  /** Get of a deleted environment shows DELETE_COMPLETE instead of failing. */
  showDeleteComplete: boolean;
  /** Get and List show environments and instances as DELETE_COMPLETE for so many milliseconds after their deletion. */
  deletedShownMs: number;
  /** A deletion moves the times of what it deletes ("last…At") while it is in progress, and in the end those of its owners. */
  deletionsMoveTimes: boolean;
  /** The end of a work moves the times of what was worked on, and of what that belongs to, runs in or was made from. */
  workMovesTimes: boolean;
  /**
   * A service's instances are deployed so many milliseconds later than the service itself. When they are done, its
   * modification time moves.
   */
  partsLaterMs: number;
  /** The same of a service's pipeline, which isn't shown before its deployment begins. */
  pipelineLaterMs: number;
  /** Updates that take time begin so many milliseconds after they were answered; until then nothing shows of them. */
  updateDelayMs: number;
  /**
   * Updates that take time show their values from when they begin; where one fails, the values of before and a settled
   * status come back so many milliseconds later.
   */
  rollbackMs: number;
  /** What couldn't be created vanishes so many milliseconds later. A service shows first that it is cleaned up. */
  cleanUpMs: number;
  /** A version whose description, compatible templates or components are updated is registered again. */
  registerAgain: boolean;
  /**
   * One table of tokens for all operations and templates. With the readings that let it: the token of a request that failed,
   * for whatever reason, is spent for every other request; each answer to a request with a token, a refusal too, renews its
   * eight hours.
   */
  globalTokens: boolean;
  /**
   * A create is refused for what it names and isn't there (template, published version, compatible template, connection,
   * environment) before its name or token is looked at, retries that must succeed apart: by ResourceNotFoundException, with
   * an odd seed by ValidationException where the contract doesn't name the type.
   */
  strictReferences: boolean;
  /** Environments don't show their component and CodeBuild roles. */
  hideRoles: boolean;
  /** Lists of template versions show all versions of the template, whatever major version is asked for. */
  allMajors: boolean;
  /** TagResource and UntagResource succeed and do nothing. */
  ignoresTags: boolean;
  /** The documented quotas are enforced. */
  quotas: boolean;
}

export const noHabits: Habits = {
  latencyMs: 0,
  throttleRate: 0,
  errorRate: 0,
  breakRate: 0,
  halfDoneRate: 0,
  contendRate: 0,
  contendMs: 0,
  staleMs: 0,
  headerOnlyErrors: false,
  extraMembers: false,
  nullMembers: false,
  emptyMembers: false,
  missingRate: 0,
  wholeSeconds: false,
  zeroTimes: false,
  roundsLater: false,
  emptyDelete: false,
  noBytes: false,
  showDeleteComplete: false,
  deletedShownMs: 0,
  deletionsMoveTimes: false,
  workMovesTimes: false,
  partsLaterMs: 0,
  pipelineLaterMs: 0,
  updateDelayMs: 0,
  rollbackMs: 0,
  cleanUpMs: 0,
  registerAgain: false,
  globalTokens: false,
  strictReferences: false,
  hideRoles: false,
  allMajors: false,
  ignoresTags: false,
  quotas: false,
};

/** Members of an environment that the habit `hideRoles` hides. */
export const roleMembers = ['componentRoleArn', 'codebuildRoleArn'];

/** Required members that AWS's own examples leave out somewhere; none of them is identity (wire.missing-member). */
export const dispensableMembers = [
  'lastModifiedAt',
  'lastDeploymentSucceededAt',
  'spec',
  'templateMajorVersion',
  'roleArn',
];
