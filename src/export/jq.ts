// Conditions as one jq filter over the answers, which stand in it as $a0, $a1, …, with the run's name space as $run.
import type { Json } from '../program/types.ts';
import type { Condition, Expectation, Form, Literal, Subject } from './types.ts';
import { type Place, pieces, SHARED_DIGITS } from './values.ts';

/** The filter, true where one of the alternatives holds. */
export const jqFilter = (expectation: Expectation): string =>
  expectation.map((all) => all.map((one) => `(${condition(one)})`).join(' and ')).join(' or ');

const runs = {
  plain: '$run',
  upper: '($run | ascii_upcase)',
  digits: '$digits',
  end: `$digits[${SHARED_DIGITS}:]`,
} as const;

/** A value with its placeholders as variables; a backslash of its text is doubled, so that nothing is interpolated. */
export const jqValue = (value: Json): string => {
  if (typeof value === 'string') {
    const parts = pieces(value).map((part) => {
      if ('text' in part) return JSON.stringify(part.text);
      return 'run' in part ? runs[part.run] : place(part.place);
    });
    return parts.length < 2 ? (parts[0] ?? '""') : `(${parts.join(' + ')})`;
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jqValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${jqValue(inner)}`)
    .join(', ')}}`;
};

/** `.environmentTemplate.tags[0].value` */
export const jqPath = (path: readonly string[]): string =>
  path.map((member) => (/^\d+$/.test(member) ? `[${member}]` : `.${member}`)).join('');

const place = ({ answer, path }: Place): string => `$a${answer}${jqPath(path)}`;

const subject = ({ answer, path, item }: Subject): string => {
  if (item === undefined) return place({ answer, path });
  const [listed = '', ...rest] = path;
  const fits = Object.entries(item).map(([member, value]) => `.${member} == ${jqValue(value)}`);
  return `([$a${answer}.${listed}[]? | select(${fits.join(' and ')})][0]${jqPath(rest)})`;
};

const operand = (one: Subject | Literal): string => ('value' in one ? jqValue(one.value) : subject(one));

const sorted = (tags: string): string => `(${tags} | map({key, value}) | sort_by(.key))`;
const second = (time: string): string => `(${time} | tostring | split(".")[0])`;

const condition = (one: Condition): string => {
  switch (one.is) {
    case 'success':
      return `$a${one.answer}.error == null`;
    case 'error': {
      if (one.types.length === 0) return `$a${one.answer}.error != null`;
      return one.types.map((type) => `$a${one.answer}.error == ${JSON.stringify(type)}`).join(' or ');
    }
    case 'named': {
      const letters = `($a${one.answer}.text | ascii_downcase | gsub("[^a-z]"; ""))`;
      return `(${letters} | contains("idempotentparametermismatch")) == ${one.expected}`;
    }
    case 'documented': {
      const { answer, types } = one;
      const listed = `(${JSON.stringify(types)} | index($a${answer}.error)) != null`;
      return `if $a${answer}.status < 400 then $a${answer}.error == null else ${listed} end`;
    }
    case 'object': {
      const nothing = one.orNothing ? `$a${one.answer}.text == "" or ` : '';
      return `$a${one.answer}.status >= 400 or ${nothing}(try ($a${one.answer}.text | fromjson | type) catch "") == "object"`;
    }
    case 'form': {
      const values = one.path.map((part) => (part === '*' ? '[]?' : `.${part}`)).join('');
      const missing = one.orMissing ? '. == null or ' : '';
      return `$a${one.answer}.status >= 400 or ([$a${one.answer}${values}] | all(${missing}(${ofForm(one.form)})))`;
    }
    case 'missing':
      return `${subject(one.at)} ${one.expected ? '==' : '!='} null`;
    case 'one-of':
    case 'none-of': {
      const form = 'time' in one ? second : (text: string) => text;
      const tests = one.values.map((value) => `${form(subject(one.at))} == ${form(operand(value))}`).join(' or ');
      return one.is === 'one-of' ? tests : `(${tests}) | not`;
    }
    case 'other':
      return one.pairs.map(([a, b]) => `${subject(a)} != ${subject(b)}`).join(' or ');
    case 'only': {
      const keys = `[${one.keys.map(jqValue).join(', ')}]`;
      const members = Object.keys(one.keys[0] ?? {}).join(', ');
      const ours = `select(.${one.name} | startswith($run) and (startswith($run + "given-") | not))`;
      const items = `[${place(one.at)}[]? | ${ours} | {${members}}]`;
      return `(${items} | length) == (${items} | unique | length) and (${items} - ${keys} | length) == 0`;
    }
    case 'tags':
      return `${sorted(`(${place(one.at)} // [])`)} == ${sorted(jqValue([...one.tags]))}`;
  }
};

const ofForm = (form: Form): string => {
  switch (form.has) {
    case 'value':
      return '. != null';
    case 'time':
      return 'type == "number" and . > 1e8 and . < 1e11';
    case 'type':
      return form.type === 'integer' ? 'type == "number" and . == floor' : `type == ${JSON.stringify(form.type)}`;
    case 'pattern':
      return `type == "string" and test(${JSON.stringify(form.pattern)})`;
    case 'least':
      return `length >= ${form.count}`;
    case 'most':
      return `length <= ${form.count}`;
  }
};

/** The answers that a filter names. */
export const answersIn = (filter: string): number[] => [
  ...new Set([...filter.matchAll(/\$a(\d+)\b/g)].map(([, answer]) => Number(answer))),
];
