import type { ReactNode } from 'react';

/** The desk: navigation, feed and the opened call. */
export function Desk(): ReactNode {
  return null;
}
