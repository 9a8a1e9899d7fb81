// token.case, token.length, token.charset and the silent points about what a token may be: empty, absent,
// printable. Tokens are symbols: `length=64` pads them, `end=` says how they end, `upper` puts them in capitals.
import type { Change, Json } from '../../src/program/types.ts';
import { besideIt, type CreateOperation, changed, tokenCreates } from '../requests.ts';
import type { Draft } from '../script.ts';
import { asFirst, begun, begunAlone, merged, otherRequest, parents, requiredOnly } from './start.ts';

const token = (clientToken: Json): Change => ({ set: { clientToken } });

/** Another token; of a connection with another environment name too, as a second one for the pair may be refused. */
const apart = (operation: CreateOperation, clientToken: Json): Change =>
  merged(besideIt(operation), token(clientToken));

const pairs = (operation: CreateOperation): Draft[] => [
  begunAlone(operation)
    .retry('first', { change: apart(operation, '{{token:t upper}}'), as: 'second' })
    .retry('first')
    .retry('second')
    .get('first', 'second')
    .retry('first', { change: apart(operation, '{{token:t uuid}}'), as: 'third' })
    .retry('first', { change: apart(operation, '{{token:t uuid upper}}'), as: 'fourth' })
    .retry('third')
    .retry('fourth')
    .aimedAt('token.case', operation, 'first call', 'lower case, then upper, of a UUID too'),
  begun(operation)
    .retry('first', { change: apart(operation, '{{token:u length=64}}'), as: 'long' })
    .retry('long')
    .retry('long', { change: token('{{token:u length=65}}') })
    .retry('long', { change: token('{{token:u length=64}}.') })
    .retry('long', { change: changed(operation) })
    .retry('long')
    .list('long')
    .aimedAt(
      'token.length',
      operation,
      'same parameters',
      '64 characters work, 65 are neither cut nor taken, other parameters are a mismatch',
    ),
];

/** Each refused, however often it comes, beside a resource in whose list nothing else may show. */
const refused = (operation: CreateOperation): Draft[] => {
  const beside = besideIt(operation);
  const send = (guarantee: string, tokens: readonly string[], about: string, less: Change = {}): Draft => {
    const script = begun(operation);
    for (const each of tokens)
      script.create(each, operation, otherRequest(operation, merged(beside, merged(less, token(each))))).retry(each);
    return script.list('first').retry('first').aimedAt(guarantee, operation, 'first call', about);
  };
  return [
    send(
      'token.length',
      ['{{token:u length=65}}', '{{token:u length=128}}', '{{token:u length=64}}=', '{{token:u length=64}}.'],
      'too long',
    ),
    send(
      'token.charset',
      [
        'é{{token:u}}',
        '{{token:u}}ā',
        '{{token:u}}世-u',
        '\u{1f511}{{token:u}}',
        '{{token:u}}\u0080',
        '{{token:u}}\uff58',
      ],
      'outside ASCII, in front, at the end and between',
    ),
    send(
      'token.charset',
      ['{{token:t}}\u0301', '{{token:t}}\u{1f511}', 'é{{token:t}}', '{{token:t}}\u200b', '{{token:u length=63}}é'],
      'outside ASCII, beside a token that is known',
    ),
    send('token.length', ['{{token:u length=65}}'], 'too long, with required members only', requiredOnly(operation)),
    send('token.charset', ['{{token:u}}é'], 'outside ASCII, with required members only', requiredOnly(operation)),
  ];
};

const open = (operation: CreateOperation): Draft[] => [
  begunAlone(operation, token(''))
    .retry('first')
    .list('first')
    .aimedAt('token.retry', operation, 'same parameters', 'an empty token'),
  parents(operation)
    .create('first', operation, otherRequest(operation, merged(asFirst(operation), { drop: ['clientToken'] })), {
      lane: 'raw',
    })
    .get('first')
    .list('first')
    .aimedAt('wire.response', operation, 'first call', 'no token at all'),
  begunAlone(operation, token('{{token:t}} x'))
    .retry('first')
    .list('first')
    .aimedAt('token.retry', operation, 'same parameters', 'a token with a space in it'),
  parents(operation)
    .create('first', operation, otherRequest(operation, merged(asFirst(operation), { drop: ['clientToken'] })), {
      lane: 'sdk',
    })
    .retry('first', { lane: 'sdk' })
    .list('first')
    .aimedAt('token.sdk-default', operation, 'same parameters', 'the SDK fills in a token'),
  parents(operation)
    .create('first', operation, otherRequest(operation, merged(asFirst(operation), { drop: ['clientToken'] })), {
      lane: 'sdk',
      fault: 'answer-lost',
    })
    .list('first')
    .aimedAt('token.sdk-default', operation, 'answer lost', 'the SDK itself sends the request again'),
];

export const tokenForms: readonly Draft[] = tokenCreates.flatMap((operation) => [
  ...pairs(operation),
  ...refused(operation),
  ...open(operation),
]);
