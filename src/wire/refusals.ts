// The refusals that the contract sets apart from errors ("Not violations"), by error type: to be sent again, not there,
// not permitted, over a quota, or about the credentials. What is not in this table is an error like any other.

/** What an error type other than a plain error says. */
export type Refusal =
  | 'throttled'
  | 'server-error'
  | 'clock-skew'
  | 'not-implemented'
  | 'not-permitted'
  | 'quota'
  | 'credentials';

const TYPES: Readonly<Record<Refusal, readonly string[]>> = {
  throttled: ['ThrottlingException', 'Throttling', 'TooManyRequestsException'],
  'server-error': [
    'InternalServerException',
    'InternalServerError',
    'InternalFailure',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'RequestTimeout',
    'RequestTimeoutException',
  ],
  'clock-skew': ['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestTimeTooSkewed', 'RequestExpired'],
  'not-implemented': ['UnknownOperationException', 'NotImplemented'],
  'not-permitted': ['AccessDeniedException', 'NotAuthorized', 'OptInRequired'],
  quota: ['ServiceQuotaExceededException'],
  credentials: [
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'IncompleteSignatureException',
  ],
};

const BY_TYPE: ReadonlyMap<string, Refusal> = new Map(
  Object.entries(TYPES).flatMap(([refusal, types]) => types.map((type) => [type, refusal as Refusal])),
);

/** The refusal that an error type (without namespace and suffix) stands for; undefined for a plain error. */
export function refusalOf(type: string): Refusal | undefined {
  return BY_TYPE.get(type);
}
