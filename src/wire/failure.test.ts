// Errors and refusals by status and type, as the contract's wire.error and "Not violations" have them.
import { describe, expect, test } from 'vitest';
import { decode, decodeLost } from './decode.ts';
import type { Outcome } from './types.ts';

const typed = (type: string): string => JSON.stringify({ __type: type, message: 'no' });
const of = (outcome: Outcome): string =>
  [
    outcome.kind,
    ...(outcome.kind === 'again' ? [outcome.why, outcome.effect] : []),
    ...(outcome.kind === 'malformed' ? [outcome.guarantee] : []),
    ...(outcome.kind === 'error' || outcome.kind === 'credentials' ? [outcome.type] : []),
  ].join(' ');

const THROTTLED = 'again throttled none';
const SERVER = 'again server-error open';
const SKEW = 'again clock-skew none';
const BAD = 'malformed wire.error';

describe('a failure by status and type', () => {
  test.each<[number, string, string]>([
    [100, '', BAD],
    [301, typed('ValidationException'), BAD],
    [304, '', BAD],
    [600, typed('ValidationException'), BAD],
    [0, '', BAD],
    [Number.NaN, '', BAD],
    [429, '', THROTTLED],
    [429, typed('ValidationException'), THROTTLED],
    [429, '<html>', THROTTLED],
    [400, typed('ThrottlingException'), THROTTLED],
    [400, typed('Throttling'), THROTTLED],
    [403, typed('TooManyRequestsException'), THROTTLED],
    [500, '', SERVER],
    [500, typed('ValidationException'), 'error ValidationException'],
    [500, typed('com.amazonaws.proton.v20200720#ConflictException'), 'error ConflictException'],
    [500, typed('ResourceNotFoundException'), 'error ResourceNotFoundException'],
    [503, typed('SerializationException'), 'error SerializationException'],
    [500, typed('AccessDeniedException'), 'not-permitted'],
    [500, typed('UnknownOperationException'), 'not-implemented'],
    [500, typed('ServiceQuotaExceededException'), 'quota'],
    [500, typed('InternalServerException'), SERVER],
    [500, typed('RequestTimeoutException'), SERVER],
    [502, typed('BadGatewayException'), SERVER],
    [504, typed('validationexception'), SERVER],
    [502, '<html>502</html>', SERVER],
    [503, typed('ThrottlingException'), SERVER],
    [599, '{"__type":{}}', SERVER],
    [400, typed('InternalServerException'), SERVER],
    [400, typed('InternalFailure'), SERVER],
    [400, typed('InternalServerError'), SERVER],
    [400, typed('ServiceUnavailable'), SERVER],
    [408, typed('RequestTimeoutException'), SERVER],
    [501, '', 'not-implemented'],
    [501, typed('InternalFailure'), 'not-implemented'],
    [400, typed('UnknownOperationException'), 'not-implemented'],
    [404, typed('com.amazon.coral.service#UnknownOperationException'), 'not-implemented'],
    [400, typed('NotImplemented'), 'not-implemented'],
    [404, '', 'not-implemented'],
    [404, '<html>404</html>', 'not-implemented'],
    [404, '{"message":"Not Found"}', 'not-implemented'],
    [404, '{"__type":7}', 'not-implemented'],
    [405, '', 'not-implemented'],
    [404, typed('ResourceNotFoundException'), 'error ResourceNotFoundException'],
    [404, typed('NotFoundException'), BAD],
    [403, typed('AccessDeniedException'), 'not-permitted'],
    [400, typed('NotAuthorized'), 'not-permitted'],
    [400, typed('OptInRequired'), 'not-permitted'],
    [402, typed('ServiceQuotaExceededException'), 'quota'],
    [403, typed('InvalidSignatureException'), SKEW],
    [403, typed('RequestTimeTooSkewed'), SKEW],
    [400, typed('RequestExpired'), SKEW],
    [403, typed('SignatureDoesNotMatch'), SKEW],
    [403, typed('UnrecognizedClientException'), 'credentials UnrecognizedClientException'],
    [403, typed('InvalidClientTokenId'), 'credentials InvalidClientTokenId'],
    [403, typed('MissingAuthenticationToken'), 'credentials MissingAuthenticationToken'],
    [403, typed('ExpiredTokenException'), 'credentials ExpiredTokenException'],
    [403, typed('IncompleteSignature'), 'credentials IncompleteSignature'],
    [400, typed('ValidationException'), 'error ValidationException'],
    [409, typed('ConflictException'), 'error ConflictException'],
    [400, typed('ValidationError'), 'error ValidationError'],
    [400, typed('SerializationException'), 'error SerializationException'],
    [400, typed('InvalidAction'), 'error InvalidAction'],
    [400, typed('validationexception'), BAD],
    [400, typed('constructor'), BAD],
    [400, typed('__proto__'), BAD],
    [400, typed('#'), BAD],
    [400, typed(''), BAD],
    [400, '{"code":"ValidationException"}', BAD],
    [400, '["ValidationException"]', BAD],
    [403, '<html>403</html>', BAD],
    [400, '', BAD],
  ])('%s %s is %s', (status, body, expected) => {
    expect(of(decode('DeleteEnvironment', { status, headers: {}, body }))).toBe(expected);
  });

  test('a type that another operation lists is not listed here', () => {
    const reply = { status: 400, headers: {}, body: typed('ResourceNotFoundException') };
    expect(of(decode('ListServices', reply))).toBe(BAD);
    expect(of(decode('GetService', reply))).toBe('error ResourceNotFoundException');
  });
});

