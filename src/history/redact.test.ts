import { describe, expect, test } from 'vitest';
import { redactor } from './redact.ts';

const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3"quoted/session+token1/Zk4x7Q9dLmP2+vB8nTc5Rw==',
};
const redact = redactor([keys, { accessKeyId: 'dummy', secretAccessKey: 'dummy' }]);
const { accessKeyId, secretAccessKey, sessionToken } = keys;

/** Each character that is neither letter nor digit, or each one, written otherwise. */
const each = (text: string, of: RegExp, as: (hex: string, one: string) => string): string =>
  text.replace(of, (one) => as(one.charCodeAt(0).toString(16).padStart(2, '0'), one));
const marks = /[^A-Za-z0-9]/g;

describe('redaction takes out', () => {
  test.each([
    ['the key id', accessKeyId],
    ['the secret', `x ${secretAccessKey} y`],
    ['the secret in a URL', encodeURIComponent(secretAccessKey)],
    ['the secret in a URL within a URL', encodeURIComponent(encodeURIComponent(secretAccessKey))],
    ['the session token in JSON', JSON.stringify({ token: sessionToken })],
    ['the session token in JSON within JSON', JSON.stringify(JSON.stringify({ token: sessionToken }))],
    ['the secret in JSON as PHP writes it', `{"debug":"${secretAccessKey.replaceAll('/', '\\/')}"}`],
    ['the token in JSON as .NET writes it', `"${each(sessionToken, marks, (hex) => `\\u00${hex.toUpperCase()}`)}"`],
    ['the secret in JSON that escapes all', `"${each(secretAccessKey, /./g, (hex) => `\\u00${hex}`)}"`],
    ['the token in HTML', each(sessionToken, marks, (hex) => `&#x${hex};`)],
    ['the token in XML', each(sessionToken, marks, (_, one) => (one === '"' ? '&quot;' : `&#${one.charCodeAt(0)};`))],
    ['a secret cut off at its end', `the request was ${secretAccessKey.slice(0, 25)}`],
    ['a secret cut off at its start', `${secretAccessKey.slice(20)} was the request`],
    ['a secret that is broken into lines', `${sessionToken.slice(0, 20)}\n${sessionToken.slice(20)}`],
    ['every one of several', `${secretAccessKey}${secretAccessKey}, ${accessKeyId}/${secretAccessKey}`],
    ['a signature', `Signature=${'0a'.repeat(32)}`],
    ['a signature in a URL, cut off', `X-Amz-Signature%3D${'0a'.repeat(20)}`],
  ])('%s', (_, text) => {
    const clean = redact(text);
    expect(clean).toContain('[redacted]');
    for (const secret of [accessKeyId, 'wJalr', 'MDENG', 'EXAMPLEKEY', 'quoted', '7Q9dLmP2', 'Tc5Rw', '0a0a'])
      expect(clean).not.toContain(secret);
  });
});

describe('redaction leaves', () => {
  test.each([
    [
      'what stands before and after as it was',
      `{"a\\u002B":"\\/%2F${secretAccessKey}\\"&amp;"}`,
      '{"a\\u002B":"\\/%2F[redacted]\\"&amp;"}',
    ],
    ['JSON valid', JSON.stringify({ message: `a "${sessionToken}" b` }), '{"message":"a \\"[redacted]\\" b"}'],
  ])('%s', (_, text, clean) => expect(redact(text)).toBe(clean));

  test.each([
    ['a dummy description', 'dummy'],
    ['the first four characters of a key, as consoles show them: AKIA…', 'dummy'],
    ['arn:aws:proton:us-east-1:123456789012:environment-template/pc1', 'my-environment-template-key'],
    ['{"name":"a-0000000000000000000-b"}', 'AKIA0000000000000000'],
  ])('innocent text alone, also that of dummy keys: %s', (text, secret) => {
    expect(redactor([keys, { accessKeyId: secret, secretAccessKey: secret }])(text)).toBe(text);
  });
});

test('a long answer that is all escapes takes no longer than its length', () => {
  const text = '\\'.repeat(200_000) + '%25'.repeat(50_000) + 'IQoJb3'.repeat(30_000);
  expect(redact(text)).toBe(text);
});
