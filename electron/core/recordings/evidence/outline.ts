import { existsSync, readFileSync } from 'node:fs';
import { parsePeaks } from '#shared/model/peaks.ts';

/** As many points as a wide screen has columns for. */
export const outlineWidth = 1200;
export const outlineHeight = 64;
/** Quieter than this is drawn as quiet, however quiet all of it is. */
const quietest = 12;

/** The outline of a kept sound, as the `d` of a path `outlineWidth` wide and `outlineHeight` high; null where no peaks are kept. */
export function outlineOf(peaksPath: string): string | null {
  if (!existsSync(peaksPath)) return null;
  const { length, channels, data } = parsePeaks(readFileSync(peaksPath));
  const width = Math.min(outlineWidth, length);
  const lows = new Float64Array(width);
  const highs = new Float64Array(width);
  for (let point = 0; point < length; point++) {
    const column = Math.floor((point * width) / length);
    for (let channel = 0; channel < channels; channel++) {
      const at = (point * channels + channel) * 2;
      lows[column] = Math.min(lows[column] ?? 0, data[at] ?? 0);
      highs[column] = Math.max(highs[column] ?? 0, data[at + 1] ?? 0);
    }
  }
  const loudest = Math.max(quietest, ...lows.map((low) => -low), ...highs);
  const y = (value: number): string => (outlineHeight / 2 - (value / loudest) * (outlineHeight / 2 - 1)).toFixed(1);
  const x = (column: number): string => ((column * outlineWidth) / Math.max(1, width)).toFixed(1);
  const points = [...Array.from(highs, (high, at) => `${x(at)} ${y(Math.max(high, loudest / 60))}`), ...Array.from(lows, (low, at) => `${x(at)} ${y(Math.min(low, -loudest / 60))}`).toReversed()];
  return points.length === 0 ? null : `M${points.join('L')}Z`;
}

