// What the rest of the suite knows of an endpoint: a call goes in, an answer or the lack of one comes out. How it
// travels (SDK or own serialisation, signatures, connections) stays behind this.
import type { Dispatcher } from 'undici';
import type { Answer, Lost } from '../history/types.ts';
import type { Fault, Input, Lane } from '../program/types.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface CallRequest {
  readonly operation: string;
  /** Concrete: no symbols left in it. */
  readonly input: Input;
  /** What the SDK cannot send as it is (see `sdkCanSend`) goes raw all the same; `onSend` and the reply say so. */
  readonly lane: Lane;
  /** The body's members in reverse order, with white space: the same request to a JSON reader. Raw lane only. */
  readonly reordered?: boolean;
  /** Whose credentials sign it; default: the environment account's. */
  readonly account?: 'management';
  /** Over a connection of its own, as deduplication may be per connection. Default false. */
  readonly fresh?: boolean;
  /** What goes wrong on its way. */
  readonly fault?: Fault;
  /**
   * For `twice` and `copied`: is given the second copy of the same bytes as the original goes out, and decides when it
   * does. The client sees nothing of it. Left out: there is no copy.
   */
  readonly onCopy?: (copy: Copy) => void;
  /**
   * Called once all is ready, on a connection of its own that is open; the request goes out in the turn in which it
   * resolves. So several can be sent at the same time.
   */
  readonly gate?: () => Promise<void>;
  /**
   * SDK lane: its own retries are on; told of the request that it sends again by itself, once at most. The reply to that
   * is `resent` of the first, lost one. Left out: they are off.
   */
  readonly onResend?: (sent: Sent) => void;
  /** Ends the call early, as a timeout does. */
  readonly signal?: AbortSignal;
  /** Told once, just before the request is given to the network. */
  readonly onSend?: (sent: Sent) => void;
}

/** Sends the copy, once, over another connection. Never rejects. */
export type Copy = () => Promise<Reply>;

export interface Sent {
  readonly lane: Lane;
  /** The client token that the SDK filled in, where the input has none. */
  readonly filledToken?: string;
}

/**
 * An answer whole, or why there is none. `code` is the system's or undici's error code, for a diagnosis; `late` resolves
 * when the endpoint has done with a request that `timed-out`, or nothing came of it within the limits.
 */
export type Reply =
  | ({ readonly kind: 'answer' } & Pick<Answer, 'status' | 'headers' | 'body'> & Sent)
  | (LostReply & Sent);

interface LostReply extends Pick<Lost, 'why' | 'detail'> {
  readonly kind: 'lost';
  readonly code?: string;
  readonly late?: Promise<void>;
  readonly resent?: Promise<Reply | undefined>;
}

export interface Endpoint {
  readonly url: string;
  readonly region: string;
  /** Sends one request, once. Never rejects: whatever the network or the other side does becomes a reply. */
  call(request: CallRequest): Promise<Reply>;
  /** From now on over new connections: the old ones may be dead. */
  reconnect(): void;
  /** Closes all connections. */
  close(): Promise<void>;
}

export interface Unsigned {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Gives all headers of a POST request. */
export type Sign = (request: Unsigned) => Promise<Record<string, string>>;

export interface EndpointOptions {
  /** `http:` or `https:`; a path is kept as a prefix. A private CA is trusted through `NODE_EXTRA_CA_CERTS`. */
  readonly url: string;
  readonly region: string;
  /** Absent: requests are signed with dummy keys, as emulators expect some signature. */
  readonly credentials?: Credentials;
  /** The management account's; default: the same as `credentials`. */
  readonly managementCredentials?: Credentials;
  /** Gives the headers of a request of the raw lane, signed or not. Default: SigV4 with the credentials. */
  readonly sign?: Sign;
  /** Carries the requests in place of real connections (an in-process endpoint, a test). */
  readonly dispatcher?: Dispatcher;
  /** Composed around the network, the last outermost: the place for injected faults. */
  readonly interceptors?: readonly Dispatcher.DispatcherComposeInterceptor[];
  /** Whole call, connecting and body included. Default 30 000 ms. */
  readonly callTimeoutMs?: number;
  /** A longer body is `too-large`. Default 8 MiB. */
  readonly maxAnswerBytes?: number;
  /** Lets time pass, where a fault takes some, milliseconds. Default: real time. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Most connections at a time. Default 16. */
  readonly connections?: number;
}
