import { app } from 'electron';
import type { BaseWindow, BrowserWindow } from 'electron';
import { callWindowPlace } from '#shared/contract/desktop.ts';
import { bringToFront, createPageWindow, loadPage } from './pageWindow.ts';

interface Deps {
  readonly log: { error(details: object, message: string): void };
}

/** Windows that show one call each, beside the desk. */
export interface CallWindows {
  /** Opens the call's window, or brings it to the front where it is open. */
  open(callId: string): void;
  /** The call that a window shows; null where it is none of these. */
  callIn(window: BaseWindow | undefined): string | null;
}

const usual = { width: 640, height: 860 };
const smallest = { minWidth: 420, minHeight: 400 };

export function createCallWindows({ log }: Deps): CallWindows {
  // Held here: a window that nobody refers to may be collected.
  const windows = new Map<string, BrowserWindow>();
  return {
    open(callId) {
      const known = windows.get(callId);
      if (known !== undefined) return bringToFront(known);
      const window = createPageWindow({ ...usual, ...smallest, title: app.name }, { log });
      windows.set(callId, window);
      window.on('closed', () => windows.delete(callId));
      window.once('ready-to-show', () => window.show());
      loadPage(window, callWindowPlace(callId)).catch((error: unknown) => log.error({ err: error }, 'The window of a call could not be loaded'));
    },
    callIn: (window) => [...windows].find(([, each]) => each === window)?.[0] ?? null,
  };
}
