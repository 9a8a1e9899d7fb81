// The refusals that the emulator knows, each with the status that AWS's JSON protocol gives it.

/** An error answer in the making. */
export class ProtonError extends Error {
  readonly type: string;
  readonly status: number;
  /** Names a cause beside the message, so that it can be read where messages are left out. */
  readonly reason: string | undefined;

  constructor(type: string, message: string, options: { status?: number; reason?: string } = {}) {
    super(message);
    this.type = type;
    this.status = options.status ?? 400;
    this.reason = options.reason;
  }
}

export const invalid = (message: string) => new ProtonError('ValidationException', message);
export const conflict = (message: string) => new ProtonError('ConflictException', message);
export const notFound = (message: string) => new ProtonError('ResourceNotFoundException', message);
export const quotaExceeded = (message: string) => new ProtonError('ServiceQuotaExceededException', message);
export const unreadable = (message: string) => new ProtonError('SerializationException', message);
export const internal = (message: string) => new ProtonError('InternalServerException', message, { status: 500 });
export const denied = (message: string) => new ProtonError('AccessDeniedException', message);

/** A conflict or a validation error: what most silent points leave the choice between. */
export function refusal(reading: string, message: string): ProtonError {
  return reading === 'validation' ? invalid(message) : conflict(message);
}

/** The mismatch as the real service spelt it. */
export function parameterMismatch(): ProtonError {
  return new ProtonError('ValidationException', 'Idempotent parameter mismatch', {
    reason: 'IdempotentParameterMismatch',
  });
}
