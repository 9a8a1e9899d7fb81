// Reads the input of an operation by the API model: drops members that it doesn't know and nulls (nothing is promised
// about either), refuses wrong types as unreadable and wrong values as invalid. Tokens are left to the token rules.
import { api, shapeOf } from './api.ts';
import { invalid, unreadable } from './errors.ts';
import { isMembers, type Json, type Members } from './json.ts';

/**
 * The input of an operation, cleaned.
 * @throws ProtonError `SerializationException` for a value of the wrong type, `ValidationException` naming every
 * constraint that isn't met
 */
export function readInput(operation: string, body: Json): Members {
  const faults: string[] = [];
  const input = read(api.operations[operation]?.input ?? '', body, '', faults);
  if (faults.length > 0) {
    const count = `${faults.length} validation error${faults.length > 1 ? 's' : ''} detected`;
    throw invalid(`${count}: ${faults.join('; ')}`);
  }
  return isMembers(input) ? input : {};
}

function read(shapeName: string, value: Json, path: string, faults: string[]): Json {
  const shape = shapeOf(shapeName);
  if (shape.type === 'structure') return readStructure(shapeName, value, path, faults);
  if (shape.type === 'list') return readList(shapeName, value, path, faults);
  const expected = shape.type === 'integer' || shape.type === 'timestamp' ? 'number' : shape.type;
  if (typeof value !== expected) throw unreadable(`${path || 'The body'} must be a ${shape.type}`);
  if (shapeName !== 'ClientToken') faults.push(...scalarFaults(shapeName, value, path));
  return value;
}

function readStructure(shapeName: string, value: Json, path: string, faults: string[]): Members {
  if (!isMembers(value)) throw unreadable(`${path || 'The body'} must be an object`);
  const shape = shapeOf(shapeName);
  const cleaned: Members = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null) cleaned[name] = read(member.shape, given, at(path, name), faults);
    else if (shape.required?.includes(name))
      faults.push(`Value at '${at(path, name)}' failed: Member must not be null`);
  }
  if (shape.union && Object.keys(cleaned).length !== 1) faults.push(`Value at '${path}' failed: exactly one member`);
  return cleaned;
}

function readList(shapeName: string, value: Json, path: string, faults: string[]): Json[] {
  if (!Array.isArray(value)) throw unreadable(`${path} must be a list`);
  const shape = shapeOf(shapeName);
  faults.push(...rangeFaults(shape, value.length, path, 'length'));
  return value.map((element, n) => read(shape.member?.shape ?? 'String', element, `${path}.${n + 1}.member`, faults));
}

function scalarFaults(shapeName: string, value: Json, path: string): string[] {
  const shape = shapeOf(shapeName);
  if (typeof value === 'number') {
    const whole =
      Number.isInteger(value) || shape.type !== 'integer' ? [] : [`Value at '${path}' failed: not an integer`];
    return [...whole, ...rangeFaults(shape, value, path, 'value')];
  }
  if (typeof value !== 'string') return [];
  const faults = rangeFaults(shape, [...value].length, path, 'length');
  if (shape.pattern && !patternOf(shape.pattern).test(value)) {
    faults.push(`Value at '${path}' failed: Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
  if (shape.enum && !shape.enum.includes(value)) {
    faults.push(`Value at '${path}' failed: Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  }
  return faults;
}

function rangeFaults(range: { min?: number; max?: number }, size: number, path: string, what: string): string[] {
  const faults: string[] = [];
  if (range.min !== undefined && size < range.min) {
    faults.push(`Value at '${path}' failed: Member must have ${what} greater than or equal to ${range.min}`);
  }
  if (range.max !== undefined && size > range.max) {
    faults.push(`Value at '${path}' failed: Member must have ${what} less than or equal to ${range.max}`);
  }
  return faults;
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source);
  patterns.set(source, known);
  return known;
}

const at = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
