// The part of an exported test that is the same in each: the client, calls whose refusal is an answer, polling, cleaning up.
// Only what the test uses is written.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code in another file
import type { Counterexample } from '../shrink/types.ts';
import type { ResourceType } from '../specs/index.ts';
import { tsString } from '../wire/quote.ts';
import type { Plan } from './types.ts';

/** Imports, helpers and clean-up; `body`: the test that will use them. */
export const vitestHelpers = ({ endpoint, region }: Counterexample, plan: Plan, body: string): string[] => {
  const conditions = JSON.stringify(plan.expectation ?? []);
  const isRaw = /\braw\(/.test(body);
  const uses = (name: string) => body.includes(`${name}(`);
  const calling = isRaw && /"is":"documented"/.test(conditions) ? 'raw' : 'call';
  return [
    ...(uses('restart') ? ["import { execSync } from 'node:child_process';"] : []),
    "import * as proton from '@aws-sdk/client-proton';",
    `import { afterAll, ${plan.expectation ? 'expect, ' : ''}test } from 'vitest';`,
    '',
    '// biome-ignore-all lint: generated',
    'type Answer = any;',
    `const endpoint = process.env.ENDPOINT || ${tsString(endpoint)};`,
    "const run = `pc${Math.random().toString(36).slice(2).padEnd(6, '0').slice(0, 6)}`;",
    ...(body.includes('runDigits')
      ? ["const runDigits = Array.from({ length: 16 }, () => 1 + Math.floor(Math.random() * 9)).join('');"]
      : []),
    'const settleSeconds = Number(process.env.SETTLE_SECONDS ?? 60);',
    'const client = new proton.ProtonClient({',
    '  endpoint,',
    `  region: process.env.AWS_REGION ?? ${tsString(region)},`,
    "  ...(process.env.AWS_ACCESS_KEY_ID ? {} : { credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }),",
    '});',
    'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));',
    ...callHelper,
    ...(isRaw ? rawHelper : []),
    ...listHelper,
    ...settleHelper,
    ...(uses('must') ? mustHelper : []),
    ...(uses('advance') ? advanceHelper : []),
    ...(uses('restart') ? restartHelper : []),
    ...(uses('unanswered') ? unansweredHelper : []),
    ...(conditions.includes('"one-of"') || /"(none-of|other|tags)"/.test(conditions) ? sameHelper : []),
    ...(conditions.includes('"time":true') ? sameSecondHelper : []),
    ...(conditions.includes('"tags"') ? sortedHelper : []),
    ...(conditions.includes('"only"') ? onlyHelper : []),
    ...(conditions.includes('"is":"form"') ? eachHelper : []),
    ...(conditions.includes('"is":"object"') ? isObjectHelper : []),
    '',
    ...cleanUp(plan.made, calling),
    '',
  ];
};

const callHelper = [
  '',
  '/** One call. A refusal is an answer too: { error, message }. */',
  'const call = async (operation: string, input: object): Promise<Answer> => {',
  '  const Command = (proton as Answer)[`${operation}Command`];',
  '  try {',
  '    const { $metadata, ...answer } = (await client.send(new Command(input))) as Answer;',
  '    return JSON.parse(JSON.stringify(answer));',
  '  } catch (error: Answer) {',
  '    if (error.$metadata?.httpStatusCode === undefined) throw error;',
  '    return { error: error.name, message: error.message };',
  '  }',
  '};',
];

const rawHelper = [
  '',
  '/** A body that the SDK would not send so, signed by it all the same; the answer with its status, error type and text. */',
  'const raw = async (operation: string, input: object): Promise<Answer> => {',
  '  const command = new (proton as Answer)[`${operation}Command`]({});',
  '  let answer: Answer;',
  '  const write = (next: Answer) => (args: Answer) => {',
  '    args.request.body = JSON.stringify(input);',
  '    return next(args);',
  '  };',
  '  const read = (next: Answer) => async (args: Answer) => {',
  '    const { response } = await next(args);',
  '    const chunks = [];',
  '    for await (const chunk of response.body) chunks.push(chunk);',
  '    const text = Buffer.concat(chunks).toString();',
  '    let body: Answer;',
  '    try { body = JSON.parse(text); } catch { body = undefined; }',
  "    const type = response.headers['x-amzn-errortype'] ?? body?.__type;",
  "    const error = typeof type === 'string' ? type.replace(/[:,].*/s, '').replace(/.*#/s, '') : undefined;",
  '    answer = { ...body, status: response.statusCode, error, text };',
  "    throw Object.assign(new Error('read'), { $metadata: {} });",
  '  };',
  "  command.middlewareStack.add(write, { step: 'build', priority: 'high' });",
  "  command.middlewareStack.add(read, { step: 'deserialize', priority: 'low' });",
  '  await client.send(command).catch((error: Answer) => {',
  '    if (answer === undefined) throw error;',
  '  });',
  '  return answer;',
  '};',
];

const listHelper = [
  '',
  '/** All pages of a list. */',
  'const list = async (operation: string, input: object, member: string, send: typeof call = call): Promise<Answer> => {',
  '  const items: Answer[] = [];',
  '  let nextToken: string | undefined;',
  '  for (let page = 0; page < 200; page++) {',
  '    const answer = await send(operation, nextToken ? { ...input, nextToken } : input);',
  '    if (answer.error !== undefined) return answer;',
  '    items.push(...(answer[member] ?? []));',
  '    nextToken = answer.nextToken;',
  '    if (!nextToken) break;',
  '  }',
  '  return { [member]: items };',
  '};',
];

const settleHelper = [
  '',
  '/** Polls until nothing is in progress or it is gone, for SETTLE_SECONDS at most; gives the last answer. */',
  'const settle = async (',
  '  get: () => Promise<Answer>,',
  '  { before, after }: { before?: () => Promise<Answer>; after?: (answer: Answer) => void } = {},',
  ') => {',
  '  for (const end = Date.now() + settleSeconds * 1000; ; ) {',
  '    await before?.();',
  '    const answer = await get();',
  '    after?.(answer);',
  '    const detail: Answer = Object.values(answer)[0];',
  '    if (answer.error !== undefined || Date.now() > end) return answer;',
  "    if (!/IN_PROGRESS$|^CANCELLING$/.test(detail?.deploymentStatus ?? detail?.status ?? '')) return answer;",
  '    await sleep(100);',
  '  }',
  '};',
];

const mustHelper = [
  '',
  'const must = (answer: Answer) => {',
  '  if (answer.error !== undefined) throw new Error(`the set-up failed: ${JSON.stringify(answer)}`);',
  '  return answer;',
  '};',
];

const advanceHelper = [
  '',
  '/** Moves the endpoint’s clock. */',
  'const advance = async (seconds: number) => {',
  "  const url = `${endpoint.replace(/\\/+$/, '')}/_conformance/clock`;",
  '  const answer = await fetch(url, {',
  "    method: 'POST',",
  "    headers: { 'content-type': 'application/json' },",
  '    body: JSON.stringify({ advanceSeconds: seconds }),',
  '  });',
  '  if (answer.status !== 200) throw new Error(`the clock cannot be moved: HTTP ${answer.status}`);',
  '};',
];

const restartHelper = [
  '',
  '/** Kills the endpoint, starts it again, and waits until it answers. */',
  'const restart = async () => {',
  '  const command = process.env.RESTART_COMMAND;',
  "  if (!command) throw new Error('give RESTART_COMMAND: what kills the endpoint and starts it again');",
  "  execSync(command, { stdio: 'ignore' });",
  '  for (const end = Date.now() + 60_000; ; await sleep(100)) {',
  '    const answer = await fetch(endpoint).catch(() => undefined);',
  '    if (answer) return;',
  "    if (Date.now() > end) throw new Error('the endpoint did not come back');",
  '  }',
  '};',
];

const unansweredHelper = [
  '',
  'const unanswered = (answer: Promise<Answer>): Promise<Answer> =>',
  "  answer.catch(() => ({ error: 'no answer came' }));",
];

const sameHelper = [
  '',
  'const same = (a: Answer, b: Answer) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);',
];

const sameSecondHelper = [
  'const second = (time: Answer) => Math.floor(typeof time === "number" ? time : Date.parse(time) / 1000);',
  'const sameSecond = (a: Answer, b: Answer) => same(a, b) || second(a) === second(b);',
].map((line) => line.replaceAll('"number"', "'number'"));

const sortedHelper = [
  'const sorted = (tags: Answer[] = []) => tags.map(({ key, value }) => `${key}=${value}`).sort();',
];

const eachHelper = [
  '',
  '/** Every value at a path, where `*` stands for each element. */',
  'const each = (value: Answer, [first, ...rest]: string[]): Answer[] => {',
  '  if (first === undefined) return [value];',
  "  if (first === '*') return Array.isArray(value) ? value.flatMap((one) => each(one, rest)) : [];",
  '  return each(value?.[first], rest);',
  '};',
];

const isObjectHelper = [
  '',
  'const isObject = (text: string) => {',
  '  try {',
  '    const value = JSON.parse(text);',
  "    return typeof value === 'object' && value !== null && !Array.isArray(value);",
  '  } catch {',
  '    return false;',
  '  }',
  '};',
];

const onlyHelper = [
  '',
  '/** The items of this run are among `keys`, each once. */',
  'const onlyOurs = (items: Answer[] = [], name: string, keys: Answer[]) => {',
  '  const ours = items.filter((one) => one[name]?.startsWith(run) && !one[name].startsWith(`${run}given-`));',
  '  const count = (key: Answer) => ours.filter((one) => Object.keys(key).every((m) => one[m] === key[m])).length;',
  '  return keys.every((key) => count(key) <= 1) && ours.length === keys.reduce((sum, key) => sum + count(key), 0);',
  '};',
];

const cleanUp = (made: readonly ResourceType[], calling: 'call' | 'raw'): string[] => {
  const ours = (list: string, member: string, name = 'name', input = '{}') =>
    `(await ours('${list}', '${member}', '${name}', ${input}))`;
  const template = (kind: string) =>
    `  for (const { name } of ${ours(`List${kind}Templates`, 'templates')}) await deleteTemplate('${kind}', name);`;
  const deployed = (kind: string) => [
    `  for (const { name } of ${ours(`List${kind}s`, `${kind.toLowerCase()}s`)}) {`,
    `    await attempt('Delete${kind}', { name });`,
    `    await settle(() => attempt('Get${kind}', { name }));`,
    '  }',
  ];
  const lines: Record<string, readonly string[]> = {
    service: deployed('Service'),
    environment: deployed('Environment'),
    environmentAccountConnection: [
      `  for (const { id } of ${ours('ListEnvironmentAccountConnections', 'environmentAccountConnections', 'environmentName', "{ requestedBy: 'ENVIRONMENT_ACCOUNT' }")})`,
      "    await attempt('DeleteEnvironmentAccountConnection', { id });",
    ],
    serviceTemplate: [template('Service')],
    environmentTemplate: [template('Environment')],
  };
  const templates = made.some((type) => type.endsWith('Template'));
  return [
    '/** Cleaning up goes on whatever is refused. */',
    `const attempt: typeof call = (operation, input) => ${calling}(operation, input).catch(() => ({}));`,
    'const ours = async (operation: string, member: string, name: string, input: object): Promise<Answer[]> =>',
    '  ((await list(operation, input, member, attempt))[member] ?? []).filter((one: Answer) => one[name]?.startsWith(run));',
    ...(templates ? deleteTemplate : []),
    'afterAll(async () => {',
    '  // More than once: the recommended version goes last, and what was still in use when it was refused.',
    '  for (let pass = 0; pass < 3; pass++) {',
    ...made.flatMap((type) => lines[type] ?? []).map((line) => `  ${line}`),
    '  }',
    '}, 600_000);',
  ];
};

const deleteTemplate = [
  'const deleteTemplate = async (kind: string, name: string) => {',
  "  const versions = async (input: object) => (await list(`List${kind}TemplateVersions`, { templateName: name, ...input }, 'templateVersions', attempt)).templateVersions ?? [];",
  '  const majors = await versions({});',
  '  const minors = await Promise.all(majors.map(({ majorVersion }: Answer) => versions({ majorVersion })));',
  "  for (const { majorVersion, minorVersion = '0' } of [...majors, ...minors.flat()])",
  '    await attempt(`Delete${kind}TemplateVersion`, { templateName: name, majorVersion, minorVersion });',
  '  await attempt(`Delete${kind}Template`, { name });',
  '};',
];
