// The bodies of successful answers (guarantee wire.response): the shapes of the API model, and the identity members that
// must be there. Which those are comes from operations.json.
import { ref, shapeSchemas } from './shapes.mjs';

const EMPTY_ALLOWED = ['delete', 'tag', 'untag'];

/** Members that identify what is no resource of its own (service instance, pipeline), as far as it has them. */
const COMMON_IDENTITY = ['arn', 'name', 'id', 'status', 'deploymentStatus'];

/** One schema with a definition for each operation named. */
export function answerSchemas(api, facts, names) {
  const shapes = shapeSchemas(api, facts);
  const answers = Object.fromEntries(names.map((name) => [name, answerSchema(api, facts, shapes, name)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'answers.json',
    description:
      'The body of a successful answer, by operation (guarantee wire.response). Identity members are required; any other may be missing or null. Enumerations are open, unknown members allowed. No bytes at all count as {} for deletes and tag operations. Made by scripts/make-schemas.mjs.',
    $defs: {
      ...answers,
      present: { description: 'An identity member: never missing, null or empty.', type: 'string', minLength: 1 },
      ...shapes.defs,
    },
  };
}

function answerSchema(api, facts, shapes, name) {
  const operation = facts.operations[name] ?? { role: 'get' };
  const required = [];
  const properties = {};
  for (const [member, { shape }] of Object.entries(api.shapes[api.operations[name].output].members)) {
    const element = api.shapes[shape].member?.shape;
    if (api.shapes[shape].type === 'structure') {
      const identity = identityOf(api, facts.resources[operation.resource], 'detail', member, shape);
      const optional = EMPTY_ALLOWED.includes(operation.role) || identity.length === 0;
      properties[member] = { ...identified(shapes, shape, identity), type: optional ? ['object', 'null'] : 'object' };
      if (!optional) required.push(member);
    } else if (element && api.shapes[element].type === 'structure') {
      const identity = identityOf(api, facts.resources[operation.resource], 'listed', member, element);
      const items = { ...identified(shapes, element, identity), type: 'object' };
      properties[member] = { ...shapes.inline(shape), items };
    } else properties[member] = shapes.refer(shape);
  }
  return { type: 'object', ...(required.length ? { required } : {}), properties };
}

/** The identity members of what an answer shows under `member`, as far as its shape (a summary has fewer) has them. */
function identityOf(api, resource, place, member, shape) {
  const own = resource?.[place] === member ? [...resource.identity, resource.status?.member] : COMMON_IDENTITY;
  return own.filter((name) => name && api.shapes[shape].members[name]);
}

function identified(shapes, shape, identity) {
  if (identity.length === 0) return shapes.refer(shape);
  const name = `identified.${shape}`;
  shapes.defs[name] ??= {
    ...shapes.refer(shape),
    type: ['object', 'null'],
    required: identity,
    properties: Object.fromEntries(identity.map((member) => [member, ref('present')])),
  };
  return ref(name);
}
