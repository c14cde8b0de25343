import { describe, expect, it } from 'vitest';
import { trayIcon } from '../../electron/main/trayIcon.ts';

/** Red, green, blue, alpha of a pixel. */
function pixelAt(pixels: Buffer, sizePx: number, x: number, y: number): number[] {
  const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray((y * sizePx + x) * 4);
  return [red, green, blue, alpha];
}

describe('trayIcon', () => {
  it('draws the customer’s voice in the middle and nothing in the corners', () => {
    const icon = trayIcon(40, 'none');
    expect(icon).toHaveLength(40 * 40 * 4);
    expect(pixelAt(icon, 40, 20, 20)).toEqual([0x4a, 0x70, 0xe6, 255]);
    expect(pixelAt(icon, 40, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(pixelAt(icon, 40, 36, 20)).toEqual([0x9f, 0x83, 0x52, 255]);
  });

  it('has a dot of another colour for what is urgent, apart from the strokes', () => {
    expect(pixelAt(trayIcon(40, 'unseen'), 40, 30, 30)).toEqual([0x4a, 0x70, 0xe6, 255]);
    expect(pixelAt(trayIcon(40, 'urgent'), 40, 30, 30)).toEqual([0xd8, 0x47, 0x1c, 255]);
    expect(pixelAt(trayIcon(40, 'urgent'), 40, 28, 19)[3], 'around the dot').toBe(0);
  });

  it('multiplies colours by alpha at the edges, which images of the system are made of', () => {
    const icon = trayIcon(16, 'urgent');
    for (let at = 0; at < icon.length; at += 4) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = icon.subarray(at, at + 4);
      expect(Math.max(red, green, blue)).toBeLessThanOrEqual(alpha);
    }
    expect(icon.some((value, at) => at % 4 === 3 && value > 0 && value < 255)).toBe(true);
  });
});
