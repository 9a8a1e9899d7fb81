import { expect, test } from 'vitest';
import type { Fault, Sending, Step } from '../program/types.ts';
import { stepsInWords } from './explanation-steps.ts';

const create: Sending = {
  do: 'create',
  operation: 'CreateEnvironmentTemplateVersion',
  input: {
    templateName: '{{fixture:envTemplate}}',
    clientToken: '{{token:t}}',
    description: 'one',
    source: { s3: { bucket: 'b', key: 'k' } },
  },
};

const made =
  'CreateEnvironmentTemplateVersion with templateName the given envTemplate, client token t, description "one", source {"s3":{"bucket":"b","key":"k"}}';

test.each<[string, Step, string]>([
  ['the same request', { do: 'retry', of: 0 }, 'the same request again'],
  [
    'a changed member',
    { do: 'retry', of: 0, change: { set: { description: 'two' } } },
    'the same request again, description changed from "one" to "two"',
  ],
  [
    'a nested member',
    { do: 'retry', of: 0, change: { set: { 'source.s3.key': 'l' } } },
    'the same request again, source.s3.key changed from "k" to "l"',
  ],
  [
    'a token with options',
    { do: 'retry', of: 0, change: { set: { clientToken: '{{token:t length=64 end=b upper}}' } } },
    'the same request again, clientToken changed from t to t (64 characters, ending in "b", in capitals)',
  ],
  [
    'a member left out',
    { do: 'retry', of: 0, change: { drop: ['clientToken'] } },
    'the same request again, clientToken left out',
  ],
  [
    'other order',
    { do: 'retry', of: 0, reordered: true },
    'the same request again, with its JSON members in another order',
  ],
  [
    'an update',
    { do: 'modify', of: 0, operation: 'UpdateEnvironmentTemplateVersion', input: { status: 'PUBLISHED' } },
    'UpdateEnvironmentTemplateVersion of what step 1 made: status "PUBLISHED"',
  ],
  ['a deletion', { do: 'delete', of: 0 }, 'DeleteEnvironmentTemplateVersion of what step 1 made'],
  ['a wait', { do: 'settle', of: 0 }, 'wait until nothing is in progress on what step 1 made'],
  [
    'a wait with retries',
    { do: 'settle', of: 0, resend: 'delete' },
    'wait until nothing is in progress on what step 1 made, sending DeleteEnvironmentTemplateVersion again at every poll',
  ],
  ['the clock', { do: 'advance', seconds: 28_260 }, 'move the endpoint’s clock on by 7 h 51 min'],
])('%s', (_, step, expected) => {
  expect(stepsInWords({ steps: [create, step] })).toEqual([made, expected]);
});

const lost = (fault: Fault): Sending => ({ do: 'retry', of: 0, fault });

test.each<[string, Step[], string[]]>([
  ['a lost answer', [lost('answer-lost')], ['the same request again, its answer lost on the way']],
  ['a lost request', [lost('request-lost')], ['the same request again, which never reaches the endpoint']],
  ['two at once', [lost('twice')], ['the same request again, of which a second copy arrives at the same time']],
  [
    'a late copy',
    [lost('copied'), { do: 'delete', of: 0 }, { do: 'deliver' }],
    [
      'the same request again, of which a copy stays on the way',
      'DeleteEnvironmentTemplateVersion of what step 2 made',
      'the copy of step 2 arrives late',
    ],
  ],
  ['a copy at the end', [lost('copied')], ['the same request again, of which a copy arrives after everything else']],
  [
    'a race',
    [
      { do: 'together', steps: [lost('timed-out'), { do: 'delete', of: 1 }] },
      { do: 'get', of: 0 },
    ],
    [
      'at the same time: 1) the request of step 1 again, given up as soon as it is sent; 2) DeleteEnvironmentTemplateVersion of what step 1 made',
      'GetEnvironmentTemplateVersion of what 1) in step 2 made',
    ],
  ],
  [
    'duplicates at the same time',
    [
      {
        do: 'together',
        steps: [
          { do: 'retry', of: 0 },
          { do: 'retry', of: 0 },
        ],
      },
    ],
    ['at the same time: 1) the request of step 1 again; 2) the same request as 1)'],
  ],
  ['a restart', [{ do: 'restart' }], ['the endpoint is killed and started again']],
  [
    'a restart under way',
    [{ do: 'restart', during: [{ do: 'retry', of: 0 }] }],
    ['the endpoint is killed and started again while this is under way: the same request again'],
  ],
  [
    'a restart with several under way',
    [
      {
        do: 'restart',
        during: [
          { do: 'retry', of: 0 },
          { do: 'get', of: 0 },
        ],
      },
    ],
    [
      'the endpoint is killed and started again while these are under way: 1) the request of step 1 again; 2) GetEnvironmentTemplateVersion of what 1) in step 2 made',
    ],
  ],
])('%s', (_, steps, expected) => {
  expect(stepsInWords({ steps: [create, ...steps] })).toEqual([made, ...expected]);
});

test('hostile text cannot steer a terminal, nor grow without end', () => {
  const [words = ''] = stepsInWords({
    steps: [{ do: 'create', operation: 'CreateService', input: { name: `\u001b[2J\u202e\n${'x'.repeat(5000)}` } }],
  });
  expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(words.length).toBeLessThanOrEqual(300);
});
