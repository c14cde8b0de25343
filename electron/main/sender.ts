import type { WebFrameMain } from 'electron';
import { isPageAddress } from './pageAddress.ts';

/** Whether a message comes from the own page itself: not from a frame within it, and not from a page that has gone. */
export function isOwnPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isPageAddress(frame.url);
}
