// Ways to change the tags of a request: each place, key and value, added and removed. Their order is a silent point,
// so every change here is one of the set.
import type { Json } from '../../src/program/types.ts';
import { teamTag } from '../requests.ts';
import { deepChanges, innerChanges, longText, spacedChanges, type TextChange } from './text.ts';
import type { Mutation } from './types.ts';

const team = { key: 'team', value: 'one' };
const stage: Json = { key: 'stage', value: 'two' };
const owner: Json = { key: 'owner', value: 'three words' };
const place: Json = { key: 'place', value: 'cafe' };
/** With the four before, as many as there may be. */
const more: Json[] = Array.from({ length: 46 }, (_, n) => ({ key: `more ${n}`, value: 'x' }));
const many: Json[] = [teamTag, stage, owner, place, ...more];
const ofMany = { set: { tags: many } };

/** Keys and values that careless code joins, or takes for something else. */
const awkward: Json[] = [
  { key: 'a', value: 'b=c' },
  { key: 'd', value: 'e:f' },
  { key: '__proto__', value: 'one' },
  { key: 'empty', value: '' },
];

const single = (label: string, set: Record<string, Json>): Mutation => ({
  label: `tags: ${label}`,
  base: {},
  change: { set },
  safe: true,
});

const among = (label: string, set: Record<string, Json>): Mutation => ({ ...single(label, set), base: ofMany });

const awkwardly = (label: string, set: Record<string, Json>): Mutation => ({
  ...single(label, set),
  base: { set: { tags: awkward } },
});

const longKey = longText(128, 'k').replaceAll(' ', '-').replaceAll('.', 'z');
const longValue = longText(250, 'v').replaceAll('.', 'z');

const within = (member: 'key' | 'value', original: Readonly<Record<string, string>>, to: TextChange[]): Mutation[] =>
  to.map(({ label, value }) => ({
    label: `tags: ${member}, ${label}`,
    base: { set: { tags: [original] } },
    change: { set: { [`tags.0.${member}`]: value } },
    safe: true,
  }));

const deepIn = (member: 'key' | 'value', text: string): Mutation[] =>
  within(member, { ...team, [member]: text }, deepChanges(text));

/** Of the forms of a text those whose characters AWS documents for tags. */
const words = { key: 'two words', value: 'three more words' };
const formsIn = (member: 'key' | 'value'): Mutation[] =>
  within(member, words, [...spacedChanges(words[member]), ...innerChanges(words[member])]);

/** Every way to change exactly the member `tags` of a standard request. */
export const tagChanges: readonly Mutation[] = [
  single('value', { 'tags.0.value': 'two' }),
  single('value, last character', { 'tags.0.value': 'onf' }),
  single('value, case', { 'tags.0.value': 'One' }),
  single('value emptied', { 'tags.0.value': '' }),
  single('key', { 'tags.0.key': 'group' }),
  single('key, case', { 'tags.0.key': 'Team' }),
  single('key and value exchanged', { tags: [{ key: 'one', value: 'team' }] }),
  single('one added', { tags: [teamTag, { key: 'more', value: 'x' }] }),
  { label: 'tags: left out', base: {}, change: { drop: ['tags'] }, safe: true },
  { label: 'tags: given', base: { drop: ['tags'] }, change: { set: { tags: [teamTag] } }, safe: true },
  single('key and value cut elsewhere', { tags: [{ key: 'teamo', value: 'ne' }] }),
  ...deepIn('key', longKey),
  ...deepIn('value', longValue),
  ...formsIn('key'),
  ...formsIn('value'),
  among('value of the second', { 'tags.1.value': 'twp' }),
  among('key of the second', { 'tags.1.key': 'Stage' }),
  among('value of the third, a space less', { 'tags.2.value': 'threewords' }),
  among('value of the third, last character', { 'tags.2.value': 'three wordz' }),
  among('value of the fourth, an accent', { 'tags.3.value': 'caf\u00e9' }),
  among('value of the last', { [`tags.${many.length - 1}.value`]: 'y' }),
  among('first removed', { tags: many.slice(1) }),
  among('second removed', { tags: many.toSpliced(1, 1) }),
  among('last removed', { tags: many.slice(0, -1) }),
  awkwardly('key and value cut at another =', { 'tags.0.key': 'a=b', 'tags.0.value': 'c' }),
  awkwardly('key and value cut at another :', { 'tags.1.key': 'd:e', 'tags.1.value': 'f' }),
  awkwardly('value of __proto__', { 'tags.2.value': 'two' }),
  awkwardly('something for an empty value', { 'tags.3.value': 'two' }),
  among('two values exchanged', { 'tags.0.value': 'two', 'tags.1.value': 'one' }),
];
