// Errors as a client reads them (guarantee wire.error): the types that each operation lists, and the common ones.
import { ref } from './shapes.mjs';

/** The common AWS errors, which any operation may answer with. */
const COMMON_TYPES = [
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InternalFailure',
  'InternalServerError',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MalformedQueryString',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'NotImplemented',
  'OptInRequired',
  'RequestExpired',
  'RequestTimeout',
  'RequestTimeoutException',
  'RequestTimeTooSkewed',
  'SerializationException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SignatureDoesNotMatch',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
];

/** One schema with a definition for each operation named. */
export function errorSchemas(api, names) {
  const errorOf = (name) => ({
    ...ref('error'),
    type: 'object',
    properties: { type: { anyOf: [{ enum: api.operations[name].errors }, ref('commonType')] } },
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'errors.json',
    description:
      'An error as a client reads it, by operation (guarantee wire.error): `type` is `__type` of the body or the header x-amzn-errortype, without a namespace before # and a suffix after a colon. Made by scripts/make-schemas.mjs.',
    $defs: {
      ...Object.fromEntries(names.map((name) => [name, errorOf(name)])),
      error: {
        type: 'object',
        required: ['status', 'type'],
        properties: { status: { type: 'integer', minimum: 400, maximum: 599 }, type: { type: 'string' } },
      },
      commonType: { description: 'The common AWS errors.', enum: COMMON_TYPES },
    },
  };
}
