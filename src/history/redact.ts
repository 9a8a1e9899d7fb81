// Keeps secrets out of histories: an endpoint may echo the keys or the signature that it was sent.
interface Secrets {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Real keys are longer; a dummy such as `test` would spoil innocent text. */
const SHORTEST_SECRET_CHARS = 16;
const REDACTED = '[redacted]';
const SIGNATURE = /(Signature=)[0-9a-f]{64}/g;

/** Gives a function that takes the keys, and any SigV4 signature, out of a text. */
export function redactor(credentials: readonly Secrets[]): (text: string) => string {
  const secrets = [
    ...new Set(credentials.flatMap((c) => [c.accessKeyId, c.secretAccessKey, c.sessionToken ?? ''])),
  ].filter((secret) => secret.length >= SHORTEST_SECRET_CHARS);
  const written = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  return (text) =>
    [...new Set(written)]
      .reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text)
      .replace(SIGNATURE, `$1${REDACTED}`);
}
