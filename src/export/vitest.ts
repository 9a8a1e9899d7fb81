// A counterexample as a vitest test that needs vitest and the AWS SDK and nothing of this suite.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code in another file
import type { History } from '../history/read.ts';
import type { Json } from '../program/types.ts';
import type { Counterexample } from '../shrink/types.ts';
import { operations, resources } from '../specs/index.ts';
import { comment, tsEscaped, tsString } from '../wire/quote.ts';
import { header, inALine } from './header.ts';
import { planOf } from './plan.ts';
import {
  type Action,
  answering,
  type Call,
  type Condition,
  callsIn,
  type Form,
  type Literal,
  type Plan,
  type Request,
  type Subject,
} from './types.ts';
import { pieces, SHARED_DIGITS } from './values.ts';
import { vitestHelpers } from './vitest-helpers.ts';

/**
 * The test as text. It asks the endpoint in ENDPOINT (empty: where the violation was found) and is skipped without, lest a
 * project that has it below its root runs it with its own tests. It uses fresh names at each run, fails where the endpoint has the defect, and deletes what it made.
 * @param history that of the attempt that showed the violation
 */
export const exportVitest = (counterexample: Counterexample, history: History): string => {
  const plan = planOf(counterexample, history);
  const steps = [...plan.givens.map(given), ...plan.actions.map((action) => step(action, plan))];
  const paused = pausedLooks(plan);
  const lines = [
    ...header(counterexample, plan.steps, '//', [
      'Run with: ENDPOINT=http://… npx vitest run (needs vitest and @aws-sdk/client-proton); skipped without ENDPOINT.',
    ]),
    ...vitestHelpers(counterexample, plan, [...steps.flat()].join('\n')),
    `test.runIf(process.env.ENDPOINT !== undefined)(${tsString(inALine(counterexample))}, async (${plan.expectation ? '' : 'context'}) => {`,
    ...checkFunction(counterexample, plan),
    ...plan.givens.flatMap((action) => indented(given(action))),
    ...plan.actions.flatMap((action, index) => [
      ...('words' in action && action.words ? comment('//', action.words, '', 400) : []).map((one) => `  ${one}`),
      ...(paused.has(index) ? [`  await sleep(${plan.settleMs}); // reads may lag`] : []),
      ...indented(step(action, plan)),
      ...(answering(action).some(({ answer }) => plan.pausedAfter.includes(answer))
        ? ['  await sleep(1100); // times are compared to the second']
        : []),
    ]),
    ...last(counterexample, plan),
    '}, 600_000);',
  ];
  return `${lines.join('\n')}\n`;
};

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Looks that follow a change, for which the endpoint is given its settling time. */
export const pausedLooks = ({ actions, settleMs }: Plan): Set<number> => {
  const paused = new Set<number>();
  if (settleMs === 0) return paused;
  let changed = false;
  for (const [index, action] of actions.entries()) {
    const role = action.do === 'call' ? operations[action.operation]?.role : undefined;
    const looks = action.do === 'settle' || ['get', 'list', 'listTags', 'listInstances'].includes(role ?? '');
    if (looks && changed) paused.add(index);
    if (looks) changed = false;
    else if (callsIn(action).length > 0) changed = true;
  }
  return paused;
};

const given = (action: Action): string[] => {
  if (action.do === 'call') return [`const answer${action.answer} = must(await ${request(action)});`];
  if (action.do === 'settle')
    return [`const answer${action.answer} = must(await settle(() => ${request(action.get)}));`];
  return [];
};

