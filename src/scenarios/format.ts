// The form of a scenario file as JSON Schema; what a schema cannot say (references, coverage) is in lint.ts.
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const oneOrMore = (schema: object) => ({ anyOf: [schema, { type: 'array', items: schema, minItems: 1 }] });
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const members = { type: 'object' };
const id = { type: 'string', pattern: '^[a-z0-9.]+(-[a-z0-9.]+)*$' };
const sentence = { type: 'string', pattern: '[.?]$' };

const change = { with: oneOrMore({ anyOf: [{ type: 'string', pattern: '^\\$[a-z]+$' }, members] }), without: texts };

const outcome = {
  ...closed({
    ok: { type: 'string', pattern: '^(new|empty|done|@[A-Za-z0-9]+)$' },
    error: oneOrMore(text),
    gone: { const: true },
    lists: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'array', items: { type: 'string', pattern: '^@' } },
      ],
    },
    answers: { type: 'array', items: { $ref: '#/$defs/outcome' }, minItems: 2 },
    tokens: { enum: ['same', 'different', 'none'] },
    names: { anyOf: [text, { const: false }] },
    message: { type: 'boolean' },
    shows: members,
    unchangedSince: text,
    answer: members,
    has: text,
    lacks: text,
    but: {
      type: 'object',
      additionalProperties: { enum: ['missing', 'number', 'ISO time', 'milliseconds', 'unknown'] },
    },
    raw: closed(
      {
        status: { type: 'integer' },
        headers: { type: 'object', additionalProperties: { type: 'string' } },
        body: { type: 'string' },
      },
      ['status', 'headers', 'body'],
    ),
    reading: { type: 'string', pattern: '^[a-z.-]+: [a-z -]+$' },
    violates: oneOrMore(text),
    because: text,
  }),
  anyOf: ['ok', 'error', 'gone', 'lists', 'answers', 'tokens', 'raw'].map((kind) => ({ required: [kind] })),
};

const step = {
  ...closed({
    call: text,
    input: members,
    the: text,
    of: text,
    again: text,
    ...change,
    change: { const: '$each' },
    bare: { const: true },
    body: { const: 'reordered' },
    by: { const: 'sdk' },
    attempts: { type: 'array', items: { $ref: '#/$defs/outcome' } },
    as: text,
    outcome: { anyOf: [{ const: 'unanswered' }, oneOrMore({ $ref: '#/$defs/outcome' })] },
    supposes: text,
    settled: text,
    while: { $ref: '#/$defs/step' },
    advanceSeconds: { type: 'number', exclusiveMinimum: 0 },
    waitSeconds: { type: 'number', exclusiveMinimum: 0 },
    restart: { const: true },
    repeat: { type: 'integer', minimum: 1 },
    step: { $ref: '#/$defs/step' },
    concurrently: { type: 'array', items: { $ref: '#/$defs/step' }, minItems: 2 },
    sentBy: texts,
    allowed: { type: 'array', items: { $ref: '#/$defs/outcome' }, minItems: 1 },
    forbidden: { type: 'array', items: { $ref: '#/$defs/outcome', required: ['violates'] }, minItems: 1 },
  }),
  oneOf: [
    'call',
    'the',
    'again',
    'settled',
    'advanceSeconds',
    'waitSeconds',
    'restart',
    'repeat',
    'concurrently',
    'sentBy',
  ].map((kind) => ({
    required: [kind],
  })),
  dependentRequired: { allowed: ['forbidden'], forbidden: ['allowed'], repeat: ['step'] },
};

const scenario = {
  ...closed(
    {
      id,
      guarantee: text,
      silent: text,
      about: sentence,
      for: texts,
      needs: { type: 'array', items: { enum: ['clock', 'restart', 'sdk', 'fault'] } },
      given: texts,
      each: { type: 'array', items: closed(change), minItems: 1 },
      steps: { type: 'array', items: { $ref: '#/$defs/step' }, minItems: 1 },
    },
    ['id', 'about', 'for', 'steps'],
  ),
  oneOf: [{ required: ['guarantee'] }, { required: ['silent'] }],
};

/** JSON Schema (draft 2020-12) of a file of scenarios. */
export const scenarioFileSchema = {
  $defs: { outcome, step, scenario },
  ...closed(
    { family: id, about: sentence, scenarios: { type: 'array', items: { $ref: '#/$defs/scenario' }, minItems: 1 } },
    ['family', 'about', 'scenarios'],
  ),
};

/** JSON Schema of the fixtures of given.json. */
export const fixtureSchema = {
  $defs: { outcome, step },
  type: 'object',
  additionalProperties: closed({ given: texts, steps: { type: 'array', items: { $ref: '#/$defs/step' } } }, ['steps']),
};
