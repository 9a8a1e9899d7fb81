// When two requests have the same parameters: a matter of meaning, never of bytes. The silent detail.* points say what
// else is taken for the same.
import { parse } from 'yaml';
import { reading, type World } from '../core/world.ts';
import { canonical, type Json, type Members } from '../wire/json.ts';

/** The parameters of a request that made something, with what the emulator chose where it left members out. */
export interface Origin {
  operation: string;
  parameters: Members;
  defaults: Members;
}

/** token.retry and create.retry against token.mismatch and create.mismatch: every member counts. */
function sameParameters(world: World, origin: Origin, given: Members): boolean {
  // A major version left out asks for a new one: only where the first request left it out was it the emulator's choice.
  const asked = origin.parameters.majorVersion !== undefined;
  const chosen = Object.entries(origin.defaults).filter(([name]) => !(asked && name === 'majorVersion'));
  const defaults = Object.fromEntries(chosen);
  const left = world.rules.comparable(world, origin.parameters, defaults);
  return canonical(left) === canonical(world.rules.comparable(world, given, defaults));
}

/** The parameters in the form in which they are compared. */
function comparable(world: World, parameters: Members, defaults: Members): Members {
  const kept = Object.entries(parameters).filter(
    ([name, value]) => !(isEmpty(value) && reading(world, 'detail.empty-absent') === 'same') && !isDefault(name, value),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, comparableValue(world, name, value)]));

  function isDefault(name: string, value: Json | undefined): boolean {
    return reading(world, 'detail.default-given') === 'same' && value !== undefined && value === defaults[name];
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function comparableValue(world: World, name: string, value: Json | undefined): Json | undefined {
  if (name === 'spec' && typeof value === 'string' && reading(world, 'detail.spec-format') === 'same') {
    return normalForm(world, parsed(value));
  }
  if (Array.isArray(value)) {
    const order = reading(world, name === 'tags' ? 'detail.tag-order' : 'detail.list-order');
    const elements = value.map((element) => normalForm(world, element));
    return order === 'same' ? elements.sort((left, right) => (canonical(left) < canonical(right) ? -1 : 1)) : elements;
  }
  return normalForm(world, value ?? null);
}

/** A spec that can't be read is compared as text. Integers that a double doesn't hold are other values by each digit. */
function parsed(spec: string): Json {
  const whole = (_: unknown, value: unknown): unknown => {
    if (typeof value !== 'bigint') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  };
  try {
    return parse(spec, whole, { intAsBigInt: true }) as Json;
  } catch {
    return spec;
  }
}

function normalForm(world: World, value: Json): Json {
  if (reading(world, 'detail.unicode-form') === 'different') return value;
  return JSON.parse(JSON.stringify(value).normalize('NFC'));
}

export const parameterRules = { sameParameters, comparable };
