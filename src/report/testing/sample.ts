// Run records, verdicts and histories for tests: each begins as one with nothing in it.
import { nothingShown } from '../../checker/testing/verdict.ts';
import type { HistoryVerdict, Violation } from '../../checker/types.ts';
import type { End, HistoryEvent } from '../../history/types.ts';
import type { Aim, Program } from '../../program/types.ts';
import { guarantees } from '../../specs/index.ts';
import type { JudgedHistory, RunRecord } from '../types.ts';

export const record = (over: Partial<RunRecord> = {}): RunRecord => ({
  schemaVersion: 1,
  tool: 'proton-conformance',
  run: 'r1',
  seed: 42,
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 12_345,
  calls: 100,
  programs: 10,
  endpoint: 'http://127.0.0.1:8080/',
  embedded: false,
  region: 'us-east-1',
  versions: { 'proton-conformance': '0.1.0' },
  only: [],
  withheld: {
    clock: 'the endpoint’s clock cannot be moved',
    restart: 'not in this version',
  },
  stopped: 'done',
  notes: [],
  ...over,
});

export const verdict = (over: Partial<HistoryVerdict> = {}): HistoryVerdict => ({ ...nothingShown, ...over });

export const program = (index: number, aim: Partial<Aim> = {}, steps = 2): Program => ({
  index,
  aim: {
    guarantee: 'token.retry',
    operation: 'CreateEnvironmentTemplateVersion',
    situation: 'same parameters',
    ...aim,
  },
  steps: Array.from({ length: steps }, () => ({ do: 'get' as const, of: 0 })),
});

export const end = (reason: End['reason'], detail?: string): End => ({
  event: 'end',
  at: 9,
  reason,
  ...(detail === undefined ? {} : { detail }),
});

export const history = (index: number, over: Partial<JudgedHistory> = {}): JudgedHistory => ({
  path: `histories/${String(index).padStart(6, '0')}.jsonl`,
  program: program(index),
  end: end('done'),
  verdict: verdict(),
  spent: { calls: [], made: {} },
  ...over,
});

export const violation = (over: Partial<Violation> = {}): Violation => ({
  guarantee: 'token.retry',
  also: [],
  operation: 'CreateEnvironmentTemplateVersion',
  call: 2,
  step: 1,
  situation: 'same parameters',
  allowed: ['success with the original resource'],
  observed: 'success with another resource (minorVersion 1)',
  ...over,
});

/** A history in which every guarantee that needs nothing held once on each of its operations. */
export const everythingHeld = (index = 0): JudgedHistory =>
  history(index, {
    verdict: verdict({
      exercised: guarantees
        .filter(({ needs }) => needs.length === 0)
        .flatMap(({ id, operations }) =>
          operations.map((operation) => ({ guarantee: id, operation, situation: 'first call', count: 1 })),
        ),
    }),
  });

/** Two calls: a create, and the same again. */
export const twoCalls = (body = '{}'): HistoryEvent[] =>
  [1, 2].flatMap((call): HistoryEvent[] => [
    {
      event: 'invoke',
      call,
      step: call - 1,
      at: call * 10,
      operation: 'CreateEnvironmentTemplateVersion',
      input: { templateName: 'a', clientToken: 't' },
      lane: 'raw',
      attempt: 1,
    },
    { event: 'answer', call, at: call * 10 + 5, status: 200, headers: {}, body },
  ]);
