import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { $, which } from 'zx';
import { type Emulator, startEmulator } from './index.ts';

const aws = await which('aws', { nothrow: true });
if (!aws) console.warn('aws is not installed: the tests with the AWS CLI are skipped');

describe.skipIf(!aws)('the AWS CLI', () => {
  let emulator: Emulator;
  const proton = (...words: string[]) =>
    $({
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_DEFAULT_OUTPUT: 'json',
        AWS_MAX_ATTEMPTS: '1',
      },
    })`${aws} proton ${words} --endpoint-url ${emulator.url}`;

  beforeAll(async () => {
    emulator = await startEmulator({ asyncMs: 1 });
  });
  afterAll(() => emulator.close());

  // Every call starts a Python process: seconds each on a busy machine.
  const limitMs = 600_000;

  test(
    'creates, waits, lists in pages, deletes, and reads the error of a mismatch',
    async () => {
      for (const name of ['one', 'two']) await proton('create-environment-template', '--name', name);
      const source = 's3={bucket=bucket-one,key=one.tar.gz}';
      await proton('create-environment-template-version', '--template-name', 'one', '--source', source);
      const version = ['--template-name', 'one', '--major-version', '1', '--minor-version', '0'];
      await proton('wait', 'environment-template-version-registered', ...version);
      const list = await proton('list-environment-templates', '--page-size', '1').json();
      expect(list.templates.map(({ name }: { name: string }) => name)).toEqual(['one', 'two']);
      await proton('delete-environment-template', '--name', 'two');
      const again = await proton('delete-environment-template', '--name', 'two');
      expect(again.stdout.trim()).toMatch(/^(\{\s*\})?$/);
      const refused = await proton('create-environment-template', '--name', 'one', '--description', 'x').nothrow();
      expect(refused.exitCode).not.toBe(0);
      expect(refused.stderr).toContain('(ValidationException)');
      expect(refused.stderr).toContain('Idempotent parameter mismatch');
    },
    limitMs,
  );
});
