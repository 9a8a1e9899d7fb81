// Which mutations of one resource are under way at the same time: the contract lets an endpoint refuse such ones, and
// answer them when it likes.
import { isMembers, type Members } from '../wire/json.ts';
import type { WireRequest } from './message.ts';

interface UnderWay {
  requests: number;
  /** Those of them, and of others meanwhile, that have taken effect. */
  acted: number;
}

/** One mutation on its way. */
export interface Contender {
  /** Whether another one overlaps it. */
  isContended(): boolean;
  acted(): void;
  leave(): void;
}

export class Contention {
  readonly #underWay = new Map<string, UnderWay>();

  /** Undefined where the request changes nothing, or it can't be told what. */
  enter(request: WireRequest): Contender | undefined {
    const subject = subjectOf(request);
    if (subject === undefined) return undefined;
    const about = this.#underWay.get(subject) ?? { requests: 0, acted: 0 };
    this.#underWay.set(subject, about);
    about.requests++;
    const { acted } = about;
    return {
      isContended: () => about.requests > 1 || about.acted > acted,
      acted: () => about.acted++,
      leave: () => {
        if (--about.requests === 0) this.#underWay.delete(subject);
      },
    };
  }
}

/** The one resource that a mutation is about, by its name, id or number, or by the token that it is to be made with. */
function subjectOf({ headers, body }: WireRequest): string | undefined {
  const [, verb, noun] = /\.(Create|Update|Delete|Accept|Reject)(\w+)$/.exec(headers['x-amz-target'] ?? '') ?? [];
  const input = verb === undefined ? undefined : parsed(body);
  if (input === undefined) return undefined;
  const { id, name, clientToken, templateName, majorVersion, minorVersion } = input;
  const number = minorVersion === undefined ? undefined : `${templateName} ${majorVersion}.${minorVersion}`;
  const subject = id ?? name ?? number ?? clientToken;
  return subject === undefined ? undefined : `${noun} ${subject}`;
}

function parsed(body: string): Members | undefined {
  try {
    const input: unknown = JSON.parse(body);
    return isMembers(input) ? input : undefined;
  } catch {
    return undefined;
  }
}
