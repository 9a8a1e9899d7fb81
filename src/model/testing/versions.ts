// Calls about the versions of one template and the answers to them, for the decision tables of tokens.
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  type Line,
  line,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from './build.ts';

export const HOUR = 3600;

/** So many seconds on the endpoint's clock pass before the call. */
export const after = (seconds: number): Partial<Line> => ({ advanceSeconds: seconds });

export const parent = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
export const removeTemplate = line('DeleteEnvironmentTemplate', { name: 'ns-t' }, empty);

export const made = (minor: string, more: Detail = {}): Reply =>
  shows(version('ns-t', minor, { description: 'd', ...more }));

/** Of major version 1, described as `d`. */
export const create = (token: string | undefined, reply: Reply, more: Input = {}, when: Partial<Line> = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    {
      templateName: 'ns-t',
      majorVersion: '1',
      description: 'd',
      ...(token === undefined ? {} : { clientToken: token }),
      ...more,
    },
    reply,
    when,
  );

export const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
export const remove = line('DeleteEnvironmentTemplateVersion', key, empty);

/** Version 1.0, made with token `a`. */
export const first = [parent, create('a', made('0'))];

export const changed = { description: 'x' };

/** The request of `first` once more, perhaps changed or later. */
export const again =
  (more: Input = {}, when: Partial<Line> = {}) =>
  (reply: Reply): Line =>
    create('a', reply, more, when);

export const withToken =
  (token: string | undefined, more: Input = {}) =>
  (reply: Reply): Line =>
    create(token, reply, more);

/** Made nine seconds after the first, so that no number given again hides what is new. */
export const second = made('1', { createdAt: MADE + 9 });

export const answers = {
  original: made('0'),
  anew: second,
  elsewhere: shows({ ...version('ns-u', '5'), arn: 'arn:u' }),
  empty,
  mismatch,
  validation,
  conflict,
  notFound,
};
