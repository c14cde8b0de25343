import { Menu, nativeImage, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { i18n } from 'i18next';
import type { Counts } from './attention.ts';
import { countsText } from './countsText.ts';
import { trayIcon } from './trayIcon.ts';
import type { TrayMark } from './trayIcon.ts';

/** What its menu does. */
export interface TrayDeeds {
  readonly onOpen: () => void;
  /** Shows the call of the customer who is to be called back next. */
  readonly onNext: () => void;
  /** Pauses alerts for so many minutes; 0 goes on with them. */
  readonly onPause: (minutes: number) => void;
  readonly onQuit: () => void;
}

interface Deps extends TrayDeeds {
  readonly texts: i18n;
}

interface Shown {
  readonly counts: Counts;
  /** Until when alerts are paused; null where they are not. */
  readonly pausedUntilMs: number | null;
}

/** Earshot's place in the tray, or in the menu bar. */
export interface TrayEntry {
  /** Says how many calls and customers wait, and whether alerts are paused; what is left out stays. */
  show(change: Partial<Shown>): void;
}

const sizePx = 16;
const pauseMinutes = 60;

/** The mark in both densities. */
export function markImage(mark: TrayMark): NativeImage {
  const image = nativeImage.createFromBitmap(trayIcon(sizePx, mark), { width: sizePx, height: sizePx });
  image.addRepresentation({ scaleFactor: 2, width: 2 * sizePx, height: 2 * sizePx, buffer: trayIcon(2 * sizePx, mark) });
  return image;
}

export function createTray({ texts, onOpen, onNext, onPause, onQuit }: Deps): TrayEntry {
  const t = texts.getFixedT(null, 'desktop');
  const images = { none: markImage('none'), unseen: markImage('unseen'), urgent: markImage('urgent') };
  // Held by what is returned: one that nobody refers to is collected, and its icon with it.
  const tray = new Tray(images.none);
  // On a Mac the menu opens; where a desktop opens it too, this is not told.
  tray.on('click', onOpen);
  let shown: Shown = { counts: { unseen: 0, unread: 0, urgent: 0, waiting: 0 }, pausedUntilMs: null };

  /** Anew each time: on Linux a menu shows no later change. */
  function menu({ counts: { waiting }, pausedUntilMs }: Shown, said: string): MenuItemConstructorOptions[] {
    return [
      { label: said === '' ? t('tray.nothing') : said, enabled: false },
      ...(pausedUntilMs === null ? [] : [{ label: t('tray.pausedLine', { time: clock(pausedUntilMs) }), enabled: false }]),
      { type: 'separator' },
      { label: t('tray.open'), click: onOpen },
      ...(waiting === 0 ? [] : [{ label: t('tray.next'), click: onNext }]),
      pausedUntilMs === null ? { label: t('tray.pause'), click: () => onPause(pauseMinutes) } : { label: t('tray.goOn'), click: () => onPause(0) },
      { type: 'separator' },
      { label: t('menu.quit'), click: onQuit },
    ];
  }

  function show(change: Partial<Shown>): void {
    shown = { ...shown, ...change };
    const { counts, pausedUntilMs } = shown;
    const { unseen, unread, urgent, waiting } = counts;
    const said = countsText(texts, { unread, urgent, waiting });
    const all = [said, ...(pausedUntilMs === null ? [] : [t('tray.paused', { time: clock(pausedUntilMs) })])].filter((text) => text !== '');
    tray.setImage(images[urgent + waiting > 0 ? 'urgent' : unseen > 0 ? 'unseen' : 'none']);
    tray.setToolTip(all.length === 0 ? t('tray.name') : t('tray.counts', { counts: all.join(', ') }));
    if (process.platform === 'darwin') tray.setTitle(unseen === 0 ? '' : String(unseen));
    tray.setContextMenu(Menu.buildFromTemplate(menu(shown, said)));
  }
  show({});
  return { show };
}

/** As the system writes it: `15:04`. */
function clock(ms: number): string {
  return new Date(ms).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
