import { app, BrowserWindow } from 'electron';
import type { AlertEvent } from '#shared/model/event.ts';
import type { Desk } from './desk.ts';

export interface Counts {
  /** Calls that were announced since somebody last looked at a window of Earshot, and the urgent ones among them. */
  readonly unseen: number;
  readonly urgent: number;
  /** Calls that nobody has read. */
  readonly unread: number;
  /** Customers who wait to be called back. */
  readonly waiting: number;
}

/** Counts what was announced since somebody last looked. */
export interface Attention {
  announced(event: Pick<AlertEvent, 'about' | 'level' | 'count' | 'urgentCount'>): void;
  /** How many calls nobody has read by now, and how many customers wait. */
  stands(counts: Partial<Pick<Counts, 'unread' | 'waiting'>>): void;
}

interface Deps {
  readonly desk: Pick<Desk, 'window'>;
  readonly onChange: (counts: Counts) => void;
}

/**
 * Shows the count on the app's icon (Linux and macOS have a place for it), and has an urgent call's window flash in the
 * taskbar. A look at a window takes both back.
 */
export function createAttention({ desk, onChange }: Deps): Attention {
  let counts: Counts = { unseen: 0, urgent: 0, unread: 0, waiting: 0 };
  const change = (next: Partial<Counts>): void => {
    counts = { ...counts, ...next };
    app.setBadgeCount(counts.unseen);
    onChange(counts);
  };
  app.on('browser-window-focus', () => {
    change({ unseen: 0, urgent: 0 });
    desk.window()?.flashFrame(false);
  });
  return {
    announced({ about, level, count, urgentCount }) {
      if (BrowserWindow.getFocusedWindow() !== null) return;
      const isUrgent = level === 'urgent';
      // Not run by a spec: who is reminded was told before, and minutes go by in between.
      if (about !== 'reminder' && about !== 'incident-over') change({ unseen: counts.unseen + count, urgent: counts.urgent + (isUrgent ? urgentCount : 0) });
      if (isUrgent) desk.window()?.flashFrame(true);
    },
    stands: change,
  };
}
