// Random programs: program n is a pure function of (seed, n), aimed at a cell of the coverage table by n mod N, so that the
// same seed gives the same bytes, shards are exact, and steering needs no feedback.
import type { Move } from '../src/program/facts.ts';
import type { Program } from '../src/program/types.ts';
import { operations, resources } from '../src/specs/index.ts';
import { type Cell, cells } from './cells.ts';
import { type Draw, drawn, mixed } from './random/draw.ts';
import { Writer } from './random/writer.ts';
import { allCreates, type CreateOperation, isDeployed } from './requests.ts';
import { restartSequences } from './systematic/restarts.ts';
import { sequences } from './systematic/token-time.ts';

export interface RandomOptions {
  /** Most steps of a program; the last few look at what it touched. Default 40, at least 8. */
  readonly maxSteps?: number;
  /** Whether the endpoint's clock can be moved (default true). Without, no program moves it. */
  readonly clock?: boolean;
  /** Whether the endpoint can be killed and started again (default true). Without, no program does. */
  readonly restart?: boolean;
  /** Whether each program aims at a cell (default true). Without, what it is about is drawn, and nothing weighs more. */
  readonly aim?: boolean;
  /** Whether each program has only some kinds of steps (default true). Without, all have all. */
  readonly swarm?: boolean;
  /** The index of the first random program of the run (default 0). It changes nothing but the index. */
  readonly first?: number;
}

/** In how many of a hundred programs that aim elsewhere the clock is moved, or the endpoint restarted. */
const movesPercent = 4;
/** In how many of a hundred programs another kind of resource is made beside the one aimed at. */
const secondPercent = 30;
const defaultSteps = 40;
/** Half of the programs are half as long: what they find is soon found, and short enough to read. */
const halfPercent = 50;
const shortest = 8;
/** Steps kept for looking at the end. */
const looks = 6;
/** Too few steps for a second resource with its parents, or for moves with something between. */
const shortSteps = 16;
/** Draws that come to nothing (nothing to delete, say) are repeated so often at most. */
const triesPerStep = 4;

/** The random program `nth` (0, 1, …) of the run with `seed` (an integer of 32 bits). */
export function randomProgram(seed: number, nth: number, options: RandomOptions = {}): Program {
  const { clock = true, restart = true, maxSteps = defaultSteps, aim = true, swarm = true, first = 0 } = options;
  const offered = allMoves.filter((moves) => moves.every((move) => (move === 'restart' ? restart : clock)));
  const open = aims.filter((cell) => !needsMoves(cell) || offered.some((moves) => suits(cell, moves)));
  return drawn(mixed(seed, nth), (draw) => {
    const cell = aim ? open[place(seed, nth, open.length)]! : aimless(draw.of(allCreates)!);
    // About deployments, always: where answers are lost, the ways to explain a long program that deletes and makes again
    // multiply, as each deletion may still be at work.
    const isHalf = draw.chance(halfPercent) || isDeployed(createOf(cell));
    const most = isHalf ? Math.max(shortest, maxSteps >> 1) : maxSteps;
    const short = most < shortSteps;
    const wanted = needsMoves(cell) || (createOf(cell) !== connection && draw.chance(movesPercent));
    const timed = offered.length > 0 && !short && wanted;
    const about = chosen(draw, cell, short ? 0 : secondPercent).filter(
      (operation) => !timed || operation !== connection,
    );
    const writer = new Writer(draw, cell, about, { aim, swarm, timed, mostSteps: most - looks });
    writer.begin();
    fill(writer, most - looks, timed ? draw.of(offered.filter((moves) => suits(cell, moves)))! : []);
    return { index: first + nth, phase: 'random', ...writer.end(most) };
  });
}

/**
 * The cell that program `nth` aims at: each once in `count` programs, neighbours far apart in the table, and beginning
 * elsewhere for each seed, so that few programs of several seeds meet many cells.
 */
function place(seed: number, nth: number, count: number): number {
  let stride = Math.round(count * goldenRatio);
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return (((mixed(seed, -1) >>> 0) % count) + nth * stride) % count;
}

/** Of its multiples, none come close to each other soon (Knuth, The Art of Computer Programming 3, 6.4). */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** Steps until there are enough, with the moves spread among them. */
function fill(writer: Writer, enough: number, moves: readonly Move[]): void {
  const between = Math.max(1, Math.floor((enough - writer.length) / (moves.length + 1)));
  for (const [at, move] of moves.entries()) {
    steps(writer, Math.min(writer.length + between, enough - (moves.length - at)));
    writer.move(move);
  }
  steps(writer, enough);
}

function steps(writer: Writer, enough: number): void {
  for (let tries = 0; writer.length < enough && tries < enough * triesPerStep; tries++) writer.step();
}

/** What stands for an aim where there is none. */
const aimless = (operation: CreateOperation): Cell => ({ guarantee: 'once', operation, situation: 'first call' });

const allMoves: readonly (readonly Move[])[] = [...sequences, ...restartSequences];

const isTimed = ({ situation }: Cell): boolean => situation === 'near expiry' || situation === 'expired';
const needsRestart = ({ guarantee }: Cell): boolean => guarantee === 'durable';
const needsMoves = (cell: Cell): boolean => isTimed(cell) || needsRestart(cell);

/** Whether programs that are aimed at the cell may have these moves. */
const suits = (cell: Cell, moves: readonly Move[]): boolean =>
  (!needsRestart(cell) || moves.includes('restart')) && (!isTimed(cell) || moves.some((move) => move !== 'restart'));

const connection = 'CreateEnvironmentAccountConnection';
const createOf = ({ operation }: Cell): string => resources[operations[operation]!.resource!].create;

/** The programs of a cohort run at the same time, and there may be five connections: random ones leave them alone. */
const aims: readonly Cell[] = cells.filter((cell) => !needsMoves(cell) || createOf(cell) !== connection);

/** The create operation of what the cell is about, and often another one beside it. */
function chosen(draw: Draw, cell: Cell, percent: number): CreateOperation[] {
  const first = allCreates.find((operation) => operation === createOf(cell))!;
  const second = draw.chance(percent) ? draw.of(allCreates)! : first;
  return first === second ? [first] : [first, second];
}
