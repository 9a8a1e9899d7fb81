import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import { canonical } from '../../wire/canonical.ts';
import { compare } from './parameters.ts';

const spec = 'proton: EnvironmentSpec\nspec:\n  size: one\n';
const tags = [
  { key: 'a', value: '1' },
  { key: 'b', value: '2' },
];
const branches = [{ templateName: 'one' }, { templateName: 'two' }];
const [composed, decomposed] = ['é'.normalize('NFC'), 'é'.normalize('NFD')];

test.each<[string, Input, Input, string]>([
  ['the same', { a: 'x', b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 'x' }, 'same'],
  ['a value', { a: 'x' }, { a: 'y' }, 'different'],
  ['the case of a value', { a: 'x' }, { a: 'X' }, 'different'],
  ['a nested value', { a: { b: { c: 'x' } } }, { a: { b: { c: 'y' } } }, 'different'],
  ['a member given', {}, { a: 'x' }, 'different'],
  ['a member left out', { a: 'x' }, {}, 'different'],
  ['empty text against none', { a: '' }, {}, 'detail.empty-absent'],
  ['an empty list against none', {}, { a: [] }, 'detail.empty-absent'],
  ['an empty list against a full one', { a: [] }, { a: ['x'] }, 'different'],
  ['false against none', { a: false }, {}, 'different'],
  ['tags in another order', { tags }, { tags: tags.toReversed() }, 'detail.tag-order'],
  ['a tag changed', { tags }, { tags: [tags[0]!, { key: 'b', value: '3' }] }, 'different'],
  ['a tag more', { tags }, { tags: tags.slice(1) }, 'different'],
  ['a list in another order', { a: branches }, { a: branches.toReversed() }, 'detail.list-order'],
  ['an element twice', { a: ['x', 'y'] }, { a: ['x', 'y', 'y'] }, 'different'],
  ['another normal form', { a: composed }, { a: decomposed }, 'detail.unicode-form'],
  ['order and normal form', { tags: [composed, 'a'] }, { tags: ['a', decomposed] }, 'detail.unicode-form'],
  ['spec: white space', { spec }, { spec: spec.replace('size:', '  size:  ') }, 'detail.spec-format'],
  ['spec: key order', { spec: 'a: 1\nb: 2\n' }, { spec: 'b: 2\na: 1\n' }, 'detail.spec-format'],
  ['spec: a comment', { spec }, { spec: `# x\n${spec}` }, 'detail.spec-format'],
  ['spec: a value', { spec }, { spec: spec.replace('one', 'two') }, 'different'],
  ['spec: no YAML', { spec }, { spec: '{' }, 'different'],
  ['YAML that is no spec', { a: 'x: 1' }, { a: 'x:  1' }, 'different'],
  ['the minor version given', {}, { templateMinorVersion: '0' }, 'detail.default-given'],
  ['the minor version left out', { templateMinorVersion: '0' }, {}, 'detail.default-given'],
  ['another minor version', { templateMinorVersion: '0' }, { templateMinorVersion: '1' }, 'different'],
  ['the only value that there is left out', { provisioning: 'CUSTOMER_MANAGED' }, {}, 'detail.default-given'],
  ['the only value that there is given', {}, { provisioning: 'CUSTOMER_MANAGED' }, 'different'],
  [
    'the only element that there is left out',
    { supportedComponentSources: ['DIRECTLY_DEFINED'] },
    {},
    'detail.default-given',
  ],
  ['one of many values left out', { visibility: 'X' }, {}, 'different'],
  ['open and different at once', { a: '', b: 'x' }, { b: 'y' }, 'different'],
])('%s', (_, a, b, expected) => {
  const { relation, points } = compare(a, b);
  expect(relation === 'open' ? points.join() : relation).toBe(expected);
});

test.each<[string, Input, Input, string]>([
  ['the value shown is given', {}, { provisioning: 'P' }, 'open'],
  ['another is given', {}, { provisioning: 'Q' }, 'different'],
  ['the value shown is left out', { provisioning: 'P' }, {}, 'different'],
  ['the minor version shown is given', {}, { templateMinorVersion: '3' }, 'open'],
  ['another minor version is given', {}, { templateMinorVersion: '0' }, 'different'],
])('where the endpoint showed what it chose: %s', (_, a, b, relation) => {
  const shown = { provisioning: [canonical('P')], templateMinorVersion: [canonical('3')] };
  expect(compare(a, b, shown).relation).toBe(relation);
});

test('names the members that differ, and every point once', () => {
  const { members, points } = compare({ c: '', a: '', b: 'x', tags }, { b: 'x', tags: tags.toReversed() });
  expect(members).toEqual(['a', 'c', 'tags']);
  expect(points).toEqual(['detail.empty-absent', 'detail.tag-order']);
});
