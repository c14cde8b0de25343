import { maxBodyBytes } from './bodyText.ts';

/** What the receiver takes at once and how long it waits, each with its reason; the answers stand in docs/receiver.md. */
export interface ReceiverLimits {
  /** Pushes that wait for their commit, and their bytes. */
  readonly waiting: { readonly items: number; readonly bytes: number };
  readonly body: { readonly bytes: number; readonly bytesAtOnce: number };
  readonly connections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly silenceTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly checkEveryMs: number;
  readonly headerBytes: number;
  readonly certificateEveryMs: number;
  readonly failures: { readonly perSource: number; readonly inAll: number; readonly sources: number };
}

export const receiverLimits: ReceiverLimits = {
  // More than all connections together can have waiting while the disk is well; what a stalled disk may take in memory.
  waiting: { items: 4096, bytes: 64 * 1024 * 1024 },
  body: { bytes: maxBodyBytes, bytesAtOnce: 64 * 1024 * 1024 },
  // A platform and its tunnel use some dozens; each costs some 20 KB.
  connections: 1024,
  // A header comes in one packet or two: who takes longer holds a connection open on purpose. Node's default is 60 s.
  headersTimeoutMs: 10_000,
  // 8 MiB over a slow line; Node's default of 300 s lets a trickle hold its connection five times as long.
  requestTimeoutMs: 60_000,
  // Nothing at all for so long in the middle of a request: its sender is gone (half-open) or stalls. Node waits forever.
  silenceTimeoutMs: 20_000,
  // Longer than the proxies before it keep theirs (nginx 60 s, cloudflared 90 s), or they send into a closing connection.
  keepAliveTimeoutMs: 95_000,
  // How exactly the timeouts hold. Node's default of 30 s makes a 10 s timeout one of up to 40 s.
  checkEveryMs: 1000,
  // Node's own default, said here because it is answered and tested.
  headerBytes: 16 * 1024,
  // A renewed certificate has days before the former one ends.
  certificateEveryMs: 60_000,
  // Per minute. A platform with a mistyped key is seen in the push log, a scanner does not fill it.
  failures: { perSource: 60, inAll: 600, sources: 1024 },
};

/** Whoever is turned away may come again after so many seconds. */
export const retryAfterSeconds = 5;
