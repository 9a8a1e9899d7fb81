// Where in a program there are values: the inputs of creates and updates, and what changes set. Each with its place in
// the API model, and a way to put another value there.
import { position } from '../program/facts.ts';
import type { Change, Input, Json, Step } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { partsOf } from './parts.ts';
import { shapeAt, shapeWithin } from './validity.ts';

/** A value and its shape in the API model, where that has one. */
export interface Place {
  readonly value: Json;
  readonly shape: string | undefined;
  /** The member that it is, or that the list is in which it stands. */
  readonly member: string;
}

/** A whole value of a step; `put` gives the step with another one there. */
export interface Root extends Place {
  put(value: Json): Step;
}

/** The create operation that each part (`partsOf`) is about; undefined where there is none. */
export function aboutOf(steps: readonly Step[]): (string | undefined)[] {
  const requests: string[] = [];
  return partsOf(steps).map(({ step }) => {
    const base = 'of' in step && requests.length > 0 ? requests[position(step.of, requests.length)] : undefined;
    const about = step.do === 'create' ? step.operation : base;
    if ((step.do === 'create' || step.do === 'retry') && about !== undefined) requests.push(about);
    return about;
  });
}

/** The values of a step that is about what the create operation `about` makes. */
export function rootsOf(step: Step, about: string | undefined): Root[] {
  if (step.do === 'create' || step.do === 'modify') {
    const put = (value: Json): Step => ({ ...step, input: value as Input });
    return [{ value: step.input, shape: shapeAt(step.operation, ''), member: '', put }];
  }
  if (step.do !== 'retry' && step.do !== 'delete') return [];
  const resource = about === undefined ? undefined : operations[about]?.resource;
  const operation = step.do === 'retry' || resource === undefined ? about : resources[resource].delete;
  const set = step.change?.set ?? {};
  return Object.entries(set).map(([path, value]) => ({
    value,
    shape: operation === undefined ? undefined : shapeAt(operation, path),
    member: path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path,
    put: (other) => ({ ...step, change: { ...step.change, set: { ...set, [path]: other } } as Change }),
  }));
}

/** `place` with one of the smaller values that `smaller` gives for it, or for one of the places within it. */
export function* oneSmaller(place: Place, smaller: (place: Place) => readonly Json[]): Generator<Json> {
  yield* smaller(place);
  const { value } = place;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries())
      for (const other of oneSmaller(within(place, String(at), item), smaller)) yield value.with(at, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      for (const other of oneSmaller(within(place, name, inner), smaller)) yield { ...value, [name]: other };
  }
}

/** The value with every text in it replaced by what `text` makes of it. */
export function withTexts(place: Place, text: (value: string, place: Place) => string): Json {
  const { value } = place;
  if (typeof value === 'string') return text(value, place);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, at) => withTexts(within(place, String(at), item), text));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withTexts(within(place, name, inner), text)]),
  );
}

function within({ shape, member, value }: Place, key: string, inner: Json): Place {
  return { value: inner, shape: shapeWithin(shape, key), member: Array.isArray(value) ? member : key };
}
