// The form of answers and errors, where a guarantee says something about it.

import { kindFacts } from '../core/kinds.ts';
import type { World } from '../core/world.ts';
import { dispensableMembers, roleMembers } from '../habits.ts';
import { shapeOf } from '../wire/api.ts';
import type { ProtonError } from '../wire/errors.ts';
import type { Json, Members } from '../wire/json.ts';

export interface ErrorForm {
  status: number;
  headers: Record<string, string>;
  body: Members;
}

/** wire.response: epoch seconds, with a fraction or without. */
function timeForm(world: World, milliseconds: number): Json {
  return world.settings.habits.wholeSeconds ? Math.floor(milliseconds / 1000) : milliseconds / 1000;
}

export const detailShapes = new Set<string>(Object.values(kindFacts).map((facts) => facts.shape));
/** The last word on a structure of an answer: readings and habits that add or leave out members. */
function structureForm(world: World, shapeName: string, rendered: Members): Members {
  const { habits, readings } = world.settings;
  // What is hidden has a value: only what hasn't may show as empty.
  const result: Members = { ...(habits.emptyMembers && emptyOptional(shapeName)), ...rendered };
  if (detailShapes.has(shapeName) && readings['wire.missing-member'] === 'missing') {
    for (const name of dispensableMembers) delete result[name];
  }
  if (habits.hideRoles && shapeName.startsWith('Environment')) for (const name of roleMembers) delete result[name];
  if (habits.nullMembers) {
    const required = shapeOf(shapeName).required ?? [];
    const absent = Object.keys(shapeOf(shapeName).members ?? {}).filter((name) => result[name] === undefined);
    for (const name of absent) if (!required.includes(name) && name !== 'nextToken') result[name] = null;
  }
  return habits.extraMembers ? { ...result, colour: 'blue' } : result;
}

/** The optional texts and lists of a structure, empty. */
function emptyOptional(shapeName: string): Members {
  const { members = {}, required = [] } = shapeOf(shapeName);
  const optional = Object.entries(members).filter(([name]) => !required.includes(name));
  return Object.fromEntries(
    optional.flatMap(([name, { shape }]): [string, Json][] => {
      const { type } = shapeOf(shape);
      if (type === 'string') return [[name, '']];
      return type === 'list' ? [[name, []]] : [];
    }),
  );
}

/** wire.error: status, a readable type, and as a rule a message. */
function errorForm(world: World, error: ProtonError): ErrorForm {
  const { habits, readings } = world.settings;
  const body: Members = {};
  if (!habits.headerOnlyErrors) body.__type = `com.amazonaws.proton.v20200720#${error.type}`;
  if (readings['wire.no-message'] === 'message') body.message = error.message;
  if (error.reason !== undefined) body.reason = error.reason;
  return { status: error.status, headers: { 'x-amzn-errortype': error.type }, body };
}

/** The members of an empty answer. */
function emptyForm(_world: World): Members {
  return {};
}

/** The bytes of an answer or an error, as text. */
function bodyForm(_world: World, text: string): string {
  return text;
}

export const wireRules = { timeForm, structureForm, errorForm, emptyForm, bodyForm };
