// Shapes of the API model as JSON Schemas, looser than the model in five ways that the contract asks for: null and
// empty count as missing, what the model requires may be missing, enumerations are open, and a value that a request may
// set may be shown.

/** Epoch seconds up to the year 5138: milliseconds and ISO texts fall outside, a clock moved ahead does not. */
const TIME = { type: ['number', 'null'], exclusiveMaximum: 1e11 };
/** A resource was made after 1973; what has not happened yet may be shown as any zero time. */
const TIME_OF_CREATION = { ...TIME, exclusiveMinimum: 1e8 };
const creationTimes = ['createdAt', 'requestedAt'];

export const ref = (name) => ({ $ref: `#/$defs/${name}` });

/**
 * Schemas by shape name: `refer` gives a reference into `defs`, which it fills, `inline` the schema itself.
 * @param api the API model
 * @param facts operations.json
 */
export function shapeSchemas(api, facts) {
  const defs = {};
  const settable = settableShapes(api, facts);

  function refer(name) {
    if (!defs[name]) {
      defs[name] = {};
      Object.assign(defs[name], inline(name));
    }
    return ref(name);
  }

  function inline(name) {
    const shape = api.shapes[name];
    if (shape.type !== 'structure') return plainSchema(shape, refer);
    const properties = {};
    for (const [member, { shape: shown }] of Object.entries(shape.members)) {
      const wider = settable[name]?.[member] ?? [];
      if (creationTimes.includes(member)) {
        defs.TimeOfCreation = TIME_OF_CREATION;
        properties[member] = ref('TimeOfCreation');
      } else properties[member] = wider.length ? { anyOf: [shown, ...wider].map(refer) } : refer(shown);
    }
    return { type: ['object', 'null'], properties };
  }

  return { defs, refer, inline };
}

/** Empty is allowed: a member shown empty is as good as one left out; identity members must not be empty elsewhere. */
function plainSchema({ type, max, pattern, member }, refer) {
  const most = (keyword) => (max === undefined ? {} : { [keyword]: max });
  const form = pattern && { pattern: `^$|${pattern}` };
  if (type === 'string') return { type: ['string', 'null'], ...most('maxLength'), ...form };
  if (type === 'timestamp') return TIME;
  if (type === 'list') return { type: ['array', 'null'], items: refer(member.shape), ...most('maxItems') };
  throw new Error(`no schema for a shape of type ${type}`);
}

/**
 * Shape shown → member → other string shapes by which a request sets that member. A role ARN may be sent with 2048
 * characters but shown with 200 only: whoever shows what was sent must not be wrong.
 */
function settableShapes(api, { resources }) {
  const settable = {};
  for (const resource of Object.values(resources)) {
    const detail = shownIn(api, resource.get, resource.detail);
    const summary = api.shapes[shownIn(api, resource.list, resource.listed)].member.shape;
    for (const operation of [resource.create, ...resource.updates])
      for (const [member, { shape }] of Object.entries(api.shapes[api.operations[operation].input].members))
        for (const shown of [detail, summary]) {
          const known = api.shapes[shown].members[member]?.shape;
          if (!known || known === shape || api.shapes[shape].type !== 'string') continue;
          settable[shown] ??= {};
          settable[shown][member] = [...new Set([...(settable[shown][member] ?? []), shape])];
        }
  }
  return settable;
}

const shownIn = (api, operation, member) => api.shapes[api.operations[operation].output].members[member].shape;
