/** Width of the counters' buckets: midnight of every time zone in use falls between two of them. */
export const bucketWidthMs = 15 * 60_000;

/** Beginning of the bucket that the time lies in. */
export function bucketOf(atMs: number): number {
  return Math.floor(atMs / bucketWidthMs) * bucketWidthMs;
}
