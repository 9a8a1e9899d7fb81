import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { ServerClock, signer } from './signing.ts';

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
const region = 'eu-west-1';

describe('a signature', () => {
  test.each(['{}', '{"name":"ä€𝄞"}', ' '.repeat(5000)])(
    'is the one that another SHA-256 makes: %.20s',
    async (body) => {
      const clock = new ServerClock();
      const url = new URL('http://127.0.0.1:8297/');
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AwsProton20200720.ListServices',
      };
      const { authorization, 'x-amz-date': date = '' } = await signer(
        credentials,
        region,
        clock,
      )({ url, headers, body });
      const signedAt = new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
      const expected = await new SignatureV4({ service: 'proton', region, credentials, sha256: Sha256 }).sign(
        {
          method: 'POST',
          protocol: url.protocol,
          hostname: url.hostname,
          port: 8297,
          path: '/',
          query: {},
          headers: { host: url.host, ...headers },
          body,
        },
        { signingDate: signedAt },
      );
      expect(authorization).toBe(expected.headers.authorization);
    },
  );
});
