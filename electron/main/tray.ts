import { Menu, nativeImage, Tray } from 'electron';
import type { NativeImage } from 'electron';
import type { i18n } from 'i18next';
import type { Counts } from './attention.ts';
import { countsText } from './countsText.ts';
import { trayIcon } from './trayIcon.ts';
import type { TrayMark } from './trayIcon.ts';

interface Deps {
  readonly texts: i18n;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
}

/** Earshot's place in the tray, or in the menu bar. */
export interface TrayEntry {
  /** Shows how many calls wait to be read, and marks the icon where some were announced and not looked at. */
  show(counts: Counts): void;
}

const sizePx = 16;

/** The mark in both densities. */
export function markImage(mark: TrayMark): NativeImage {
  const image = nativeImage.createFromBitmap(trayIcon(sizePx, mark), { width: sizePx, height: sizePx });
  image.addRepresentation({ scaleFactor: 2, width: 2 * sizePx, height: 2 * sizePx, buffer: trayIcon(2 * sizePx, mark) });
  return image;
}

export function createTray({ texts, onOpen, onQuit }: Deps): TrayEntry {
  const t = texts.getFixedT(null, 'desktop');
  const images = { none: markImage('none'), unseen: markImage('unseen'), urgent: markImage('urgent') };
  // Held by what is returned: one that nobody refers to is collected, and its icon with it.
  const tray = new Tray(images.none);
  // On a Mac the menu opens; where a desktop opens it too, this is not told.
  tray.on('click', onOpen);

  function show(counts: Counts): void {
    const { unseen, unread, urgent } = counts;
    const said = countsText(texts, { unread, urgent });
    tray.setImage(images[urgent > 0 ? 'urgent' : unseen > 0 ? 'unseen' : 'none']);
    tray.setToolTip(said === '' ? t('tray.name') : t('tray.counts', { counts: said }));
    if (process.platform === 'darwin') tray.setTitle(unseen === 0 ? '' : String(unseen));
    // Anew each time: on Linux a menu shows no later change.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: said === '' ? t('tray.nothing') : said, enabled: false },
        { type: 'separator' },
        { label: t('tray.open'), click: onOpen },
        { type: 'separator' },
        { label: t('menu.quit'), click: onQuit },
      ]),
    );
  }
  show({ unseen: 0, unread: 0, urgent: 0 });
  return { show };
}
