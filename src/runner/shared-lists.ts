// Lists show the whole account, so a list for each program costs the square of their number. Programs that only look for
// effects share one: whoever asks waits for the next list of the type, begun after all who share it have asked (batching,
// as in DataLoader), so that it shows each of them what has come into being until then.
import type { Answer, Header, HistoryEvent, Invocation, Lost } from '../history/types.ts';
import { mayBeIn } from '../program/namespace.ts';
import type { Input } from '../program/types.ts';
import { operations, type Resource, resources } from '../specs/index.ts';
import { cutAnswer, decode } from '../wire/index.ts';
import { Ended } from './ended.ts';
import { Journal } from './journal.ts';
import { readPages } from './pages.ts';
import { pageSize } from './quiet.ts';
import type { RunState } from './state.ts';

/** Where several programs are under way, those that will ask soon are waited for so long. */
const GATHER_MS = 50;
/** What there may be fewer of is not held up: others wait for it. */
const SCARCE = 10;

/** A request for a page, or one more try of it, and what came. */
export interface Exchange {
  readonly invocation: Invocation;
  readonly completion: Answer | Lost;
}

export interface Reading {
  /** What ended it early, for all who share it. */
  readonly ended: Ended | undefined;
  /** The exchanges as one program sees them: of the items those of its name space, and those without a name. */
  excerpt(namespace: string): Exchange[];
}

export class SharedLists {
  readonly #run: RunState;
  readonly #gathering = new Map<string, Promise<Reading>>();
  readonly #underWay = new Map<string, Promise<Reading>>();

  constructor(run: RunState) {
    this.#run = run;
  }

  /** The next list of `operation`, all pages; `header` is that of any program. Holds no slot between its calls. */
  read(operation: string, header: Header): Promise<Reading> {
    const gathering = this.#gathering.get(operation);
    if (gathering !== undefined) return gathering;
    const next = this.#next(operation, header, this.#underWay.get(operation));
    this.#gathering.set(operation, next);
    return next;
  }

  async #next(operation: string, header: Header, before: Promise<Reading> | undefined): Promise<Reading> {
    const run = this.#run;
    await before?.catch(() => undefined);
    const { atMost = SCARCE } = resourceOf(operation);
    if (run.underWay > 1 && atMost >= SCARCE) await run.time.sleep(GATHER_MS, run.halt);
    const reading = this.#gathering.get(operation)!;
    this.#gathering.delete(operation);
    this.#underWay.set(operation, reading);
    return this.#readNow(operation, header);
  }

  async #readNow(operation: string, header: Header): Promise<Reading> {
    const run = this.#run;
    const journal = new Journal(header, { push: () => 'go-on' }, run.time);
    const input = { ...operations[operation]?.fixed, ...pageSize(operation) };
    let ended: Ended | undefined;
    await run.slots.acquire('resume');
    try {
      await readPages(run, journal, { operation, input, step: 0, lane: () => 'raw' }, 1);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      ended = error;
    } finally {
      run.slots.release();
    }
    return new Read(resourceOf(operation).listed, journal.history, ended);
  }
}

const resourceOf = (operation: string): Resource => resources[operations[operation]!.resource!];

interface Page extends Exchange {
  /** What is known of the answer, as the rest may be as large and deep as it likes; undefined where it is nothing to cut: an error, or not by the API model. */
  readonly body: Input | undefined;
}

class Read implements Reading {
  readonly ended: Ended | undefined;
  readonly #listed: string;
  readonly #pages: readonly Page[];

  constructor(listed: string, events: readonly HistoryEvent[], ended: Ended | undefined) {
    this.ended = ended;
    this.#listed = listed;
    const completions = new Map(
      events.flatMap((event) => (event.event === 'answer' || event.event === 'lost' ? [[event.call, event]] : [])),
    );
    this.#pages = events.flatMap((event) => {
      const completion = event.event === 'invoke' ? completions.get(event.call) : undefined;
      if (event.event !== 'invoke' || completion === undefined) return [];
      return [{ invocation: event, completion, body: bodyOf(event.operation, completion) }];
    });
  }

  excerpt(namespace: string): Exchange[] {
    return this.#pages.map(({ invocation, completion, body }) => {
      if (body === undefined || completion.event === 'lost') return { invocation, completion };
      const own = (body[this.#listed] as Input[]).filter((item) => mayBeIn(namespace, item));
      return { invocation, completion: { ...completion, body: JSON.stringify({ ...body, [this.#listed]: own }) } };
    });
  }
}

function bodyOf(operation: string, completion: Answer | Lost): Input | undefined {
  if (completion.event === 'lost') return undefined;
  const outcome = decode(operation, completion);
  if (outcome.kind !== 'success' || outcome.items === undefined) return undefined;
  const body = cutAnswer(operation, JSON.parse(completion.body));
  return Array.isArray(body[resourceOf(operation).listed]) ? body : undefined;
}
