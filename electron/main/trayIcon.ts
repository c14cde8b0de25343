/** What the icon says: nothing new, calls that nobody has looked at yet, urgent ones among them. */
export type TrayMark = 'none' | 'unseen' | 'urgent';

type Rgb = readonly [red: number, green: number, blue: number];
const customer: Rgb = [0x4a, 0x70, 0xe6];
const robot: Rgb = [0x9f, 0x83, 0x52];
const dotColors: Readonly<Record<Exclude<TrayMark, 'none'>, Rgb>> = { unseen: customer, urgent: [0xd8, 0x47, 0x1c] };

/** Earshot's mark as in renderer/ui/brand.svg, on a field of 20 by 20: upright strokes, 2 wide with round ends. */
const strokes: readonly { readonly x: number; readonly from: number; readonly to: number; readonly color: Rgb }[] = [
  { x: 2, from: 8.5, to: 11.5, color: customer },
  { x: 6, from: 5, to: 15, color: customer },
  { x: 10, from: 2.5, to: 17.5, color: customer },
  { x: 14, from: 6, to: 14, color: customer },
  { x: 18, from: 8.5, to: 11.5, color: robot },
];
const field = 20;
const strokeRadius = 1.2;
/** The dot, and what it keeps free around it. */
const dot = { x: 15, y: 15, radius: 4.6, clear: 6 };
/** Points of a pixel that are looked at, a side. */
const samples = 4;

function colorAt(x: number, y: number, mark: TrayMark): Rgb | null {
  const fromDot = Math.hypot(x - dot.x, y - dot.y);
  if (mark !== 'none' && fromDot < dot.clear) return fromDot < dot.radius ? dotColors[mark] : null;
  return strokes.find((stroke) => Math.hypot(x - stroke.x, y - Math.min(stroke.to, Math.max(stroke.from, y))) < strokeRadius)?.color ?? null;
}

/** The icon's pixels, row by row, as `nativeImage` takes them: blue, green, red, alpha, the colours multiplied by alpha. */
export function trayIcon(sizePx: number, mark: TrayMark): Buffer {
  const pixels = Buffer.alloc(sizePx * sizePx * 4);
  const scale = field / sizePx;
  for (let at = 0; at < sizePx * sizePx; at += 1) {
    const [left, top] = [at % sizePx, Math.floor(at / sizePx)];
    const sum = [0, 0, 0, 0];
    for (let point = 0; point < samples * samples; point += 1) {
      const [right, down] = [point % samples, Math.floor(point / samples)];
      const color = colorAt((left + (right + 0.5) / samples) * scale, (top + (down + 0.5) / samples) * scale, mark);
      if (color !== null) [...color.toReversed(), 255].forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
    }
    sum.forEach((value, channel) => (pixels[at * 4 + channel] = Math.round(value / (samples * samples))));
  }
  return pixels;
}
