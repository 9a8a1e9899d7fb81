// A counterexample as a bash script that needs the AWS CLI, jq and curl and nothing of this suite.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code in another file
import type { History } from '../history/read.ts';
import type { Json } from '../program/types.ts';
import type { Counterexample } from '../shrink/types.ts';
import { api } from '../specs/index.ts';
import { comment, isPlain, shWord } from '../wire/quote.ts';
import { header, inALine } from './header.ts';
import { answersIn, jqFilter, jqPath } from './jq.ts';
import { planOf } from './plan.ts';
import { shellHelpers } from './shell-helpers.ts';
import { type Action, answering, type Call, type Plan, type Request } from './types.ts';
import { pieces, SHARED_DIGITS } from './values.ts';
import { pausedLooks } from './vitest.ts';

/**
 * The script as text. It reads ENDPOINT (default: where the violation was found), uses fresh names at each run, exits 1 where
 * the endpoint has the defect, 0 where it is right, 2 where it cannot tell, and deletes what it made.
 * @param history that of the attempt that showed the violation
 */
export const exportShell = (counterexample: Counterexample, history: History): string => {
  const plan = planOf(counterexample, history);
  const paused = pausedLooks(plan);
  const steps = [
    ...plan.givens.flatMap((action) => step(action, plan, true)),
    ...plan.actions.flatMap((action, index) => [
      ...(action.words ? comment('#', action.words, '', 400) : []),
      ...(paused.has(index) ? [`sleep ${plan.settleMs / 1000} # reads may lag`] : []),
      ...step(action, plan, false),
      ...(answering(action).some(({ answer }) => plan.pausedAfter.includes(answer))
        ? ['sleep 1.1 # times are compared to the second']
        : []),
    ]),
  ];
  const check = checkFunction(plan);
  const lines = [
    '#!/usr/bin/env bash',
    ...header(counterexample, plan.steps, '#', [
      'Run with: ENDPOINT=http://… bash FILE (needs bash, the AWS CLI, jq and curl). Exit 1: the endpoint has the defect; 0: it has not; 2: it could not be told.',
    ]),
    ...shellHelpers(counterexample, plan, [...steps, ...check].join('\n')),
    ...check,
    '',
    ...steps,
    '',
    ...last(counterexample, plan),
  ];
  return `${lines.join('\n')}\n`;
};

const step = (action: Action, { checked, expectation }: Plan, must: boolean): string[] => {
  const after = must ? ' && must' : '';
  switch (action.do) {
    case 'call':
      if (action.way === 'background') return [`part ${action.answer} ${inPart(action)}`];
      if (action.way === 'ignored') return [`${command(action)} # its answer is lost`];
      return [`${command(action)}${after}; a${action.answer}=$ANSWER`];
    case 'together':
      return [...action.calls.map(sent), ...action.calls.flatMap((one) => read(one, checked))];
    case 'restart':
      return [...action.calls.map(sent), 'restart', ...action.calls.flatMap((one) => read(one, checked))];
    case 'nothing':
      return [];
    case 'settle': {
      const check = action.answer === checked && expectation !== undefined;
      const hooks = [
        ...(action.again ? ['before=again'] : []),
        ...(check && action.checked === 'get' ? ['after=check'] : []),
      ];
      return [
        ...(action.again
          ? [`again() { ${command(action.again)}${check && action.checked === 'again' ? '; check' : ''}; }`]
          : []),
        `${[...hooks, 'settle', command(action.get)].join(' ')}${after}; a${action.answer}=$ANSWER`,
      ];
    }
    case 'advance':
      return [`advance ${action.seconds}`];
    case 'wait':
      return [`sleep ${action.ms / 1000}`];
  }
};

/** Sent at the same time as others: by bytes, as the CLI takes a second to begin. */
const inPart = ({ operation, input }: Request): string => `raw ${operation} ${word(JSON.stringify(input), true)}`;

const sent = (call: Call): string => `part ${call.answer} ${inPart(call)}`;

