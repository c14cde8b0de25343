import { z } from 'zod';

const placeSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive() });
/** A rectangle on the desktop, in device-independent pixels. */
export type Place = z.infer<typeof placeSchema>;

export const rememberedSchema = z.object({
  place: placeSchema.exactOptional(),
  maximized: z.boolean().exactOptional(),
  /** Chromium's zoom level: a page is shown 1.2 to the power of it as large. */
  zoomLevel: z.number().min(-3).max(4).exactOptional(),
  /** Whether it was said that Earshot goes on in the tray. */
  toldOfTray: z.boolean().exactOptional(),
});
/** How the window was left, as far as it is known. */
export type Remembered = z.infer<typeof rememberedSchema>;

const usual = { width: 1440, height: 900 };
export const smallest = { width: 760, height: 480 };

/**
 * Where to open the window: where it was left, if it can be grasped there, else in the middle of the main display. Never
 * larger than its display. An area is what panels leave free of a display.
 */
export function windowPlace(left: Place | null, main: Place, areas: readonly Place[]): Place {
  const area = left === null ? undefined : areas.find((candidate) => canBeGrasped(left, candidate));
  if (left !== null && area !== undefined) return { ...left, width: Math.min(left.width, area.width), height: Math.min(left.height, area.height) };
  const width = Math.min(usual.width, main.width);
  const height = Math.min(usual.height, main.height);
  return { x: main.x + Math.round((main.width - width) / 2), y: main.y + Math.round((main.height - height) / 2), width, height };
}

/** Whether enough of the title bar lies in the area to drag the window by it. */
function canBeGrasped(place: Place, area: Place): boolean {
  const titleBar = { across: 120, down: 30 };
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return across >= titleBar.across && place.y >= area.y - 1 && place.y <= area.y + area.height - titleBar.down;
}