const step = (action: Action, { checked, expectation }: Plan): string[] => {
  switch (action.do) {
    case 'call':
      if (action.way === 'background') return [`void ${request(action)}.catch(() => undefined); // given up`];
      if (action.way === 'ignored') return [`await ${request(action)}; // its answer is lost`];
      return [`const answer${action.answer} = await ${request(action)};`];
    case 'together':
      return [`const ${names(action.calls)} = await Promise.all([`, ...action.calls.map(part), ']);'];
    case 'restart':
      if (action.calls.length === 0) return ['await restart();'];
      return [
        'const underWay = Promise.all([',
        ...action.calls.map((call) => `  unanswered(${request(call)}),`),
        ']);',
        'await restart();',
        `const ${names(action.calls)} = await underWay;`,
      ];
    case 'nothing':
      return [];
    case 'settle': {
      const check = action.answer === checked && expectation !== undefined;
      const get = `() => ${request(action.get)}`;
      const again = action.again && request(action.again);
      const before =
        again && (check && action.checked === 'again' ? `async () => check(await ${again})` : `() => ${again}`);
      const after = check && action.checked === 'get' ? 'check' : undefined;
      const options = [before && `before: ${before}`, after && `after: ${after}`].filter(Boolean).join(', ');
      return [`const answer${action.answer} = await settle(${get}${options ? `, { ${options} }` : ''});`];
    }
    case 'advance':
      return [`await advance(${action.seconds});`];
    case 'wait':
      return [`await sleep(${action.ms});`];
  }
};

const names = (calls: readonly Call[]): string => `[${calls.map(({ answer }) => `answer${answer}`).join(', ')}]`;

const part = (call: Call): string => `  ${request(call)},`;

const request = ({ operation, input, raw }: Request): string => {
  const { role, resource } = operations[operation] ?? {};
  const parts = role === 'listTags' ? 'tags' : role === 'listInstances' ? 'serviceInstances' : undefined;
  const listed = role === 'list' && resource ? resources[resource].listed : parts;
  const how = raw ? 'raw' : listed === undefined ? 'call' : 'list';
  return `${how}('${operation}', ${tsValue(input)}${how === 'list' ? `, '${listed}'` : ''})`;
};

/** A value with its placeholders as variables. */
export const tsValue = (value: Json): string => {
  if (typeof value === 'string') return tsText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(tsValue).join(', ')}]`;
  const members = Object.entries(value).map(([name, inner]) => `${key(name)}: ${tsValue(inner)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
};

const key = (name: string): string => {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_]\w*$/.test(name) ? name : tsString(name);
};

const runs = {
  plain: 'run',
  upper: 'run.toUpperCase()',
  digits: 'runDigits',
  end: `runDigits.slice(${SHARED_DIGITS})`,
} as const;

const tsText = (text: string): string => {
  const parts = pieces(text);
  const [only] = parts;
  if (only === undefined) return "''";
  if (parts.length === 1 && !('text' in only)) return 'run' in only ? runs[only.run] : place(only.place);
  if (parts.every((part) => 'text' in part)) return tsString(text);
  const inside = parts.map((part) => {
    if ('text' in part) return tsEscaped(part.text, '`');
    return `\${${'run' in part ? runs[part.run] : place(part.place)}}`;
  });
  return `\`${inside.join('')}\``;
};

const place = ({ answer, path }: { readonly answer: number; readonly path: readonly string[] }): string =>
  path.reduce((at, member) => `${at}?.${/^\d+$/.test(member) ? `[${member}]` : member}`, `answer${answer}`);

const subject = ({ answer, path, item }: Subject): string => {
  if (item === undefined) return place({ answer, path });
  const [listed = '', ...rest] = path;
  const fits = Object.entries(item).map(([member, value]) => `one.${member} === ${tsValue(value)}`);
  return rest.reduce(
    (at, member) => `${at}?.${member}`,
    `answer${answer}.${listed}?.find((one: Answer) => ${fits.join(' && ')})`,
  );
};

const tsOperand = (one: Subject | Literal): string => ('value' in one ? tsValue(one.value) : subject(one));

