import { app, BrowserWindow } from 'electron';
import type { HostAct } from '#shared/model/command.ts';
import type { WindowMemory } from './windowMemory.ts';

type By = Extract<HostAct, { kind: 'resize' }>['by'];

/** How large pages are shown: one size for all windows, kept across starts. */
export interface Zoom {
  readonly change: (by: By) => void;
}

/** A step, and the bounds, in Chromium's zoom levels. */
const step = 0.5;
const bounds = { smallest: -3, largest: 4 };

export function createZoom({ memory }: { readonly memory: WindowMemory }): Zoom {
  let level = memory.read().zoomLevel ?? 0;

  function change(by: By): void {
    const wanted = by === 'usualSize' ? 0 : level + (by === 'larger' ? step : -step);
    level = Math.min(bounds.largest, Math.max(bounds.smallest, wanted));
    memory.keep({ zoomLevel: level });
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomLevel(level);
  }

  app.on('web-contents-created', (_event, contents) => {
    // Chromium keeps sizes by address, so there is none to set one for before.
    contents.on('did-navigate', () => contents.setZoomLevel(level));
    // The wheel with Ctrl, which nothing answers by itself.
    contents.on('zoom-changed', (_changed, direction) => change(direction === 'in' ? 'larger' : 'smaller'));
  });
  return { change };
}
