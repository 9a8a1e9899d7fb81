// How fast histories are judged: right ones, made up here, of clients that work at the same time and see part of the answers.
// After `npm run build`: `npm run bench`. Each line tells one figure, in time of the processor, which what else runs on the
// machine changes less than time of the clock; nothing here is timed by a test.
import { createChecker } from '../dist/src/checker/index.js';

const SETTLE_MS = 0;
const START_MS = 1_700_000_000_000;

/** A generator of numbers from 0 up to 1 (mulberry32). */
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** The events of a right history: `clients` at a time, each with one call after the other. */
function history({ calls, clients, keys, lost, seed }) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const planned = [];
  const free = Array.from({ length: clients }, () => START_MS);
  for (let call = 0; call < calls; call++) {
    const client = free.indexOf(Math.min(...free));
    const sent = free[client];
    const over = sent + 5 + Math.floor(random() * 40);
    free[client] = over + 1;
    planned.push({
      call,
      sent,
      over,
      effect: sent + random() * (over - sent),
      name: `ns-${Math.floor(random() * keys)}`,
      kind: pick(['create', 'create', 'create', 'other', 'get', 'get', 'get', 'delete', 'delete', 'update']),
      isLost: random() < lost,
    });
  }
  const there = new Map();
  const answers = new Map();
  for (const one of [...planned].sort((a, b) => a.effect - b.effect)) {
    // An answer that is lost may be that of a request that never came.
    if (!one.isLost || random() < 0.5) answers.set(one.call, answerTo(one, there));
  }
  const events = planned.flatMap((one) => [
    { event: 'invoke', call: one.call, step: one.call, at: one.sent, ...requestOf(one), lane: 'raw', attempt: 1 },
    one.isLost
      ? { event: 'lost', call: one.call, at: one.over, why: 'broken' }
      : { event: 'answer', call: one.call, at: one.over, headers: {}, ...answers.get(one.call) },
  ]);
  return events.sort((a, b) => a.at - b.at || (a.event === 'invoke' ? -1 : 1));
}

function requestOf({ kind, name }) {
  if (kind === 'create') return { operation: 'CreateEnvironmentTemplate', input: { name, description: 'one' } };
  if (kind === 'other') return { operation: 'CreateEnvironmentTemplate', input: { name, description: 'two' } };
  if (kind === 'update') return { operation: 'UpdateEnvironmentTemplate', input: { name, description: 'new' } };
  return { operation: kind === 'get' ? 'GetEnvironmentTemplate' : 'DeleteEnvironmentTemplate', input: { name } };
}

const error = (type, message = 'no') => ({ status: 400, body: JSON.stringify({ __type: type, message }) });

function answerTo({ kind, name, effect }, there) {
  const now = there.get(name);
  if (kind === 'delete') {
    there.delete(name);
    return { status: 200, body: '{}' };
  }
  if (now === undefined && (kind === 'get' || kind === 'update')) return error('ResourceNotFoundException');
  if (now === undefined) {
    const description = kind === 'other' ? 'two' : 'one';
    const createdAt = effect / 1000;
    const arn = `arn:aws:proton:us-east-1:123456789012:environment-template/${name}`;
    there.set(name, { given: description, detail: { name, arn, createdAt, lastModifiedAt: createdAt, description } });
  } else if (kind === 'update') {
    now.detail = { ...now.detail, description: 'new', lastModifiedAt: effect / 1000 };
  } else if (kind !== 'get') {
    if (now.detail.description === 'new') return error('ConflictException');
    if (now.given !== (kind === 'other' ? 'two' : 'one'))
      return error('ValidationException', 'IdempotentParameterMismatch');
  }
  return { status: 200, body: JSON.stringify({ environmentTemplate: there.get(name).detail }) };
}

const header = {
  event: 'header',
  schemaVersion: 1,
  run: 'bench',
  namespace: 'ns-',
  settings: { settleMs: SETTLE_MS, clockToleranceSeconds: 10 },
  program: { index: 0, aim: { guarantee: 'once', operation: 'CreateEnvironmentTemplate', situation: '' }, steps: [] },
};

function judge(options) {
  const events = history(options);
  const began = process.cpuUsage();
  const checker = createChecker(header);
  for (const event of events) checker.push(event);
  const verdict = checker.verdict();
  const { user, system } = process.cpuUsage(began);
  const ms = (user + system) / 1000;
  const said = verdict.violations.length > 0 ? 'violated' : verdict.unknown.length > 0 ? 'unknown' : 'judged';
  return { ms, said, verdict };
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const SEEDS = 100;

for (const keys of [100, 1000]) {
  const { ms, said, verdict } = judge({ calls: 10_000, clients: 8, keys, lost: 0.2, seed: 1 });
  console.log(`10,000 calls by 8 clients over ${keys} keys, a fifth unanswered: ${said} in ${seconds(ms)}`);
  if (said === 'violated') console.log(JSON.stringify(verdict.violations, null, 1));
}
for (const [calls, lost] of [
  [40, 0.5],
  [40, 0.2],
  [40, 0],
]) {
  const all = Array.from({ length: SEEDS }, (_, seed) => judge({ calls, clients: 8, keys: 1, lost, seed }));
  const longest = Math.max(...all.map(({ ms }) => ms));
  const count = (what) => all.filter(({ said }) => said === what).length;
  console.log(
    `${calls} calls on one key, 8 wide, ${lost * 100} % unanswered, ${SEEDS} histories: ${count('judged')} judged, ` +
      `${count('unknown')} unknown, ${count('violated')} violated; the longest took ${seconds(longest)}`,
  );
  const wrong = all.find(({ said }) => said === 'violated');
  if (wrong) console.log(JSON.stringify(wrong.verdict.violations, null, 1));
}
console.log(`memory in use: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