const read = ({ answer, way }: Call, checked: number): string[] => {
  if (way !== undefined) return [];
  return [`a${answer}=$(answer ${answer})${answer === checked ? `; ANSWER=$a${answer}` : ''}`];
};

const command = ({ operation, input, raw }: Request): string => {
  if (raw || !isForCli(operation, input)) return `raw ${operation} ${word(JSON.stringify(input), true)}`;
  const options = Object.entries(input).map(([member, value]) => {
    const text = typeof value === 'string' ? word(value) : word(JSON.stringify(value), true);
    // With the member itself the CLI would read one page only.
    return `--${member === 'maxResults' ? 'page-size' : kebab(member)} ${text}`;
  });
  return ['proton', kebab(operation), ...options].join(' ');
};

const kebab = (name: string): string => name.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase();

/** The CLI reads files and URLs that a value names, takes a dash for an option, and checks lengths itself. */
const isForCli = (operation: string, input: Json): boolean => {
  const shape = api.shapes[api.operations[operation]?.input ?? ''];
  const given = Object.entries(input as Record<string, Json>);
  const required = shape?.required ?? [];
  return (
    required.every((member) => given.some(([name]) => name === member)) &&
    given.every(([name, value]) => {
      const { min = 0 } = api.shapes[shape?.members?.[name]?.shape ?? ''] ?? {};
      if (typeof value === 'boolean' || (typeof value === 'number' && name !== 'maxResults')) return false;
      return typeof value !== 'string' || (value.length >= min && !/^(-|@|file|http)|\0/.test(value));
    })
  );
};

const runs = {
  plain: '${RUN}',
  upper: '${RUN_UPPER}',
  digits: '${RUN_DIGITS}',
  end: `\${RUN_DIGITS:${SHARED_DIGITS}}`,
} as const;

/** One shell word; `inJson`: what comes from answers is escaped as the inside of a JSON string. */
export const word = (text: string, inJson = false): string => {
  const parts = pieces(text).map((part) => {
    if ('text' in part) return { text: part.text };
    if ('run' in part) return { variable: runs[part.run] };
    const { answer, path } = part.place;
    return { variable: `$(${inJson ? 'inner' : 'value'} "$a${answer}" '${jqPath(path)}')` };
  });
  if (parts.every(({ text: one }) => one === undefined || isPlain(one)))
    return `"${parts.map(({ text: one, variable }) => variable ?? one).join('')}"`;
  return parts
    .map(({ text: one, variable }) => (variable === undefined ? shWord(one ?? '') : `"${variable}"`))
    .join('');
};

/** Looks at the latest answer. */
const checkFunction = ({ expectation, checked }: Plan): string[] => {
  if (expectation === undefined) return [];
  const filter = jqFilter(expectation);
  const given = answersIn(filter).map(
    (answer) => `--argjson a${answer} "$${answer === checked ? 'ANSWER' : `a${answer}`}"`,
  );
  const names = ['--arg run "$RUN"', ...(filter.includes('$digits') ? ['--arg digits "$RUN_DIGITS"'] : [])];
  return [
    '',
    '# Whether the latest answer is right.',
    'check() {',
    `  jq -en ${[...names, ...given].join(' ')} ${shWord(filter)} >/dev/null || failed`,
    '}',
  ];
};

const last = (counterexample: Counterexample, { expectation, checked, actions, unsaid }: Plan): string[] => {
  if (unsaid !== undefined)
    return [`printf '%s\\n' ${shWord(`NOT DECIDED: no script can bring about ${unsaid}`)}`, 'exit 2'];
  const settled = actions.some((one) => one.do === 'settle' && one.answer === checked && one.checked === 'again');
  if (expectation !== undefined) return [...(settled ? [] : ['check']), "echo 'PASSED'"];
  return [
    '# This cannot be asserted on the answers of this program alone: compare by hand.',
    `printf '%s\\n' ${shWord(`NOT DECIDED: ${inALine(counterexample)}; came:`)}`,
    'printf \'%s\' "$ANSWER" | jq -ac . | cut -c 1-2000',
    'exit 2',
  ];
};