test('a server error that is named in one place is one, whatever type stands in the other', () => {
  const headers = { 'x-amzn-errortype': 'InternalServerException' };
  expect(of(decode('DeleteEnvironment', { status: 500, headers, body: typed('ConflictException') }))).toBe(SERVER);
});

describe('where the type stands', () => {
  test.each<[string, Record<string, string>, string]>([
    ['namespace', {}, typed('com.amazonaws.proton.v20200720#ConflictException')],
    ['suffix', {}, typed('ConflictException:http://internal.amazon.com/coral/#x')],
    ['both', {}, typed('a.b#ConflictException:c')],
    ['header', { 'x-amzn-errortype': 'ConflictException' }, ''],
    ['header in other case', { 'X-Amzn-ErrorType': 'ConflictException:' }, '{}'],
    ['header sent twice', { 'x-amzn-errortype': 'ConflictException, ConflictException' }, '{}'],
    ['acceptable in the body only', { 'x-amzn-errortype': 'Sender' }, typed('ConflictException')],
    ['acceptable in the header only', { 'x-amzn-errortype': 'ConflictException' }, typed('Sender')],
  ])('%s', (_, headers, body) => {
    expect(of(decode('DeleteEnvironment', { status: 400, headers, body }))).toBe('error ConflictException');
  });
});

describe('the message', () => {
  test.each<[string, string | undefined]>([
    ['{"__type":"ValidationException","message":"no"}', 'no'],
    ['{"__type":"ValidationException","Message":"no"}', 'no'],
    ['{"__type":"ValidationException","message":null,"Message":"no"}', 'no'],
    ['{"__type":"ValidationException","message":""}', undefined],
    ['{"__type":"ValidationException","message":{"text":"no"}}', undefined],
    ['{"__type":"ValidationException"}', undefined],
  ])('of %s', (body, message) => {
    expect(decode('CreateService', { status: 400, headers: {}, body })).toEqual({
      kind: 'error',
      type: 'ValidationException',
      ...(message !== undefined && { message }),
      taken: [['wire.no-message', message === undefined ? 'no message' : 'message']],
    });
  });
});

describe('the mismatch is named', () => {
  test.each<[string, Record<string, string>, string]>([
    ['in the body', {}, '{"__type":"ValidationException","message":"IdempotentParameterMismatch"}'],
    ['in the header', { 'x-amzn-errortype': 'ValidationException:IdempotentParameterMismatch' }, ''],
    ['in a body that is no JSON', { 'x-amzn-errortype': 'ValidationException' }, 'IdempotentParameterMismatch'],
  ])('%s', (_, headers, body) => {
    expect(decode('CreateService', { status: 400, headers, body })).toMatchObject({
      kind: 'error',
      mismatchSpelling: 'IdempotentParameterMismatch',
    });
  });
});

test.each([
  ['not-sent', 'none'],
  ['broken', 'open'],
  ['timeout', 'open'],
  ['too-large', 'open'],
] as const)('no answer, %s, leaves the effect %s', (why, effect) => {
  expect(decodeLost({ why })).toEqual({ kind: 'again', why: 'broken', effect });
});
