import { hash, timingSafeEqual } from 'node:crypto';

/** In a time that tells nothing of where the two differ, nor of the length of either. */
export function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}
