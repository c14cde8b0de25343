import { app } from 'electron';
import type { AlertEvent } from '#shared/model/event.ts';
import type { Desk } from './desk.ts';

/** Counts the calls that were told of since somebody last looked at the window. */
export interface Attention {
  announced(event: Pick<AlertEvent, 'about' | 'level' | 'count'>): void;
}

/**
 * Shows the count on the app's icon (Linux and macOS have a place for it), and has an urgent call's window flash in the
 * taskbar. A look at the window takes both back.
 */
export function createAttention({ window }: Pick<Desk, 'window'>): Attention {
  let unseen = 0;
  app.on('browser-window-focus', () => {
    unseen = 0;
    app.setBadgeCount(0);
    window()?.flashFrame(false);
  });
  return {
    announced({ about, level, count }) {
      if (window()?.isFocused() === true) return;
      // Who is reminded was told before.
      if (about !== 'reminder' && about !== 'incident-over') unseen += count;
      app.setBadgeCount(unseen);
      if (level === 'urgent') window()?.flashFrame(true);
    },
  };
}
