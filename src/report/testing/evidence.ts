// Events of a violation's evidence with all that a timeline can show: calls at the same time, a fault, a late copy, a moved
// clock, a restart, a call without an answer. `text`: what the endpoint puts into its last answer.
import type { HistoryEvent } from '../../history/types.ts';
import { program } from './sample.ts';

const operation = 'CreateEnvironmentTemplateVersion';
const NOW = 1_800_000_000;
const TEMPLATE = 'arn:aws:proton:us-east-1:123456789012:environment-template/ns-a';
const input = { templateName: 'ns-a', clientToken: 'ns-t' };

const invoke = (
  call: number,
  at: number,
  more: Partial<Extract<HistoryEvent, { event: 'invoke' }>> = {},
): HistoryEvent => ({
  event: 'invoke',
  call,
  step: 0,
  at,
  operation,
  input,
  lane: 'raw',
  attempt: 1,
  ...more,
});

const answer = (call: number, at: number, body: string, headers: Record<string, string> = {}): HistoryEvent => ({
  event: 'answer',
  call,
  at,
  status: 200,
  headers,
  body,
});

const version = (minorVersion: string, name = ''): string =>
  JSON.stringify({
    environmentTemplateVersion: {
      arn: `${TEMPLATE}:1.${minorVersion}`,
      templateName: 'ns-a',
      majorVersion: '1',
      minorVersion,
      status: 'DRAFT',
      createdAt: NOW,
      lastModifiedAt: NOW,
      description: name,
    },
  });

export const evidence = (text = 'as it was'): HistoryEvent[] => [
  {
    event: 'header',
    schemaVersion: 1,
    run: 'r1',
    namespace: 'ns',
    settings: { settleMs: 0, clockToleranceSeconds: 10 },
    program: program(1),
  },
  invoke(1, 0, { operation: 'CreateEnvironmentTemplate', input: { name: 'ns-a' } }),
  answer(
    1,
    4,
    JSON.stringify({ environmentTemplate: { arn: TEMPLATE, name: 'ns-a', createdAt: NOW, lastModifiedAt: NOW } }),
  ),
  invoke(2, 10, { step: 1 }),
  invoke(3, 11, { step: 1, part: 1 }),
  answer(2, 18, version('0')),
  answer(3, 19, version('0')),
  invoke(4, 30, { step: 2, fault: 'answer-lost' }),
  { event: 'lost', call: 4, at: 40, why: 'broken' },
  { event: 'clock', at: 50, advanceSeconds: 7_200 },
  { event: 'clock', at: 51, advanceSeconds: 3_600 },
  { event: 'restart', at: 60, readyAt: 900 },
  invoke(5, 1_000, { step: 3, copy: true }),
  { event: 'lost', call: 5, at: 1_010, why: 'timeout' },
  invoke(6, 1_100, { step: 4 }),
  answer(6, 1_104, version('1', text), { 'x-amzn-requestid': text.slice(0, 200) }),
  { event: 'end', at: 1_110, reason: 'done' },
];

/** The call that shows the violation. */
export const violating = 6;
