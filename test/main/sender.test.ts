import type { WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { isOwnPage } from '../../electron/main/sender.ts';

const aFrame = (url: string, parent: WebFrameMain | null = null): WebFrameMain => ({ url, parent }) as WebFrameMain;

describe('isOwnPage', () => {
  it('is the page itself, not a frame in it, another page, or one that has gone', () => {
    const page = aFrame('app://earshot/');
    expect(isOwnPage(page)).toBe(true);
    expect(isOwnPage(aFrame('app://earshot/', page))).toBe(false);
    expect(isOwnPage(aFrame('app://earshot.evil.example/'))).toBe(false);
    expect(isOwnPage(null)).toBe(false);
  });
});
