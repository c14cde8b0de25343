import type { i18n } from 'i18next';
import type { Counts } from './attention.ts';
import { countsText } from './countsText.ts';
import type { Desk } from './desk.ts';
import { markImage } from './tray.ts';

/** Marks the window's button in the taskbar of Windows, which has no place for a number. */
export function markTaskbar({ texts, desk, counts }: { readonly texts: i18n; readonly desk: Pick<Desk, 'window'>; readonly counts: Counts }): void {
  if (process.platform !== 'win32') return;
  const { unseen, urgent } = counts;
  desk.window()?.setOverlayIcon(unseen === 0 ? null : markImage(urgent > 0 ? 'urgent' : 'unseen'), countsText(texts, { unseen, urgent }));
}
