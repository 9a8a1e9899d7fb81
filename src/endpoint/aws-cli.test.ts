// token.sdk-default with another client: the AWS CLI, whose own retry must carry the token that it has filled in.
import { afterEach, describe, expect, test } from 'vitest';
import { $, which } from 'zx';
import { startServer, type TestServer } from './testing/server.ts';

const aws = await which('aws', { nothrow: true });
if (!aws) console.warn('aws is not installed: the test of its retries is skipped');

/** Every call starts a Python process: seconds each on a busy machine. */
const limitMs = 600_000;
const type = { 'content-type': 'application/x-amz-json-1.0' };

let server: TestServer | undefined;
afterEach(() => server?.close());

describe.skipIf(!aws)('the AWS CLI', () => {
  test.each([
    [
      'create-environment-template-version',
      ['--template-name', 'a', '--source', 's3={bucket=bucket-one,key=one.tar.gz}'],
    ],
    [
      'create-service-template-version',
      [
        ...['--template-name', 'a', '--source', 's3={bucket=bucket-one,key=one.tar.gz}'],
        ...['--compatible-environment-templates', 'majorVersion=1,templateName=b'],
      ],
    ],
    [
      'create-environment-account-connection',
      ['--management-account-id', '123456789012', '--environment-name', 'a', '--role-arn', 'arn:aws:iam::1:role/r'],
    ],
  ])(
    '%s: sent again after an answer was lost, it carries the same token',
    async (command, words) => {
      let requests = 0;
      server = await startServer((seen, response) => {
        if (requests++ === 0) seen.socket.destroy();
        else response.writeHead(200, type).end('{}');
      });
      await $({
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_DEFAULT_REGION: 'us-east-1',
          AWS_RETRY_MODE: 'standard',
          AWS_MAX_ATTEMPTS: '2',
        },
      })`${aws} proton ${command} ${words} --endpoint-url ${server.url}`;
      const tokens = server.seen.map(({ body }) => JSON.parse(body).clientToken as string);
      expect(tokens[0]).toMatch(/^[!-~]{1,64}$/);
      expect(tokens).toEqual([tokens[0], tokens[0]]);
    },
    limitMs,
  );
});
