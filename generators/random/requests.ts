// Random requests from small domains: two or three names and tokens that are met again and again, members that are
// standard, left out, or drawn from the whole of what the wire model allows.
import { changedInput } from '../../src/program/change.ts';
import type { Change, Input, Json } from '../../src/program/types.ts';
import { api } from '../../src/specs/index.ts';
import { changes, silentChanges } from '../changes/index.ts';
import { changedAt } from '../changes/text.ts';
import { fullRequests } from '../full.ts';
import { allCreates, type CreateOperation, optionalMembers, standardRequest, versionCreates } from '../requests.ts';
import { memberOf } from '../values/inputs.ts';
import type { Domain } from './domain.ts';
import type { Draw } from './draw.ts';

/** In how many of a hundred changes it is the one that the program aims at. */
const focusPercent = 60;
/** In how many of a hundred requests a version is the first of a new major version, or one of a later one. */
const newMajorPercent = 12;
const laterMajorPercent = 12;

export const isCreate = (operation: string): operation is CreateOperation =>
  allCreates.some((create) => create === operation);
const isVersion = (operation: string): boolean => versionCreates.some((create) => create === operation);

/** Members whose every value a strict endpoint takes, beside those that the standard request has. */
const free = [
  'description',
  'displayName',
  'tags',
  'source',
  'compatibleEnvironmentTemplates',
  'supportedComponentSources',
  'spec',
];

const has = (operation: string, member: string): boolean =>
  api.shapes[api.operations[operation]!.input]!.members?.[member] !== undefined;

/** Where a request goes: its names and tokens, and for a version the template and how many major versions that has. */
export interface Place {
  readonly domain: Domain;
  readonly template: string;
  readonly majors: number;
}

/** A first request of `operation` that would succeed; one with every member an endpoint may still refuse. */
export function randomRequest(draw: Draw, operation: CreateOperation, place: Place): Input {
  const request = named(draw, operation, place);
  switch (draw.weighted({ standard: 5, minimal: 2, drawn: 3, full: 1 })) {
    case 'standard':
      return request;
    case 'minimal':
      return changedInput(request, { drop: optionalMembers(request) });
    case 'full':
      return changedInput(request, draw.of(fullRequests[operation])?.change ?? {});
    case 'drawn': {
      const members = free.filter((member) => has(operation, member) && draw.chance(60));
      return {
        ...request,
        ...Object.fromEntries(members.map((member) => [member, draw.value(memberOf(operation, member))])),
      };
    }
  }
}

function named(draw: Draw, operation: CreateOperation, { domain, template, majors }: Place): Input {
  const request = { ...standardRequest(operation) };
  if ('name' in request) request.name = draw.of(domain.names)!;
  if ('environmentName' in request) request.environmentName = draw.of(domain.names)!;
  if ('clientToken' in request) request.clientToken = draw.of(domain.tokens)!;
  if (!isVersion(operation)) return request;
  request.templateName = template;
  if (draw.chance(newMajorPercent)) return changedInput(request, { drop: ['majorVersion'] });
  return majors > 1 && draw.chance(laterMajorPercent) ? { ...request, majorVersion: String(majors) } : request;
}

/** One parameter of `request` changed; undefined if what was drawn does not fit the request. */
export function randomChange(
  draw: Draw,
  operation: CreateOperation,
  request: Input,
  domain: Domain,
): Change | undefined {
  const change = drawnChange(draw, operation, request, domain);
  return change !== undefined && fits(request, change) ? change : undefined;
}

function drawnChange(
  draw: Draw,
  operation: CreateOperation,
  request: Input,
  { tokens, focus }: Domain,
): Change | undefined {
  if (focus?.operation === operation && draw.chance(focusPercent)) return focus.mutation.change;
  switch (draw.weighted({ listed: 6, character: 3, value: 2, silent: 1, leftOut: 1, token: 1 })) {
    case 'listed':
      return draw.of(changes(operation).filter(({ base, safe }) => safe && isStandard(base)))?.change;
    case 'character':
      return characterChange(draw, request);
    case 'value': {
      const member = draw.of(free.filter((each) => has(operation, each)));
      return member === undefined ? undefined : { set: { [member]: draw.value(memberOf(operation, member)) } };
    }
    case 'silent':
      return draw.of(silentChanges(operation))?.change;
    case 'leftOut': {
      const member = draw.of(optionalMembers(request));
      return member === undefined ? undefined : { drop: [member] };
    }
    case 'token':
      return 'clientToken' in request ? { set: { clientToken: draw.of(tokens)! } } : undefined;
  }
}

const isStandard = ({ set = {}, drop = [] }: Change): boolean => Object.keys(set).length + drop.length === 0;

/** Paths of texts in which any character may be another one. */
function texts(value: Json, path: string): string[] {
  if (typeof value === 'string') return value.length > 0 && !value.includes('{{') ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

function characterChange(draw: Draw, request: Input): Change | undefined {
  const path = draw.of(
    ['description', 'displayName', 'tags'].flatMap((member) => texts(request[member] ?? null, member)),
  );
  if (path === undefined) return undefined;
  const text = path.split('.').reduce<Json>((at, key) => (at as Input)[key]!, request) as string;
  const position = draw.of(Array.from(text, (_, n) => n))!;
  return { set: { [path]: changedAt(text, position) } };
}

/** Whether the change can be made, and leaves no two tags with one key. */
function fits(request: Input, change: Change): boolean {
  try {
    const { tags } = changedInput(request, change);
    return !Array.isArray(tags) || new Set(tags.map((tag) => (tag as Input).key)).size === tags.length;
  } catch {
    return false;
  }
}
