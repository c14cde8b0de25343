import type { Locator } from '@playwright/test';
import { expect } from './fixture.ts';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** Where on the page an element is, px; waits until it is there, also where it is just being drawn anew. */
export async function boxOf(element: Locator): Promise<Box> {
  let box: Box | null = null;
  await expect.poll(async () => (box = await element.boundingBox())).not.toBeNull();
  return box!; // as was waited for
}
