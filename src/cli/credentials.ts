// Whose credentials a run signs with. They come from the environment; without any, dummy ones serve an endpoint on this
// machine, and nothing is ever sent elsewhere with made-up ones unless the person says so.
import { isIPv4 } from 'node:net';
import type { Credentials, EndpointOptions } from '../endpoint/types.ts';
import { UsageError } from './errors.ts';

/** None: the requests are signed with dummy keys. */
export type Accounts = Pick<EndpointOptions, 'credentials' | 'managementCredentials'>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials for an endpoint.
 * @param useDummy whether dummy ones are wanted even where the environment has some (`--no-credentials`)
 * @throws UsageError if there are none, or half of a set
 */
export const findCredentials = (endpoint: string, useDummy: boolean, env: Environment): Accounts => {
  if (useDummy) return {};
  const credentials = fromEnvironment(env, 'AWS_');
  const managementCredentials = fromEnvironment(env, 'PROTON_MANAGEMENT_AWS_');
  if (credentials === undefined && !isLoopback(endpoint))
    throw new UsageError(
      `no credentials for ${endpoint}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --no-credentials for dummy ones`,
    );
  return {
    ...(credentials === undefined ? {} : { credentials }),
    ...(managementCredentials === undefined ? {} : { managementCredentials }),
  };
};

/** Whether a URL names this machine. */
export const isLoopback = (endpoint: string): boolean => {
  const { hostname } = new URL(endpoint);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  );
};

const fromEnvironment = (env: Environment, prefix: string): Credentials | undefined => {
  const accessKeyId = env[`${prefix}ACCESS_KEY_ID`] || undefined;
  const secretAccessKey = env[`${prefix}SECRET_ACCESS_KEY`] || undefined;
  const sessionToken = env[`${prefix}SESSION_TOKEN`] || undefined;
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new UsageError(
      `half of the credentials is missing: set ${prefix}${accessKeyId === undefined ? 'ACCESS_KEY_ID' : 'SECRET_ACCESS_KEY'} too`,
    );
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
};
