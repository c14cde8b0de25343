import { app, screen } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Core } from '#core';
import type { Command } from '#shared/model/command.ts';
import { bringToFront, createPageWindow, loadPage } from './pageWindow.ts';
import type { WindowMemory } from './windowMemory.ts';
import { smallest, windowPlace } from './windowPlace.ts';

interface Deps {
  readonly core: Pick<Core, 'command'>;
  readonly memory: WindowMemory;
  readonly log: { error(details: object, message: string): void };
}

/** The window that shows the desk. */
export interface Desk {
  /** Opens the window where it is closed, and resolves once its page is loaded; else brings it to the front. */
  readonly show: () => Promise<void>;
  /** Shows the window at once or as soon as may be, and asks its page for something where it is named. */
  readonly raise: (command?: Command) => void;
  /** Null while it is closed. */
  readonly window: () => BrowserWindow | null;
}

export function createDesk({ core, memory, log }: Deps): Desk {
  // Held here: a window that nobody refers to may be collected.
  let current: BrowserWindow | null = null;

  async function open(): Promise<void> {
    const remembered = memory.read();
    const place = windowPlace(remembered.place ?? null, screen.getPrimaryDisplay().workArea, screen.getAllDisplays().map(({ workArea }) => workArea));
    const window = createPageWindow({ ...place, minWidth: smallest.width, minHeight: smallest.height, title: app.name }, { log });
    current = window;
    if (remembered.maximized === true) window.maximize();
    window.once('ready-to-show', () => {
      window.show();
      // scripts/start.mjs waits for this line.
      process.stdout.write('earshot: window ready\n');
    });
    window.on('close', () => memory.keep({ place: window.getNormalBounds(), maximized: window.isMaximized() }));
    window.on('closed', () => {
      current = null;
    });
    await loadPage(window);
  }

  async function show(): Promise<void> {
    if (current === null) await open();
    else bringToFront(current);
  }

  return {
    show,
    raise(command) {
      if (command !== undefined) core.command(command);
      show().catch((error: unknown) => log.error({ err: error }, 'The window could not be opened'));
    },
    window: () => current,
  };
}
