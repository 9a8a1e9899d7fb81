// Requests and answers apart from any transport, so that the emulator can be called over HTTP or in process.

export interface WireRequest {
  method: string;
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Tells the connections apart over which requests come; left out: all come over one. */
  connection?: string;
  /** Aborted as soon as the client closes the connection without having the answer; left out: it never does. */
  gone?: AbortSignal;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Told once whether the answer went out whole. It goes out in parts then, so that there is time to notice. */
  delivered?(isWhole: boolean): void;
}

/** An emulator as transports see it. */
export interface Responder {
  /** The answer to a request, habits included; undefined where the connection breaks instead. */
  respond(request: WireRequest): Promise<WireResponse | undefined>;
  /** A request of which only a part came, as its connection broke. */
  cut(request: WireRequest): void;
  readonly maxBodyBytes: number;
}