const condition = (one: Condition): string => {
  switch (one.is) {
    case 'success':
      return `answer${one.answer}.error === undefined`;
    case 'error': {
      const error = `answer${one.answer}.error`;
      if (one.types.length === 0) return `${error} !== undefined`;
      return one.types.map((type) => `${error} === ${tsString(type)}`).join(' || ');
    }
    case 'named': {
      const test = `/idempotentparametermismatch/i.test(answer${one.answer}.text.replace(/[^a-z]/gi, ''))`;
      return one.expected ? test : `!${test}`;
    }
    case 'documented': {
      const { answer, types } = one;
      return `answer${answer}.status < 400 ? answer${answer}.error === undefined : ${tsValue([...types])}.includes(answer${answer}.error)`;
    }
    case 'object': {
      const nothing = one.orNothing ? `answer${one.answer}.text === '' || ` : '';
      return `answer${one.answer}.status >= 400 || ${nothing}isObject(answer${one.answer}.text)`;
    }
    case 'form': {
      const values = `each(answer${one.answer}, ${tsValue([...one.path])})`;
      const missing = one.orMissing ? 'one == null || ' : '';
      return `answer${one.answer}.status >= 400 || ${values}.every((one) => ${missing}(${ofForm(one.form)}))`;
    }
    case 'missing':
      return `${subject(one.at)} ${one.expected ? '==' : '!='} null`;
    case 'one-of':
    case 'none-of': {
      const equal = 'time' in one ? 'sameSecond' : 'same';
      const tests = one.values.map((value) => `${equal}(${subject(one.at)}, ${tsOperand(value)})`);
      return one.is === 'one-of' ? tests.join(' || ') : `!(${tests.join(' || ')})`;
    }
    case 'other':
      return one.pairs.map(([a, b]) => `!same(${subject(a)}, ${subject(b)})`).join(' || ');
    case 'only':
      return `onlyOurs(answer${one.at.answer}.${one.at.path.join('.')}, '${one.name}', ${tsValue(one.keys as Json[])})`;
    case 'tags':
      return `same(sorted(${place(one.at)}), sorted(${tsValue([...one.tags])}))`;
  }
};

const ofForm = (form: Form): string => {
  switch (form.has) {
    case 'value':
      return 'one != null';
    case 'time':
      return "typeof one === 'number' && one > 1e8 && one < 1e11";
    case 'type':
      if (form.type === 'array') return 'Array.isArray(one)';
      if (form.type === 'object') return "typeof one === 'object' && !Array.isArray(one)";
      return form.type === 'integer' ? 'Number.isInteger(one)' : `typeof one === ${tsString(form.type)}`;
    case 'pattern':
      return `typeof one === 'string' && new RegExp(${tsString(form.pattern)}, 'u').test(one)`;
    case 'least':
      return `one.length >= ${form.count}`;
    case 'most':
      return `one.length <= ${form.count}`;
  }
};

const checkFunction = (counterexample: Counterexample, plan: Plan): string[] => {
  if (plan.expectation === undefined) return [];
  const alternatives = plan.expectation.map((all) => all.map((one) => `(${condition(one)})`).join(' && '));
  const came = `\${JSON.stringify(answer${plan.checked})}`;
  return [
    `  const check = (answer${plan.checked}: Answer) => {`,
    '    const right =',
    ...alternatives.map((one, index) => `      ${index === 0 ? '' : '|| '}(${one})`),
    '    ;',
    `    expect(right, \`${tsEscaped(inALine(counterexample), '`')}; came ${came}\`).toBe(true);`,
    `    return answer${plan.checked};`,
    '  };',
  ];
};

const last = (counterexample: Counterexample, { expectation, checked, actions, unsaid }: Plan): string[] => {
  if (unsaid !== undefined) return [`  context.skip(${tsString(`no test can bring about ${unsaid}`)});`];
  const settled = actions.some((one) => one.do === 'settle' && one.answer === checked && one.checked === 'again');
  if (expectation !== undefined) return settled ? [] : [`  check(answer${checked});`];
  return [
    '  // This cannot be asserted on the answers of this program alone: compare by hand.',
    `  console.log(${tsString(inALine(counterexample))}, 'came', JSON.stringify(${checked < 0 ? "'nothing'" : `answer${checked}`}));`,
    "  context.skip('cannot be asserted alone');",
  ];
};
