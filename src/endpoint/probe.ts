// Asks, before a run, whether there is a usable Proton endpoint at all, with a few harmless calls, and says in one sentence
// what is wrong and what to do. No connection, and refused credentials, decide at once. Any other answer tells of its
// operation alone, which may be broken, slow or missing where all others are right.
import { api } from '../specs/index.ts';
import { decode } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import { expiry } from './expiry.ts';
import { harmless } from './harmless.ts';
import { type Problem, problemOfAnswer, problemOfLost, problemOfOutcome, problemOfSignature } from './problems.ts';
import type { Endpoint, Reply } from './types.ts';

/** As long as a run waits for one answer: an endpoint may have to wake up. */
const BUDGET_MS = 30_000;
const CALL_TIMEOUT_MS = 5_000;
/** The first operation has all, so that whoever is busy has time; the others are asked less often. */
const TRIES = 4;
const TRIES_OF_OTHERS = 2;
const FIRST_PAUSE_MS = 250;

export type ProbeResult = { readonly ok: true } | ({ readonly ok: false } & Problem);

export interface ProbeOptions {
  /** Whole probe, default 30 000 ms. */
  readonly budgetMs?: number;
  /** The first call that gets no answer, default 5 000 ms; later ones have what is left. */
  readonly callTimeoutMs?: number;
  /** The first pause before it is asked again, default 250 ms. */
  readonly pauseMs?: number;
  /** Told once if that first call got none. */
  readonly onSlow?: () => void;
  /** Aborted: nothing more is asked. */
  readonly signal?: AbortSignal;
}

/** Never rejects; ends within `budgetMs`. */
export async function probe(
  endpoint: Endpoint,
  {
    budgetMs = BUDGET_MS,
    callTimeoutMs = CALL_TIMEOUT_MS,
    pauseMs = FIRST_PAUSE_MS,
    onSlow,
    signal,
  }: ProbeOptions = {},
): Promise<ProbeResult> {
  const budget = AbortSignal.any([expiry(budgetMs), ...(signal === undefined ? [] : [signal])]);
  let found: Problem | undefined;
  let slow = false;
  for (const [operation, input] of harmless) {
    const most = found === undefined ? TRIES : TRIES_OF_OTHERS;
    for (let attempt = 1; ; attempt++) {
      const patience = slow ? budget : AbortSignal.any([budget, expiry(callTimeoutMs)]);
      const lane = attempt % 2 === 0 ? 'sdk' : 'raw';
      const reply = await endpoint.call({ operation, input, lane, signal: patience });
      const finding = judge(operation, reply, endpoint);
      if (finding === 'usable') return { ok: true };
      if (finding === 'again' && attempt < most && (await pause(pauseMs * 2 ** (attempt - 1), budget))) continue;
      const problem = finding === 'again' ? problemOf(reply, endpoint) : finding;
      if (decidesAll(reply, problem)) return { ok: false, ...problem };
      found ??= problem;
      if (isSilence(reply) && !slow) {
        slow = true;
        if (!budget.aborted) onSlow?.();
      }
      break;
    }
    if (budget.aborted) break;
  }
  return { ok: false, ...(found ?? unavailable()) };
}

/** Whether other operations can be no better off. */
function decidesAll(reply: Reply, { problem }: Problem): boolean {
  if (reply.kind === 'lost') return problem === 'tls' || (reply.why === 'not-sent' && !isSilence(reply));
  return problem === 'credentials' || problem === 'region';
}

/** It was our own patience that ended; a connection that the other side broke off or refused has a code. */
const isSilence = (reply: Reply): boolean =>
  reply.kind === 'lost' && (reply.why === 'timeout' || reply.why === 'not-sent') && reply.code === undefined;

function judge(operation: string, reply: Reply, endpoint: Endpoint): 'usable' | 'again' | Problem {
  if (reply.kind === 'lost') {
    const problem = problemOfLost(reply, endpoint);
    return reply.why === 'broken' && problem.problem !== 'tls' ? 'again' : problem;
  }
  const outcome: Outcome = decode(operation, reply);
  if (outcome.kind === 'again') return 'again';
  if (outcome.kind === 'success' || outcome.kind === 'error' || outcome.kind === 'quota') return 'usable';
  if (outcome.kind === 'malformed' && speaksProton(operation, reply.body)) return 'usable';
  return problemOfAnswer(reply, endpoint) ?? problemOfOutcome(outcome, endpoint) ?? 'usable';
}

/** A wrong answer is for the run to judge, as long as it is recognisably one of this protocol. */
function speaksProton(operation: string, body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return false;
    const members = api.shapes[api.operations[operation]?.output ?? '']?.members ?? {};
    return '__type' in value || Object.keys(members).some((member) => member in value);
  } catch {
    return false;
  }
}

/** What is wrong after the last try. */
const problemOf = (reply: Reply, endpoint: Endpoint): Problem =>
  reply.kind === 'lost' ? problemOfLost(reply, endpoint) : (problemOfSignature(reply, endpoint) ?? unavailable(reply));

const unavailable = (reply?: Reply): Problem => ({
  problem: 'unavailable',
  message: `The endpoint only answers that it is busy or broken${reply?.kind === 'answer' ? ` (HTTP ${reply.status})` : ''}. Try again when it is well, or look into its log.`,
});

/** False if the budget ran out meanwhile. */
async function pause(ms: number, budget: AbortSignal): Promise<boolean> {
  if (budget.aborted) return false;
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(true), ms);
    const onAbort = () => done(false);
    const done = (inTime: boolean) => {
      clearTimeout(timer);
      budget.removeEventListener('abort', onAbort);
      resolve(inTime);
    };
    budget.addEventListener('abort', onAbort, { once: true });
  });
}
