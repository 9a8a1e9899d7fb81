// Asks, before a run, whether there is a usable Proton endpoint at all, with a few harmless List calls, and says in one
// sentence what is wrong and what to do. Only the first answer that decides counts; throttling, 5xx and connections that
// break are asked again.
import { api } from '../specs/index.ts';
import { decode } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import { expiry } from './expiry.ts';
import { type Problem, problemOfAnswer, problemOfLost, problemOfOutcome, problemOfSignature } from './problems.ts';
import type { Endpoint, Reply } from './types.ts';

const BUDGET_MS = 10_000;
const CALL_TIMEOUT_MS = 5_000;
const TRIES = 4;
const FIRST_PAUSE_MS = 250;

/** Lists that need nothing to be there. If not one of them is implemented, nothing of use is. */
const HARMLESS = [
  ['ListEnvironmentTemplates', {}],
  ['ListServiceTemplates', {}],
  ['ListEnvironments', {}],
  ['ListServices', {}],
  ['ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }],
] as const;

export type ProbeResult = { readonly ok: true } | ({ readonly ok: false } & Problem);

export interface ProbeOptions {
  /** Whole probe, default 10 000 ms. */
  readonly budgetMs?: number;
  /** One call, default 5 000 ms. */
  readonly callTimeoutMs?: number;
}

/** Never rejects; ends within `budgetMs`. */
export async function probe(
  endpoint: Endpoint,
  { budgetMs = BUDGET_MS, callTimeoutMs = CALL_TIMEOUT_MS }: ProbeOptions = {},
): Promise<ProbeResult> {
  const budget = expiry(budgetMs);
  let refused: Problem | undefined;
  for (const [operation, input] of HARMLESS) {
    for (let attempt = 1; ; attempt++) {
      const signal = AbortSignal.any([budget, expiry(callTimeoutMs)]);
      const reply = await endpoint.call({
        operation,
        input: { ...input },
        lane: attempt % 2 === 0 ? 'sdk' : 'raw',
        signal,
      });
      const finding = judge(operation, reply, endpoint);
      if (finding === 'usable') return { ok: true };
      if (finding === 'again') {
        if (attempt < TRIES && (await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), budget))) continue;
        return { ok: false, ...problemOf(reply, endpoint) };
      }
      if (!finding.onlyThisOperation) return { ok: false, ...finding };
      refused = finding;
      break;
    }
  }
  return { ok: false, ...(refused ?? unavailable()) };
}

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
