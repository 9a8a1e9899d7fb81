// Requests and answers apart from any transport, so that the emulator can be called over HTTP or in process.

export interface WireRequest {
  method: string;
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Tells the connections apart over which requests come; left out: all come over one. */
  connection?: string;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An emulator as transports see it. */
export interface Responder {
  /** The answer to a request, habits included; undefined where the connection breaks instead. */
  respond(request: WireRequest): Promise<WireResponse | undefined>;
  readonly maxBodyBytes: number;
}
