import type { i18n } from 'i18next';
import { createAttention } from './attention.ts';
import type { Attention } from './attention.ts';
import type { Desk } from './desk.ts';
import { markTaskbar } from './taskbarMark.ts';
import { createTray } from './tray.ts';
import type { TrayDeeds } from './tray.ts';

interface Deps extends Omit<TrayDeeds, 'onOpen'> {
  readonly texts: i18n;
  readonly desk: Desk;
}

/** What Earshot shows of itself while nobody looks at it. */
export interface Presence extends Pick<Attention, 'announced'> {
  /** How many calls nobody has read. */
  unread(count: number): void;
  /** How many customers wait to be called back. */
  waiting(count: number): void;
  /** Until when alerts are paused; null where they are not. */
  paused(untilMs: number | null): void;
}

/** Earshot's tray entry, and there, on the app's icon and in the taskbar how many announced calls nobody has looked at. */
export function createPresence({ texts, desk, ...deeds }: Deps): Presence {
  const tray = createTray({ texts, onOpen: () => desk.raise(), ...deeds });
  const attention = createAttention({
    desk,
    onChange(counts) {
      tray.show({ counts });
      markTaskbar({ texts, desk, counts });
    },
  });
  return {
    announced: (event) => attention.announced(event),
    unread: (unread) => attention.stands({ unread }),
    waiting: (waiting) => attention.stands({ waiting }),
    paused: (pausedUntilMs) => tray.show({ pausedUntilMs }),
  };
}
